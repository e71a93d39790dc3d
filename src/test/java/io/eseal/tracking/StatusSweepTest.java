package io.eseal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.UnavailableException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OrderMoved;
import io.eseal.lifecycle.WaitingInstances;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;

@ParameterizedClass
@EnumSource(Database.class)
class StatusSweepTest extends DatabaseTest {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final CertCentral certCentral = mock(CertCentral.class);
    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final List<Object> moved = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private final Set<String> deaf = new HashSet<>();
    private final SweepWatermark watermark;
    private final ChangedOrders orders;
    private final StatusSweep sweep;

    StatusSweepTest(Database database) {
        super(database);
        watermark = new SweepWatermark(jdbc);
        TrackingSettings settings = new TrackingSettings(INTERVAL, Duration.ofHours(6), Duration.ofDays(10));
        orders = new ChangedOrders(certCentral, settings, clock);
        sweep = new StatusSweep(orders, new OrderNews(register, instances, moved::add), watermark, clock);
        when(instances.tell(any(), eq("order-status-changed"), any())).thenAnswer(call -> tell(call.getArgument(0)));
    }

    @BeforeEach
    void three_pending_orders() {
        for (int i = 1; i <= 3; i++) {
            EsealId id = request(EsealId.of("ES-0000000" + i));
            transaction.executeWithoutResult(status -> {
                register.ordered(id, OrderId.of(Long.parseLong(id.value().substring(10))));
                register.orderStatus(id, "pending");
            });
        }
    }

    @Test
    void the_first_sweep_looks_back_as_far_as_CertCentral_lets_it() {
        sweep.sweep();
        assertThat(window()).isEqualTo(Duration.ofDays(7));
        assertThat(watermark.read()).contains(TestClock.START);
    }

    @Test
    void of_a_seal_that_is_issued_each_change_is_told_to_those_who_watch_it() {
        register.enter(EsealId.of("ES-00000002"), EsealState.IN_SERVICE);
        changed(
                OrderReference.of(OrderId.of(1), "issued"),
                new OrderReference(OrderId.of(2), Optional.of(45L), Optional.of("reissue_pending")));

        sweep.sweep();

        assertThat(moved).singleElement().isInstanceOfSatisfying(OrderMoved.class, order -> {
            assertThat(order.eseal().id()).isEqualTo(EsealId.of("ES-00000002"));
            assertThat(order.status()).contains("reissue_pending");
            assertThat(order.certificateId()).contains(45L);
        });
    }

    @Test
    void the_next_sweep_looks_back_to_the_last_one_and_two_intervals_further() {
        sweep.sweep();
        clock.pass(Duration.ofSeconds(61));
        sweep.sweep();
        assertThat(window()).isEqualTo(Duration.ofSeconds(61 + 120));
        assertThat(watermark.read()).contains(TestClock.START.plusSeconds(61));
    }

    @Test
    void after_a_pause_the_sweep_looks_back_over_the_whole_pause() {
        sweep.sweep();
        clock.pass(Duration.ofDays(2));
        sweep.sweep();
        assertThat(window()).isEqualTo(Duration.ofDays(2).plusMinutes(2));
    }

    @Test
    void after_a_longer_pause_than_seven_days_what_changed_before_them_is_seen_in_the_list_of_all_orders() {
        sweep.sweep();
        clock.pass(Duration.ofDays(7));
        changed(OrderReference.of(OrderId.of(3), "issued"));
        listed(0, 3, OrderInfo.of(OrderId.of(1), "pending"), OrderInfo.of(OrderId.of(99), "issued"));
        listed(2, 3, OrderInfo.of(OrderId.of(2), "issued"));

        sweep.sweep();

        assertThat(window()).isEqualTo(Duration.ofDays(7));
        assertThat(woken).containsExactly("ES-00000003", "ES-00000002");
        assertThat(watermark.read()).contains(TestClock.START.plus(Duration.ofDays(7)));
    }

    @Test
    void a_mark_that_stays_behind_has_the_orders_listed_once_an_hour_until_all_were_woken() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        listed(0, 2, OrderInfo.of(OrderId.of(1), "issued"), OrderInfo.of(OrderId.of(2), "issued"));
        failures.put("ES-00000001", UnavailableException.answered("GET", 503, List.of()));
        for (int minute = 0; minute < 120; minute++) {
            sweep.sweep();
            clock.pass(INTERVAL);
        }
        verify(certCentral, times(2)).orders(any(), anyInt(), anyInt());

        failures.clear();
        sweep.sweep();

        assertThat(woken).contains("ES-00000001");
        assertThat(watermark.read()).contains(clock.instant());
    }

    @Test
    void a_list_that_could_not_be_read_is_asked_for_again_by_the_next_sweep() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        changed(OrderReference.of(OrderId.of(3), "issued"));
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenThrow(UnavailableException.answered("GET", 500, List.of()));
        sweep.sweep();
        assertThat(woken).containsExactly("ES-00000003");
        assertThat(watermark.read()).contains(TestClock.START);

        clock.pass(INTERVAL);
        certCentralListsAnewFrom(0, 1, OrderInfo.of(OrderId.of(1), "issued"));
        sweep.sweep();

        assertThat(woken).contains("ES-00000001");
    }

    @Test
    void a_list_that_was_cut_goes_on_where_it_stopped_and_the_mark_moves_to_its_beginning() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        Instant begun = clock.instant();
        listed(0, 3, OrderInfo.of(OrderId.of(3), "issued"), OrderInfo.of(OrderId.of(2), "issued"));
        when(certCentral.orders(any(), eq(2), anyInt())).thenThrow(heldBack());
        for (int sweeps = 0; sweeps < 90; sweeps++) {
            sweep.sweep();
            clock.pass(INTERVAL);
        }
        assertThat(woken).containsExactly("ES-00000003", "ES-00000002");
        assertThat(watermark.read()).contains(TestClock.START);

        certCentralListsAnewFrom(2, 3, OrderInfo.of(OrderId.of(1), "issued"));
        sweep.sweep();

        assertThat(woken).containsExactly("ES-00000003", "ES-00000002", "ES-00000001");
        verify(certCentral, times(1)).orders(any(), eq(0), anyInt());
        assertThat(watermark.read()).contains(begun);
    }

    @Test
    void orders_that_are_added_while_the_list_is_cut_hide_none_of_the_others() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        Instant begun = clock.instant();
        listed(0, 3, OrderInfo.of(OrderId.of(3), "issued"), OrderInfo.of(OrderId.of(2), "issued"));
        when(certCentral.orders(any(), eq(2), anyInt())).thenThrow(heldBack());
        sweep.sweep();

        clock.pass(INTERVAL);
        certCentralListsAnewFrom(2, 4, OrderInfo.of(OrderId.of(2), "issued"), OrderInfo.of(OrderId.of(1), "issued"));
        sweep.sweep();

        assertThat(woken).contains("ES-00000001");
        assertThat(watermark.read()).contains(begun);
    }

    @Test
    void an_order_that_could_not_be_told_in_a_part_of_the_list_keeps_the_mark_after_its_last_part() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        listed(0, 2, OrderInfo.of(OrderId.of(2), "issued"));
        when(certCentral.orders(any(), eq(1), anyInt())).thenThrow(heldBack());
        failures.put("ES-00000002", UnavailableException.answered("GET", 503, List.of()));
        sweep.sweep();

        failures.clear();
        clock.pass(INTERVAL);
        certCentralListsAnewFrom(1, 2, OrderInfo.of(OrderId.of(1), "issued"));
        sweep.sweep();

        assertThat(woken).containsExactly("ES-00000001");
        assertThat(watermark.read()).contains(TestClock.START);
    }

    @Test
    void a_list_that_lost_orders_while_it_was_read_is_not_whole() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        listed(0, 3, OrderInfo.of(OrderId.of(3), "issued"), OrderInfo.of(OrderId.of(2), "issued"));
        listed(2, 2);

        sweep.sweep();

        assertThat(watermark.read()).contains(TestClock.START);
    }

    @Test
    void a_page_of_none_before_the_end_that_is_counted_is_asked_for_again_by_the_next_sweep_and_told() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        Instant begun = clock.instant();
        listed(0, 3, OrderInfo.of(OrderId.of(3), "issued"), OrderInfo.of(OrderId.of(2), "issued"));
        listed(2, 3);
        sweep.sweep();
        assertThat(orders.gap()).contains("CertCentral counts 3 orders, and showed none after the first 2");
        verify(certCentral, times(1)).orders(any(), eq(2), anyInt());
        assertThat(watermark.read()).contains(TestClock.START);

        clock.pass(INTERVAL);
        listed(2, 3, OrderInfo.of(OrderId.of(1), "issued"));
        sweep.sweep();

        assertThat(woken).containsExactly("ES-00000003", "ES-00000002", "ES-00000001");
        assertThat(orders.gap()).isEmpty();
        assertThat(watermark.read()).contains(begun);
    }

    @Test
    void a_list_that_stays_without_the_orders_that_it_counts_is_read_anew_after_an_hour() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        listed(0, 400);
        for (int minute = 0; minute < 60; minute++) {
            sweep.sweep();
            clock.pass(INTERVAL);
        }
        verify(certCentral, times(15)).orders(any(), eq(0), anyInt());
        assertThat(watermark.read()).contains(TestClock.START);
        assertThat(orders.gap()).isPresent();

        listed(0, 1, OrderInfo.of(OrderId.of(1), "issued"));
        Instant again = clock.instant();
        sweep.sweep();
        assertThat(woken).containsExactly("ES-00000001");
        assertThat(watermark.read()).contains(again);
    }

    @Test
    void a_long_list_takes_a_part_of_the_calls_of_each_sweep() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        Instant begun = clock.instant();
        for (int i = 0; i < 120; i++) {
            listed(i, 120, OrderInfo.of(OrderId.of(1000L - i), "issued"));
        }
        sweep.sweep();
        verify(certCentral, times(50)).orders(any(), anyInt(), anyInt());
        clock.pass(INTERVAL);
        sweep.sweep();
        assertThat(watermark.read()).contains(TestClock.START);
        clock.pass(INTERVAL);
        sweep.sweep();

        verify(certCentral, times(120)).orders(any(), anyInt(), anyInt());
        assertThat(watermark.read()).contains(begun);
    }

    @Test
    void a_slow_list_ends_its_round_within_the_sweeps_lock_and_goes_on_in_the_next_sweep() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        Instant begun = clock.instant();
        when(certCentral.orders(any(), anyInt(), anyInt())).thenAnswer(call -> {
            clock.pass(Duration.ofSeconds(20));
            int offset = call.getArgument(1);
            return new OrderPage(List.of(OrderInfo.of(OrderId.of(1000L - offset), "issued")), 12, offset, 1);
        });

        sweep.sweep();
        verify(certCentral, times(8)).orders(any(), anyInt(), anyInt());
        assertThat(clock.instant()).isBefore(begun.plus(SweepSchedule.LOCKED));
        assertThat(watermark.read()).contains(TestClock.START);

        sweep.sweep();
        verify(certCentral, times(12)).orders(any(), anyInt(), anyInt());
        assertThat(watermark.read()).contains(begun);
    }

    @Test
    void changes_that_take_all_of_a_sweeps_time_leave_the_list_one_page() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        when(certCentral.statusChanges(any())).thenAnswer(call -> {
            clock.pass(Duration.ofMinutes(4));
            return List.of();
        });
        listed(0, 2, OrderInfo.of(OrderId.of(2), "issued"));
        listed(1, 2, OrderInfo.of(OrderId.of(1), "issued"));

        sweep.sweep();
        assertThat(woken).containsExactly("ES-00000002");
        sweep.sweep();
        assertThat(woken).containsExactly("ES-00000002", "ES-00000001");
    }

    @Test
    void the_slower_of_two_sweeps_does_not_take_the_mark_back() {
        sweep.sweep();
        Instant slower = TestClock.START.plusSeconds(60);
        Instant faster = TestClock.START.plusSeconds(120);
        clock.pass(Duration.ofMinutes(10));

        watermark.move(faster, clock.instant());
        watermark.move(slower, clock.instant());
        assertThat(watermark.read()).contains(faster);
    }

    @Test
    void a_mark_that_a_wrong_clock_set_is_taken_back() {
        Instant wrong = TestClock.START.plus(Duration.ofDays(365));
        watermark.move(wrong, wrong);
        sweep.sweep();
        assertThat(watermark.read()).contains(TestClock.START);
    }

    @Test
    void a_list_that_takes_longer_than_CertCentral_looks_back_begins_anew() {
        sweep.sweep();
        clock.pass(Duration.ofDays(8));
        listed(0, 2, OrderInfo.of(OrderId.of(2), "issued"));
        when(certCentral.orders(any(), eq(1), anyInt())).thenThrow(heldBack());
        sweep.sweep();
        clock.pass(Duration.ofDays(7));
        certCentralListsAnewFrom(1, 2, OrderInfo.of(OrderId.of(1), "issued"));

        sweep.sweep();

        verify(certCentral, times(2)).orders(any(), eq(0), anyInt());
        assertThat(watermark.read()).contains(clock.instant());
    }

    @Test
    void without_so_long_a_pause_no_list_is_read() {
        sweep.sweep();
        clock.pass(Duration.ofDays(6));
        sweep.sweep();
        verify(certCentral, never()).orders(any(), anyInt(), anyInt());
    }

    @Test
    void a_mark_ahead_of_the_clock_still_gives_a_window() {
        Instant ahead = TestClock.START.plus(Duration.ofMinutes(10));
        watermark.move(ahead, ahead);
        sweep.sweep();
        assertThat(window()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void only_instances_whose_order_moved_are_woken() {
        changed(
                OrderReference.of(OrderId.of(1), "pending"),
                OrderReference.of(OrderId.of(2), "issued"),
                OrderReference.of(OrderId.of(99), "issued"));

        sweep.sweep();

        assertThat(woken).containsExactly("ES-00000002");
    }

    @Test
    void a_change_without_its_status_wakes_as_well_even_when_no_status_was_read_yet() {
        transaction.executeWithoutResult(status -> register.ordered(request(EsealId.of("ES-00000004")), OrderId.of(4)));
        changed(
                new OrderReference(OrderId.of(1), Optional.empty(), Optional.empty()),
                new OrderReference(OrderId.of(4), Optional.empty(), Optional.empty()));

        sweep.sweep();

        assertThat(woken).containsExactly("ES-00000001", "ES-00000004");
    }

    @Test
    void an_order_that_fails_does_not_stop_the_others_and_keeps_the_mark() {
        sweep.sweep();
        clock.pass(INTERVAL);
        changed(
                OrderReference.of(OrderId.of(1), "issued"),
                OrderReference.of(OrderId.of(2), "issued"),
                OrderReference.of(OrderId.of(3), "issued"));
        failures.put("ES-00000001", UnavailableException.answered("GET", 503, List.of()));
        failures.put("ES-00000002", new ProcessEngineException("changed by another transaction"));

        sweep.sweep();

        assertThat(woken).containsExactly("ES-00000003");
        assertThat(watermark.read()).contains(TestClock.START);

        failures.clear();
        clock.pass(INTERVAL);
        sweep.sweep();
        assertThat(window()).isEqualTo(Duration.ofMinutes(4));
        assertThat(watermark.read()).contains(TestClock.START.plusSeconds(120));
    }

    @Test
    void an_instance_that_does_not_wait_for_news_is_no_failure() {
        changed(OrderReference.of(OrderId.of(1), "issued"));
        deaf.add("ES-00000001");

        sweep.sweep();

        assertThat(watermark.read()).isPresent();
    }

    @Test
    void when_CertCentral_cannot_be_asked_the_mark_stays() {
        sweep.sweep();
        clock.pass(INTERVAL);
        when(certCentral.statusChanges(any()))
                .thenThrow(UnavailableException.notReached("GET", new ConnectException()));

        assertThatThrownBy(sweep::sweep).isInstanceOf(UnavailableException.class);

        assertThat(watermark.read()).contains(TestClock.START);
    }

    private void changed(OrderReference... changes) {
        when(certCentral.statusChanges(any())).thenReturn(List.of(changes));
    }

    private void listed(int offset, int total, OrderInfo... orders) {
        when(certCentral.orders(any(), eq(offset), anyInt()))
                .thenReturn(new OrderPage(List.of(orders), total, offset, orders.length));
    }

    /** Replaces an answer that was a failure. */
    private void certCentralListsAnewFrom(int offset, int total, OrderInfo... orders) {
        doReturn(new OrderPage(List.of(orders), total, offset, orders.length))
                .when(certCentral)
                .orders(any(), eq(offset), anyInt());
    }

    private static HeldBackException heldBack() {
        return new HeldBackException("GET", HeldBackException.Reason.BUDGET, Duration.ofSeconds(90));
    }

    private Duration window() {
        ArgumentCaptor<Duration> window = ArgumentCaptor.forClass(Duration.class);
        verify(certCentral, atLeastOnce()).statusChanges(window.capture());
        return window.getValue();
    }

    private boolean tell(EsealId esealId) {
        String id = esealId.value();
        if (failures.get(id) != null) {
            throw failures.get(id);
        }
        return !deaf.contains(id) && woken.add(id);
    }
}
