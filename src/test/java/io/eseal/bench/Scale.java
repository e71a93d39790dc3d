package io.eseal.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How much is measured: {@code -Dbench.scale=small} takes some minutes and shows that everything runs, {@code full}
 * takes the numbers of the paper.
 *
 * @param lifecycles lifecycles of one round
 * @param rounds rounds of each side, by turns
 * @param waiting numbers of orders that wait
 * @param window time over which calls are counted
 * @param changes changes whose way into the process is timed
 * @param interval time between two sweeps there, and of each order's timer
 * @param tasks numbers of open tasks
 * @param seconds time for which each call of a person is repeated
 * @param timers numbers of timers that are not due
 * @param nodes largest number of nodes
 */
record Scale(
        int lifecycles,
        int rounds,
        List<Integer> waiting,
        Duration window,
        int changes,
        Duration interval,
        List<Integer> tasks,
        int seconds,
        List<Integer> timers,
        int nodes) {

    static Scale named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "small" ->
                new Scale(
                        30,
                        2,
                        List.of(100, 1_000),
                        Duration.ofSeconds(15),
                        40,
                        Duration.ofSeconds(15),
                        List.of(200, 1_000),
                        1,
                        List.of(10_000, 100_000),
                        2);
            case "full" ->
                new Scale(
                        150,
                        3,
                        List.of(100, 1_000, 10_000, 100_000),
                        Duration.ofSeconds(60),
                        200,
                        Duration.ofMinutes(1),
                        List.of(1_000, 10_000, 50_000),
                        5,
                        List.of(10_000, 100_000, 1_000_000),
                        3);
            default -> throw new IllegalArgumentException("bench.scale is small or full, not " + name);
        };
    }
}
