package io.eseal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.OrderMoved;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.security.RunAsSystem;
import io.eseal.timeline.EventKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of seals in service are read when they changed, and seldom otherwise. */
@ParameterizedClass
@EnumSource(Database.class)
class OrderWatchTest extends DatabaseTest {

    private static final EsealId FIRST = EsealId.of("ES-0WATCH01");
    private static final EsealId SECOND = EsealId.of("ES-0WATCH02");
    private static final OrderId ORDER = OrderId.of(7);
    private static final OrderId OTHER = OrderId.of(8);

    private final CertCentral certCentral = mock(CertCentral.class);
    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final OpenRevocations revocations = mock(OpenRevocations.class);
    private final TaskService tasks = mock(TaskService.class);
    private final RunAsSystem system = mock(RunAsSystem.class);
    private final Task opened = mock(Task.class);
    private final DeliveryConcerns deliveries = new DeliveryConcerns(instances, revocations, tasks, system, clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WatchedOrders orders = new WatchedOrders(jdbc, clock);

    OrderWatchTest(Database database) {
        super(database);
    }

    @BeforeEach
    void two_seals_in_service() {
        inService(FIRST, ORDER, 44);
        inService(SECOND, OTHER, 55);
        when(instances.tell(any(), any(), any())).thenReturn(true);
        when(tasks.newTask()).thenReturn(opened);
        doAnswer(call -> {
                    call.<Runnable>getArgument(0).run();
                    return null;
                })
                .when(system)
                .run(any());
    }

    private void inDelivery(EsealId id, String task) {
        register.enter(id, EsealState.DELIVERY);
        when(instances.tell(any(), any(), any())).thenReturn(false);
        when(instances.isAt(id, task)).thenReturn(true);
    }

    private void inService(EsealId id, OrderId order, long certificate) {
        request(id);
        transaction.executeWithoutResult(status -> {
            register.ordered(id, order);
            register.certificate(id, certificate);
            register.enter(id, EsealState.IN_SERVICE);
        });
        has(order, "issued", certificate);
    }

    private void has(OrderId order, String status, long certificate) {
        doReturn(OrderInfo.of(
                        order,
                        status,
                        Optional.of(OrderInfo.Certificate.of(
                                certificate, LocalDate.of(2026, 6, 14), LocalDate.of(2028, 6, 14)))))
                .when(certCentral)
                .order(order);
    }

    private void told(EsealId id, String status, long certificate) {
        orders.on(new OrderMoved(register.find(id).orElseThrow(), Optional.of(status), Optional.of(certificate)));
    }

    private void pass(long readsADay) {
        new OrderWatch(
                        orders,
                        new OrderLook(register, certCentral),
                        deliveries,
                        new ConcernReports(instances, deliveries, timeline),
                        new WatchSettings(Duration.ofDays(1), Duration.ofMinutes(5), Duration.ofDays(30), readsADay),
                        meters)
                .pass();
    }

    private void pass() {
        pass(4000);
    }

    private void wasRead(OrderId order, int times) {
        verify(certCentral, times(times)).order(order);
    }

    @Test
    void nothing_is_read_while_nothing_changes() {
        told(FIRST, "issued", 44);
        for (int day = 0; day < 29; day++) {
            pass();
            clock.pass(Duration.ofDays(1));
        }
        verify(certCentral, never()).order(any());
    }

    @Test
    void an_order_that_is_revoked_in_CertCentral_is_told_at_once_whatever_the_issuer_says_yet() {
        has(ORDER, "revoked", 44);
        told(FIRST, "revoked", 44);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("order 7 is \"revoked\""));
        verify(instances, times(1)).tell(eq(FIRST), eq("seal-concern"), any());
    }

    @Test
    void a_status_that_is_no_word_is_told_without_it() {
        has(ORDER, "4111 1111 1111 1111", 44);
        told(FIRST, "4111 1111 1111 1111", 44);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("in a status that is not known here"));
    }

    @Test
    void the_end_of_a_certificate_s_time_is_no_concern() {
        has(ORDER, "expired", 44);
        told(FIRST, "expired", 44);
        pass();
        wasRead(ORDER, 1);
        verify(instances, never()).tell(any(), any(), any());
    }

    @Test
    void a_reissue_made_in_CertCentral_is_told_when_it_is_asked_for_and_when_its_certificate_is_there() {
        has(ORDER, "reissue_pending", 44);
        told(FIRST, "reissue_pending", 44);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(
                        entry -> assertThat(entry.detail()).contains("asked CertCentral to reissue order 7"));
        told(FIRST, "reissue_pending", 44);
        pass();
        wasRead(ORDER, 1);

        has(ORDER, "issued", 45);
        told(FIRST, "issued", 45);
        pass();
        wasRead(ORDER, 2);
        wasRead(OTHER, 0);
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("has certificate 45 now"));
        verify(instances, times(2)).tell(eq(FIRST), eq("seal-concern"), any());
    }

    @Test
    void another_certificate_is_told_while_a_further_reissue_is_asked_for() {
        has(ORDER, "reissue_pending", 44);
        told(FIRST, "reissue_pending", 44);
        pass();
        has(ORDER, "reissue_pending", 45);
        told(FIRST, "reissue_pending", 45);
        pass();
        told(FIRST, "reissue_pending", 45);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("has certificate 45 now"));
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN_OVER)).isEmpty();
        verify(instances, times(2)).tell(eq(FIRST), eq("seal-concern"), any());
    }

    @Test
    void an_order_with_another_certificate_than_the_one_in_service_was_reissued() {
        has(ORDER, "issued", 45);
        told(FIRST, "issued", 45);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail())
                        .contains("order 7 has certificate 45 now; certificate 44 is in service here"));

        has(ORDER, "issued", 44);
        told(FIRST, "issued", 44);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN_OVER)).isPresent();
    }

    @Test
    void what_changes_while_a_seal_is_delivered_is_read_once_it_is_in_service() {
        register.enter(FIRST, EsealState.DELIVERY);
        told(FIRST, "waiting_pickup", 44);
        told(FIRST, "reissue_pending", 44);
        pass();
        wasRead(ORDER, 0);
        register.enter(FIRST, EsealState.IN_SERVICE);
        pass();
        wasRead(ORDER, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {Elements.USER_PROVE_SEAL, Elements.USER_ASSESS_CERTIFICATE, Elements.USER_INSTALL_CERTIFICATE})
    void an_order_that_is_told_as_revoked_while_the_delivery_waits_for_people_is_told_to_operators_at_once(
            String task) {
        inDelivery(FIRST, task);
        has(ORDER, "revoked", 44);
        told(FIRST, "revoked", 44);
        pass();
        pass();
        wasRead(ORDER, 1);
        verify(tasks, times(1)).saveTask(opened);
        verify(opened).setName("Clear up ended order of ES-0WATCH01");
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("order 7 is \"revoked\""));
        assertThat(register.find(FIRST).orElseThrow().state()).isEqualTo(EsealState.DELIVERY);
    }

    @Test
    void an_order_whose_revocation_was_told_in_delivery_and_taken_back_is_told_as_over_and_read_again_in_service() {
        inDelivery(FIRST, Elements.USER_PROVE_SEAL);
        has(ORDER, "revoked", 44);
        told(FIRST, "revoked", 44);
        pass();
        has(ORDER, "issued", 44);
        told(FIRST, "issued", 44);
        pass();
        pass();
        wasRead(ORDER, 2);
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN_OVER)).isPresent();
        register.enter(FIRST, EsealState.IN_SERVICE);
        pass();
        pass();
        wasRead(ORDER, 3);
        verify(tasks, times(1)).saveTask(opened);
    }

    @Test
    void a_seal_that_is_revoked_here_or_waits_for_nobody_is_not_asked_about() {
        inDelivery(FIRST, Elements.USER_PROVE_SEAL);
        when(revocations.isSettled(FIRST)).thenReturn(true);
        inDelivery(SECOND, "service_verify_certificate");
        told(FIRST, "revoked", 44);
        told(SECOND, "revoked", 55);
        pass();
        verify(certCentral, never()).order(any());
        verify(tasks, never()).newTask();
        has(OTHER, "revoked", 55);
        when(instances.isAt(SECOND, Elements.USER_PROVE_SEAL)).thenReturn(true);
        pass();
        verify(tasks).saveTask(opened);
    }

    @Test
    void a_change_that_is_told_while_the_order_is_read_is_read_again() {
        told(FIRST, "reissue_pending", 44);
        when(certCentral.order(ORDER)).thenAnswer(call -> {
            told(FIRST, "issued", 45);
            return OrderInfo.of(ORDER, "reissue_pending", Optional.empty());
        });
        pass();
        has(ORDER, "issued", 45);
        clearInvocations(certCentral);
        pass();
        pass();
        wasRead(ORDER, 1);
    }

    @Test
    void a_change_of_the_order_lets_the_certificate_be_looked_at_soon() {
        WatchedSeals seals = new WatchedSeals(jdbc, clock);
        jdbc.sql("""
                insert into certificate (eseal_id, order_id, certificate_id, valid_from, valid_till, pem)
                values (:id, 7, 44, :now, :now, 'known')""")
                .param("id", FIRST.value())
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        seals.lookedAt(FIRST);
        assertThat(seals.due(Duration.ofDays(1), 9)).isEmpty();
        told(FIRST, "revoked", 44);
        assertThat(seals.due(Duration.ofDays(1), 9)).containsExactly(FIRST);
    }

    @Test
    void an_order_that_cannot_be_read_concludes_nothing_and_waits_an_hour() {
        told(FIRST, "reissue_pending", 44);
        told(SECOND, "reissue_pending", 55);
        doThrow(new UnknownOutcomeException("GET", "away")).when(certCentral).order(ORDER);
        pass();
        pass();
        wasRead(ORDER, 1);
        wasRead(OTHER, 1);
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN)).isEmpty();
        clock.pass(Duration.ofHours(1));
        pass();
        wasRead(ORDER, 2);
    }

    @Test
    void an_order_that_is_told_as_revoked_and_cannot_be_read_is_tried_again_in_the_next_passes_before_it_waits() {
        told(FIRST, "revoked", 44);
        doThrow(new UnknownOutcomeException("GET", "away")).when(certCentral).order(ORDER);
        for (int passes = 0; passes < 9; passes++) {
            pass();
            clock.pass(Duration.ofMinutes(5));
        }
        wasRead(ORDER, 6);
        has(ORDER, "revoked", 44);
        clock.pass(Duration.ofHours(1));
        pass();
        wasRead(ORDER, 7);
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN)).isPresent();
    }

    @Test
    void an_order_that_was_told_as_revoked_in_delivery_and_cannot_be_read_is_tried_again_in_the_next_pass() {
        inDelivery(FIRST, Elements.USER_PROVE_SEAL);
        told(FIRST, "revoked", 44);
        doThrow(new UnknownOutcomeException("GET", "away")).when(certCentral).order(ORDER);
        pass();
        has(ORDER, "revoked", 44);
        clock.pass(Duration.ofMinutes(5));
        pass();
        verify(tasks).saveTask(opened);
    }

    @Test
    void an_order_that_fails_in_a_way_that_nobody_foresaw_lets_the_others_have_their_turn() {
        told(FIRST, "reissue_pending", 44);
        told(SECOND, "reissue_pending", 55);
        doThrow(new IllegalStateException("unreadable")).when(certCentral).order(ORDER);
        pass();
        wasRead(OTHER, 1);
        assertThat(meters.get("eseal.watch.failed")
                        .tag("look", "order")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void while_calls_are_held_back_the_pass_ends_and_the_orders_stay_due() {
        told(FIRST, "reissue_pending", 44);
        told(SECOND, "reissue_pending", 55);
        doThrow(new HeldBackException("GET", HeldBackException.Reason.BUDGET, Duration.ofSeconds(1)))
                .when(certCentral)
                .order(any());
        pass();
        verify(certCentral, times(1)).order(any());
        assertThat(orders.changed(9)).hasSize(2);
    }

    @Test
    void an_order_of_which_no_change_is_told_is_read_once_in_thirty_days_within_its_share_of_calls() {
        clock.pass(Duration.ofDays(30));
        pass(1);
        verify(certCentral, times(1)).order(any());
        pass(1);
        pass(1);
        wasRead(ORDER, 1);
        wasRead(OTHER, 1);
        clock.pass(Duration.ofDays(30));
        pass();
        wasRead(ORDER, 2);
        wasRead(OTHER, 2);
    }
}
