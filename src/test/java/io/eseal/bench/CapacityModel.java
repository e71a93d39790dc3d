package io.eseal.bench;

import java.util.PriorityQueue;
import java.util.Random;

/**
 * Simulates an hour of orders that wait: a sweep each minute finds those that changed, each of which is read once, and
 * each order of which nothing was heard is read by its safety net, whose interval grows with the number that waits. The
 * same rules as in {@code io.eseal.tracking.SafetyNet}, written down a second time.
 */
final class CapacityModel {

    private static final double SWEEPS_AN_HOUR = 60;
    private static final double FALLBACK_HOURS = 6;
    /** Part of the key's quota for which the safety net plans. */
    private static final double PLANNED = 0.03;

    private final double quotaAnHour;
    private final double changingAnHour;

    /**
     * Makes a model.
     *
     * @param quotaAnHour calls that the key may make in an hour
     * @param changingAnHour part of the waiting orders that changes in an hour
     */
    CapacityModel(double quotaAnHour, double changingAnHour) {
        this.quotaAnHour = quotaAnHour;
        this.changingAnHour = changingAnHour;
    }

    /** Calls of an hour. */
    record Calls(int sweeps, int changes, int safetyNet) {

        int all() {
            return sweeps + changes + safetyNet;
        }
    }

    /** Something that happens to an order. */
    private record Event(double at, int order, int generation) {}

    /** Simulates one hour after a long time with so many waiting orders. */
    Calls hour(int waiting) {
        Random random = new Random(waiting);
        double longest = Math.max(FALLBACK_HOURS, waiting / (PLANNED * quotaAnHour));
        PriorityQueue<Event> polls = new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
        int[] generation = new int[waiting];
        for (int order = 0; order < waiting; order++) {
            polls.add(new Event(restOf(longest, random.nextDouble()), order, 0));
        }
        int changes = 0;
        int safetyNet = 0;
        for (int sweep = 1; sweep <= SWEEPS_AN_HOUR; sweep++) {
            double now = sweep / SWEEPS_AN_HOUR;
            while (!polls.isEmpty() && polls.peek().at() <= now) {
                Event poll = polls.remove();
                if (poll.generation() == generation[poll.order()]) {
                    safetyNet++;
                    polls.add(next(poll.order(), ++generation[poll.order()], poll.at(), longest, random));
                }
            }
            int changed = poisson(waiting * changingAnHour / SWEEPS_AN_HOUR, random);
            for (int i = 0; i < changed; i++) {
                int order = random.nextInt(waiting);
                changes++;
                polls.add(next(order, ++generation[order], now, longest, random));
            }
        }
        return new Calls((int) SWEEPS_AN_HOUR, changes, safetyNet);
    }

    /** Returns the calls of an hour by timers of one interval for each order. */
    static double byTimers(int waiting, double intervalHours) {
        return waiting / intervalHours;
    }

    private static Event next(int order, int generation, double now, double longest, Random random) {
        return new Event(now + longest * (0.5 + 0.5 * random.nextDouble()), order, generation);
    }

    /** Returns what is left of an interval that is under way, at this part of all of them. */
    private static double restOf(double longest, double part) {
        return longest * (part < 2 / 3.0 ? 0.75 * part : 1 - Math.sqrt(0.75 * (1 - part)));
    }

    private static int poisson(double mean, Random random) {
        if (mean > 50) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int number = -1;
        for (double product = 1; product > limit; product *= random.nextDouble()) {
            number++;
        }
        return number;
    }
}
