package io.eseal.revocation;

import static io.eseal.ledger.Operation.ORDER;
import static io.eseal.ledger.Operation.REVOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.ApprovalRequest;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.NotSentException;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.revocation.Revocation.Progress;
import io.eseal.timeline.TaskEvents;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Database.class)
class RevocationTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0REV0KE1");

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger;
    private final Revocation revocation;

    RevocationTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        revocation = node(ledger);
    }

    @BeforeEach
    void an_issued_order() {
        request(ID);
        orderIs("issued");
        when(certCentral.revokeOrder(any(), any())).thenReturn(Optional.of(ApprovalRequest.of(9, "revoke", "pending")));
        when(certCentral.request(anyLong())).thenAnswer(call -> requestAbout(call.getArgument(0), "revoke", 7L));
    }

    @Test
    void a_request_about_another_order_or_of_another_kind_is_not_approved() {
        when(certCentral.request(9))
                .thenReturn(
                        requestAbout(9, "revoke", 8L),
                        requestAbout(9, "new_request", 7L),
                        requestAbout(9, "revoke", null));

        assertThat(revoke()).isFalse();
        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("Request 9", "order 8", ID.value()));
        assertThat(revoke()).isFalse();
        assertThat(revoke()).as("nothing says what it is about").isFalse();

        askedTimes(1);
        neverApproved();
    }

    @Test
    void a_request_that_the_order_shows_and_that_is_about_another_one_is_not_approved() {
        when(certCentral.request(3)).thenReturn(requestAbout(3, "revoke", 8L));
        orderIs("issued", revocationRequest(3, "pending"));

        assertThat(revoke()).isFalse();

        neverAsked();
        neverApproved();
    }

    @Test
    void a_request_that_tells_no_order_is_approved_when_the_order_shows_it() {
        when(certCentral.request(3)).thenReturn(requestAbout(3, "revoke", null));
        orderIs("issued", revocationRequest(3, "pending"));

        assertThat(revoke()).isTrue();

        verify(certCentral).approveRequest(eq(3L), any());
    }

    @Test
    void all_certificates_of_the_order_are_revoked_with_a_reason_and_the_request_is_approved() {
        assertThat(revoke()).isTrue();

        verify(certCentral).revokeOrder(eq(OrderId.of(7)), contains(ID.value()));
        verify(certCentral).approveRequest(eq(9L), contains(ID.value()));
        assertThat(eventsOf(ID)).contains("revocation_requested_at_certcentral");
        assertThat(last())
                .extracting(LedgerEntry::state, LedgerEntry::requestId)
                .containsExactly(LedgerState.ACCEPTED, Optional.of(9L));
    }

    @Test
    void the_ledger_says_sent_before_anything_is_sent() {
        when(certCentral.revokeOrder(any(), any())).thenAnswer(call -> {
            assertThat(atOnce(1, () -> last().state())).containsExactly(LedgerState.SENT);
            return Optional.empty();
        });
        assertThat(revoke()).isTrue();
    }

    @Test
    void what_is_revoked_already_is_not_revoked_again() {
        orderIs("revoked");

        assertThat(revoke()).isTrue();

        neverAsked();
        assertThat(register.find(ID).orElseThrow().orderStatus()).contains("revoked");
    }

    @Test
    void a_request_that_is_approved_already_counts_as_done() {
        orderIs("issued", revocationRequest(3, "approved"));

        assertThat(revoke()).isTrue();

        neverAsked();
        neverApproved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"submitted", "pending", "a new word"})
    void a_request_that_waits_at_CertCentral_is_approved_whoever_opened_it_and_no_second_one_is_opened(String status) {
        orderIs(
                "issued",
                new OrderInfo.Request(
                        2, Optional.of("new_request"), Optional.of("pending"), Optional.empty(), Optional.empty()),
                revocationRequest(3, status));

        assertThat(revoke()).isTrue();

        neverAsked();
        verify(certCentral).approveRequest(eq(3L), any());
        assertThat(last().requestId()).contains(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submitted", "pending", "a new word"})
    void the_answers_request_is_approved_unless_it_is(String status) {
        when(certCentral.revokeOrder(any(), any())).thenReturn(Optional.of(ApprovalRequest.of(9, "revoke", status)));

        assertThat(revoke()).isTrue();

        verify(certCentral).approveRequest(eq(9L), any());
    }

    @Test
    void a_request_without_a_status_is_approved_too() {
        when(certCentral.revokeOrder(any(), any()))
                .thenReturn(Optional.of(new ApprovalRequest(
                        9,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));

        assertThat(revoke()).isTrue();

        verify(certCentral).approveRequest(eq(9L), any());
    }

    @Test
    void a_revocation_made_at_once_and_one_approved_at_once_need_no_approval() {
        when(certCentral.revokeOrder(any(), any())).thenReturn(Optional.empty());
        assertThat(revoke()).isTrue();
        assertThat(last())
                .extracting(LedgerEntry::state, LedgerEntry::requestId)
                .containsExactly(LedgerState.ACCEPTED, Optional.empty());
        ledger.close(last());

        when(certCentral.revokeOrder(any(), any()))
                .thenReturn(Optional.of(ApprovalRequest.of(10, "revoke", "approved")));
        assertThat(revoke()).isTrue();

        neverApproved();
    }

    @Test
    void the_answer_survives_a_rollback_of_the_engine_and_the_repeated_step_approves_that_request() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    revocation.revoke(ID, OrderId.of(7));
                    throw new IllegalStateException("commit fails");
                }))
                .hasMessage("commit fails");
        // The order need not show its requests.
        assertThat(revoke()).isTrue();

        askedTimes(1);
        verify(certCentral, times(2)).approveRequest(eq(9L), any());
    }

    @Test
    void of_many_nodes_at_once_one_opens_a_request() throws Exception {
        List<Boolean> done = atOnce(8, () -> {
            try {
                return transaction.execute(status ->
                        node(Ledgers.node(jdbc, transactionManager, clock)).revoke(ID, OrderId.of(7)));
            } catch (IllegalStateException e) {
                return false;
            }
        });

        askedTimes(1);
        assertThat(done).contains(true);
    }

    @Test
    void while_another_node_asks_nobody_else_does() {
        assertThat(ledger.claim(ledger.open(REVOKE, ID))).isPresent();

        assertThatThrownBy(this::revoke)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ID.value());

        neverAsked();
    }

    @ParameterizedTest
    @MethodSource("io.eseal.revocation.RevocationTest#unclear")
    void after_an_unclear_answer_the_request_is_looked_for_and_approved(CertCentralException outcome) {
        when(certCentral.revokeOrder(any(), any())).thenThrow(outcome);
        assertThatThrownBy(this::revoke).isSameAs(outcome);
        assertThat(last().state()).isEqualTo(LedgerState.UNKNOWN);
        assertThatThrownBy(this::revoke).as("it may show yet").isInstanceOf(IllegalStateException.class);

        orderIs("issued", revocationRequest(9, "pending"));
        assertThat(revoke()).isTrue();

        askedTimes(1);
        verify(certCentral).approveRequest(eq(9L), any());
        assertThat(last())
                .extracting(LedgerEntry::generation, LedgerEntry::state)
                .containsExactly(1, LedgerState.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_request_that_does_not_show_after_all_is_opened_again(boolean crashed) {
        LedgerEntry sent = ledger.claim(ledger.open(REVOKE, ID)).orElseThrow();
        if (!crashed) {
            ledger.unknown(sent);
        }
        clock.pass(Duration.ofMinutes(3));

        assertThat(revoke()).isTrue();

        askedTimes(1);
        assertThat(last())
                .extracting(LedgerEntry::generation, LedgerEntry::state)
                .containsExactly(2, LedgerState.ACCEPTED);
    }

    @Test
    void a_look_from_before_the_other_sender_was_gone_does_not_open_a_second_request() {
        when(certCentral.order(OrderId.of(7))).thenAnswer(call -> {
            ledger.unknown(ledger.claim(ledger.open(REVOKE, ID)).orElseThrow());
            clock.pass(Duration.ofMinutes(3));
            return OrderInfo.of(OrderId.of(7), "issued");
        });

        assertThatThrownBy(this::revoke).isInstanceOf(IllegalStateException.class);

        neverAsked();
    }

    @Test
    void a_sender_that_was_frozen_after_its_claim_sends_nothing_and_the_step_is_repeated() {
        OrderLedger frozen = spy(ledger);
        doAnswer(call -> {
                    Object claimed = call.callRealMethod();
                    clock.pass(Duration.ofSeconds(21));
                    return claimed;
                })
                .doCallRealMethod()
                .when(frozen)
                .claim(any());

        assertThatThrownBy(() -> node(frozen).revoke(ID, OrderId.of(7))).isInstanceOf(NotSentException.class);
        neverAsked();
        assertThat(node(frozen).revoke(ID, OrderId.of(7))).isTrue();
        askedTimes(1);
    }

    @Test
    void a_sender_that_was_frozen_after_its_look_sends_nothing_either() {
        when(certCentral.order(OrderId.of(7))).thenAnswer(call -> {
            clock.pass(Duration.ofSeconds(21));
            return OrderInfo.of(OrderId.of(7), "issued");
        });

        assertThatThrownBy(this::revoke).isInstanceOf(NotSentException.class);
        neverAsked();
    }

    @Test
    void a_call_that_was_certainly_not_taken_is_raised_and_made_again() {
        when(certCentral.revokeOrder(any(), any()))
                .thenThrow(UnavailableException.notReached("PUT", new ConnectException()))
                .thenThrow(notAuthorized("access_denied|missing_permission"))
                .thenReturn(Optional.empty());

        assertThatThrownBy(this::revoke).isInstanceOf(UnavailableException.class);
        assertThat(last().state()).isEqualTo(LedgerState.INTENT);
        assertThatThrownBy(this::revoke).isInstanceOf(NotAuthorizedException.class);
        assertThat(revoke()).isTrue();
    }

    @Test
    void a_refusal_or_a_call_that_is_not_there_leaves_it_to_a_person_and_is_not_repeated() {
        when(certCentral.revokeOrder(any(), any()))
                .thenThrow(new RefusedException("PUT", 400, List.of()))
                .thenThrow(new NotOfferedException("PUT", 405, List.of()))
                .thenThrow(notAuthorized("access_denied|invalid_approver"));

        for (int refusal = 1; refusal <= 3; refusal++) {
            assertThat(revoke()).isFalse();
            assertThat(revoke()).as("the engine repeats the step").isFalse();
            askedTimes(refusal);
            ledger.close(last());
        }
        assertThat(eventsOf(ID)).contains("revocation_refused");
    }

    @Test
    void a_key_that_may_not_approve_leaves_it_to_a_person() {
        doThrow(notAuthorized("access_denied|invalid_approver"))
                .when(certCentral)
                .approveRequest(anyLong(), any());

        assertThat(revoke()).isFalse();

        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("invalid_approver"));
    }

    @Test
    void a_refused_approval_leaves_it_to_a_person_unless_somebody_else_has_approved() {
        doThrow(new RefusedException("PUT", 400, List.of())).when(certCentral).approveRequest(anyLong(), any());
        assertThat(revoke()).isFalse();

        doReturn(order("issued", revocationRequest(9, "pending")))
                .doReturn(order("issued", revocationRequest(9, "approved")))
                .when(certCentral)
                .order(OrderId.of(7));
        assertThat(revoke()).isTrue();
    }

    @Test
    void an_unclear_approval_is_repeated() {
        doThrow(new UnknownOutcomeException("PUT", "lost"))
                .doNothing()
                .when(certCentral)
                .approveRequest(anyLong(), any());

        assertThatThrownBy(this::revoke).isInstanceOf(UnknownOutcomeException.class);
        orderIs("issued", revocationRequest(9, "pending"));
        assertThat(revoke()).isTrue();

        askedTimes(1);
    }

    @ParameterizedTest
    @CsvSource({
        "revoked, '', '', REVOKED",
        "issued, '', '', UNDER_WAY",
        "issued, revoke, approved, REVOKED",
        "issued, revoke, pending, UNDER_WAY",
        "issued, new_request, approved, UNDER_WAY",
        "issued, revoke, rejected, UNDER_WAY",
        "canceled, '', '', UNDER_WAY"
    })
    void an_order_counts_as_revoked_by_its_status_or_by_an_approved_request(
            String status, String type, String requestStatus, Progress progress) {
        orderIs(
                status,
                type.isEmpty()
                        ? new OrderInfo.Request[0]
                        : new OrderInfo.Request[] {
                            new OrderInfo.Request(
                                    9,
                                    Optional.of(type),
                                    Optional.of(requestStatus),
                                    Optional.empty(),
                                    Optional.empty())
                        });

        assertThat(progress()).isEqualTo(progress);
    }

    @Test
    void a_request_of_ours_that_was_rejected_in_CertCentral_is_told_once() {
        revoke();
        orderIs("issued", revocationRequest(9, "rejected"));

        assertThat(progress()).isEqualTo(Progress.TURNED_DOWN);
        assertThat(progress()).as("a person is on it").isEqualTo(Progress.UNDER_WAY);

        assertThat(timeline.of(ID)).last().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo("revocation_refused");
            assertThat(entry.detail()).contains("9", "7", "rejected");
        });
    }

    @Test
    void it_is_told_again_when_the_engine_rolls_back() {
        revoke();
        orderIs("issued", revocationRequest(9, "rejected"));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    revocation.progress(ID, OrderId.of(7));
                    throw new IllegalStateException("commit fails");
                }))
                .hasMessage("commit fails");

        assertThat(progress()).isEqualTo(Progress.TURNED_DOWN);
    }

    @Test
    void a_rejected_request_that_is_not_ours_or_has_a_successor_is_no_refusal() {
        ledger.accepted(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), 3);
        revoke();

        orderIs("issued", revocationRequest(3, "rejected"));
        assertThat(progress()).isEqualTo(Progress.UNDER_WAY);
        orderIs("issued", revocationRequest(9, "rejected"), revocationRequest(10, "pending"));
        assertThat(progress()).isEqualTo(Progress.UNDER_WAY);
    }

    @Test
    void a_request_rejected_before_the_step_is_repeated_leaves_it_to_a_person() {
        revoke();
        orderIs("issued", revocationRequest(9, "rejected"));

        assertThat(revoke()).isFalse();

        askedTimes(1);
    }

    @Test
    void a_revocation_that_does_not_show_goes_to_a_person_and_again_if_that_does_not_help() {
        revoke();
        orderIs("issued", revocationRequest(9, "pending"));
        clock.pass(Duration.ofHours(4));
        assertThat(progress()).isEqualTo(Progress.UNDER_WAY);
        clock.pass(Duration.ofMinutes(1));
        assertThat(progress()).isEqualTo(Progress.OVERDUE);
        assertThat(eventsOf(ID)).endsWith("revocation_overdue");

        clock.pass(Duration.ofHours(1));
        timeline.add(ID, new TaskEvents.Completed(Elements.USER_REVOKE_IN_CERTCENTRAL));
        clock.pass(Duration.ofHours(4));
        assertThat(progress()).as("done in the console a while ago").isEqualTo(Progress.UNDER_WAY);
        clock.pass(Duration.ofMinutes(1));
        assertThat(progress()).isEqualTo(Progress.OVERDUE);
    }

    @Test
    void an_order_that_another_request_holds_is_not_revoked_and_nothing_is_believed_of_it() {
        request(EsealId.of("ES-0THER001"));
        ledger.accepted(
                ledger.claim(ledger.open(ORDER, EsealId.of("ES-0THER001"))).orElseThrow(), 7);

        assertThat(revoke()).isFalse();
        assertThat(progress()).isEqualTo(Progress.TURNED_DOWN);

        neverAsked();
        neverApproved();
        assertThat(register.find(ID).orElseThrow().orderStatus()).isEmpty();
        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains(ID.value(), "ES-0THER001"));
    }

    @Test
    void an_order_that_names_another_request_is_not_revoked() {
        doReturn(OrderInfoBuilder.order(7, "issued")
                        .reference("ES-0THER001")
                        .requests(revocationRequest(3, "pending"))
                        .build())
                .when(certCentral)
                .order(OrderId.of(7));

        assertThat(revoke()).isFalse();

        neverAsked();
        neverApproved();
        assertThat(timeline.of(ID))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains(ID.value(), "ES-0THER001"));
    }

    private Revocation node(OrderLedger ledger) {
        return new Revocation(certCentral, ledger, register, timeline, clock);
    }

    private boolean revoke() {
        return transaction.execute(status -> revocation.revoke(ID, OrderId.of(7)));
    }

    private Progress progress() {
        return transaction.execute(status -> revocation.progress(ID, OrderId.of(7)));
    }

    private LedgerEntry last() {
        return ledger.last(REVOKE, ID).orElseThrow();
    }

    private void neverAsked() {
        verify(certCentral, never()).revokeOrder(any(), any());
    }

    private void askedTimes(int times) {
        verify(certCentral, times(times)).revokeOrder(any(), any());
    }

    private void neverApproved() {
        verify(certCentral, never()).approveRequest(anyLong(), any());
    }

    private void orderIs(String status, OrderInfo.Request... requests) {
        doReturn(order(status, requests)).when(certCentral).order(OrderId.of(7));
    }

    static Stream<CertCentralException> unclear() {
        return Stream.of(
                new UnknownOutcomeException("PUT", "lost"), UnavailableException.answered("PUT", 503, List.of()));
    }

    private static OrderInfo order(String status, OrderInfo.Request... requests) {
        return OrderInfoBuilder.order(7, status).requests(requests).build();
    }

    private static OrderInfo.Request revocationRequest(long id, String status) {
        return new OrderInfo.Request(
                id, Optional.of("revoke"), Optional.of(status), Optional.empty(), Optional.empty());
    }

    private static ApprovalRequest requestAbout(long id, String type, Long order) {
        return new ApprovalRequest(
                id,
                Optional.of(type),
                Optional.of("pending"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ApprovalRequest.OrderOfRequest(
                        Optional.ofNullable(order).map(OrderId::of))));
    }

    private static NotAuthorizedException notAuthorized(String code) {
        return new NotAuthorizedException("PUT", 403, List.of(new ApiError(code, "")));
    }
}
