package io.eseal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CallRate;
import io.eseal.fixtures.TestClock;
import io.eseal.lifecycle.WaitingInstances;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyNetTest {

    private static final double PER_SECOND = 4;

    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final TestClock clock = new TestClock();
    private final Random random = new Random(7);
    private final SafetyNet net = new SafetyNet(
            new TrackingSettings(Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(10)),
            instances,
            new CallRate(PER_SECOND),
            clock,
            random::nextDouble);

    private long waiting;

    @BeforeEach
    void orders_wait() {
        when(instances.count("order-status-changed")).thenAnswer(call -> waiting);
    }

    @Test
    void where_few_wait_each_is_read_after_six_hours_at_the_latest() {
        waiting(1000);
        assertThat(DoubleStream.of(polls())).allMatch(seconds -> seconds >= 3 * 3600 && seconds <= 6 * 3600);
    }

    @ParameterizedTest
    @ValueSource(longs = {6_000, 10_000, 100_000, 1_000_000, 10_000_000})
    void however_many_wait_they_take_a_tenth_of_the_calls(long orders) {
        waiting(orders);
        double average = DoubleStream.of(polls()).average().orElseThrow();
        assertThat(orders / average).isLessThan(0.1 * PER_SECOND * 1.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 2})
    void a_tenth_of_the_calls_is_enough_in_the_busiest_hour_too_while_orders_come(double perSecond) {
        assertThat(busiestHour(perSecond)).isLessThan(0.1 * PER_SECOND);
    }

    @Test
    void a_tenth_of_the_calls_is_enough_for_orders_that_began_to_wait_together() {
        assertThat(busiestHour(Double.POSITIVE_INFINITY)).isLessThan(0.1 * PER_SECOND);
    }

    /** Returns the most readings a second within an hour of ten days, in which 100,000 orders come and stay. */
    private double busiestHour(double perSecond) {
        int orders = 100_000;
        double end = Duration.ofDays(10).toSeconds();
        PriorityQueue<Double> due = new PriorityQueue<>();
        Map<Long, Integer> readings = new HashMap<>();
        int came = 0;
        while (true) {
            double next = came < orders ? came / perSecond : Double.MAX_VALUE;
            double poll = due.isEmpty() ? Double.MAX_VALUE : due.peek();
            double now = Math.min(next, poll);
            if (now > end) {
                return readings.values().stream().mapToInt(n -> n).max().orElseThrow() / 3600.0;
            }
            if (next <= poll) {
                came++;
            } else {
                due.remove();
                readings.merge((long) (now / 3600), 1, Integer::sum);
            }
            waiting = Double.isInfinite(perSecond) ? orders : came;
            clock.pass(Duration.between(clock.instant(), TestClock.START.plusMillis((long) (now * 1000))));
            due.add(now + net.nextPoll().toMillis() / 1000.0);
        }
    }

    @Test
    void orders_that_began_to_wait_together_are_read_evenly() {
        waiting(100_000);
        double[] polls = polls();
        double longest = DoubleStream.of(polls).max().orElseThrow();
        for (int tenth = 5; tenth < 10; tenth++) {
            double from = longest * tenth / 10;
            double till = longest * (tenth + 1) / 10;
            assertThat(DoubleStream.of(polls)
                            .filter(at -> at > from && at <= till)
                            .count())
                    .isBetween(1700L, 2300L);
        }
    }

    @Test
    void the_waiting_ones_are_counted_once_a_minute() {
        waiting(1000);
        polls();
        verify(instances, times(1)).count("order-status-changed");
        clock.pass(Duration.ofSeconds(61));
        polls();
        verify(instances, times(2)).count("order-status-changed");
    }

    private void waiting(long orders) {
        waiting = orders;
    }

    private double[] polls() {
        return DoubleStream.generate(() -> net.nextPoll().toMillis() / 1000.0)
                .limit(10_000)
                .toArray();
    }
}
