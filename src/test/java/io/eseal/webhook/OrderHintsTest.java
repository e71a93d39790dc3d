package io.eseal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CallRate;
import io.eseal.certcentral.HeldBackException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.WaitingInstances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class OrderHintsTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-00000001");
    private static final OrderId ORDER = OrderId.of(1);

    private static final double PER_SECOND = 4;
    /** A tenth of a minute's calls. */
    private static final int SHARE = 24;

    private record Planned(long at, Runnable work) {}

    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final List<Long> looks = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final LookShare share = new LookShare(new CallRate(PER_SECOND), clock);
    private final OrderHints hints;
    private boolean waits = true;
    private long now;
    private long passed;

    OrderHintsTest(Database database) {
        super(database);
        hints = new OrderHints(register, instances, share, scheduler());
        when(instances.tell(any(), eq("order-status-changed"), eq(Map.of()))).thenAnswer(call -> {
            looks.add(now);
            return waits;
        });
    }

    private ScheduledExecutorService scheduler() {
        ScheduledExecutorService threads = mock(ScheduledExecutorService.class);
        when(threads.schedule(any(Runnable.class), anyLong(), eq(TimeUnit.MILLISECONDS)))
                .thenAnswer(call -> {
                    planned.add(new Planned(now + call.<Long>getArgument(1), call.getArgument(0)));
                    return null;
                });
        return threads;
    }

    @BeforeEach
    void a_pending_order() {
        request(ID);
        transaction.executeWithoutResult(status -> register.ordered(ID, ORDER));
    }

    @Test
    void the_instance_is_woken_at_once() {
        hints.take(ORDER);
        pass(Duration.ZERO);
        assertThat(looks).containsExactly(0L);
    }

    @Test
    void ten_thousand_messages_at_once_are_two_looks() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(hints.take(ORDER)).isTrue();
        }
        pass(Duration.ofHours(1));
        assertThat(looks).hasSize(1);
        hints.take(ORDER);
        pass(Duration.ZERO);
        for (int i = 0; i < 10_000; i++) {
            hints.take(ORDER);
        }
        pass(Duration.ofHours(1));
        assertThat(looks).hasSize(3);
    }

    @Test
    void an_order_that_is_named_every_second_is_looked_at_once_a_minute_in_the_end() {
        for (int second = 0; second < 3600; second++) {
            hints.take(ORDER);
            pass(Duration.ofSeconds(1));
        }
        assertThat(looks).hasSizeBetween(60, 68);
        assertThat(looks.get(1)).isLessThanOrEqualTo(2000);
    }

    @Test
    void a_second_change_is_seen_at_once_when_the_first_was_a_while_ago() {
        hints.take(ORDER);
        pass(Duration.ofSeconds(5));
        hints.take(ORDER);
        pass(Duration.ZERO);
        assertThat(looks).containsExactly(0L, 5000L);
    }

    @Test
    void a_message_that_is_here_before_the_order_is_stored_is_kept() {
        OrderId early = OrderId.of(2);
        hints.take(early);
        pass(Duration.ofSeconds(3));
        assertThat(looks).isEmpty();

        EsealId id = request(EsealId.of("ES-00000002"));
        transaction.executeWithoutResult(status -> register.ordered(id, early));
        pass(Duration.ofSeconds(5));

        assertThat(looks).hasSize(1);
    }

    @Test
    void an_instance_that_is_busy_is_woken_when_it_waits() {
        waits = false;
        transaction.executeWithoutResult(status -> register.enter(ID, EsealState.ORDERED));
        hints.take(ORDER);
        pass(Duration.ofMillis(600));
        waits = true;
        pass(Duration.ofMinutes(10));
        assertThat(looks).containsExactly(0L, 500L, 1500L);
    }

    @Test
    void a_seal_in_service_that_waits_for_nothing_is_asked_once() {
        waits = false;
        transaction.executeWithoutResult(status -> register.enter(ID, EsealState.IN_SERVICE));
        hints.take(ORDER);
        pass(Duration.ofMinutes(10));
        assertThat(looks).hasSize(1);
    }

    @Test
    void what_fails_is_tried_again_and_ends_at_some_time() {
        when(instances.tell(any(), any(), any())).thenAnswer(call -> {
            looks.add(now);
            throw new ProcessEngineException("changed by another transaction");
        });
        hints.take(ORDER);
        pass(Duration.ofMinutes(10));
        assertThat(looks).hasSize(1 + OrderHints.AGAIN.size());
    }

    @Test
    void a_look_that_was_held_back_is_not_tried_again_until_the_order_is_named_after_a_rest() {
        when(instances.tell(any(), any(), any())).thenAnswer(call -> {
            looks.add(now);
            throw new ProcessEngineException(
                    new HeldBackException("read_order", HeldBackException.Reason.BUDGET, Duration.ofSeconds(1)));
        });
        hints.take(ORDER);
        pass(Duration.ofSeconds(10));
        assertThat(looks).containsExactly(0L);
        for (int second = 10; second < 130; second++) {
            hints.take(ORDER);
            pass(Duration.ofSeconds(1));
        }
        assertThat(looks).containsExactly(0L, 60_000L, 120_000L);
    }

    @Test
    void however_many_orders_are_named_their_looks_take_a_tenth_of_the_calls() {
        LongStream.range(100, 400).forEach(order -> {
            EsealId id = request(EsealId.of("ES-00000" + order));
            transaction.executeWithoutResult(status -> register.ordered(id, OrderId.of(order)));
        });
        LongStream.range(100, 400).forEach(order -> hints.take(OrderId.of(order)));
        pass(Duration.ZERO);
        assertThat(looks).hasSize(SHARE);
        for (int minute = 0; minute < 10; minute++) {
            LongStream.range(100, 400).forEach(order -> hints.take(OrderId.of(order)));
            pass(Duration.ofMinutes(1));
        }
        assertThat(looks).hasSizeBetween(SHARE * 9, SHARE * 11);
    }

    @Test
    void a_look_that_called_nobody_takes_nothing_of_the_share() {
        waits = false;
        transaction.executeWithoutResult(status -> register.enter(ID, EsealState.IN_SERVICE));
        for (int minute = 0; minute < 2 * SHARE; minute++) {
            hints.take(ORDER);
            pass(Duration.ofMinutes(5));
        }
        assertThat(looks).hasSize(2 * SHARE);
        for (int look = 0; look < SHARE; look++) {
            assertThat(share.take()).isTrue();
        }
        assertThat(share.take()).isFalse();
    }

    @Test
    void no_more_than_ten_thousand_are_remembered() {
        LongStream.rangeClosed(10, 9 + OrderHints.MOST)
                .forEach(order -> assertThat(hints.take(OrderId.of(order))).isTrue());
        assertThat(hints.take(ORDER)).isFalse();
        assertThat(hints.size()).isEqualTo(OrderHints.MOST);
    }

    @Test
    void an_order_is_forgotten_in_the_end() {
        hints.take(ORDER);
        hints.take(OrderId.of(77));
        pass(Duration.ofMinutes(10));
        assertThat(hints.size()).isZero();
        assertThat(planned).isEmpty();
    }

    private void pass(Duration time) {
        long till = now + time.toMillis();
        while (true) {
            var next = planned.stream().filter(it -> it.at() <= till).min(Comparator.comparingLong(Planned::at));
            if (next.isEmpty()) {
                break;
            }
            planned.remove(next.get());
            now = next.get().at();
            clock.pass(Duration.ofMillis(now - passed));
            passed = now;
            next.get().work().run();
        }
        clock.pass(Duration.ofMillis(till - passed));
        passed = till;
        now = till;
    }
}
