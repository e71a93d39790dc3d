package io.eseal.order;

import static io.eseal.fixtures.OrderInfoBuilder.order;
import static io.eseal.ledger.Operation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.order.Cancellation.Result;
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

@ParameterizedClass
@EnumSource(Database.class)
class CancellationTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0CANCE01");

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger;
    private final Cancellation cancellation;

    CancellationTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        cancellation = new Cancellation(
                ledger,
                certCentral,
                new OrderSearch(certCentral, ledger, register, clock),
                register,
                timeline,
                OrderServices.disowned(ledger, register, timeline, clock));
    }

    @BeforeEach
    void a_request() {
        when(certCentral.order(any())).thenAnswer(call -> OrderInfo.of(call.getArgument(0), "pending"));
        when(certCentral.orders(any(), anyInt(), anyInt())).thenReturn(new OrderPage(List.of(), 0, 0, 100));
        doAnswer(call -> {
                    OrderId canceled = call.getArgument(0);
                    doReturn(OrderInfo.of(canceled, "canceled"))
                            .when(certCentral)
                            .order(canceled);
                    return null;
                })
                .when(certCentral)
                .cancelOrder(any(), any());
        request(ID);
    }

    /** What ends here and goes on there would cost money. */
    @Test
    void an_order_that_CertCentral_calls_canceled_and_shows_as_open_is_not_taken_for_canceled() {
        ordered("pending");
        doNothing().when(certCentral).cancelOrder(any(), any());
        assertThatThrownBy(this::cancel).hasMessageContaining("order 7 is canceled, and shows it as pending");

        when(certCentral.order(OrderId.of(7))).thenReturn(OrderInfo.of(OrderId.of(7), "issued"));
        assertThat(cancel()).isEqualTo(Result.ISSUED);
    }

    @Test
    void without_an_order_there_is_nothing_to_cancel() {
        assertThat(cancel()).isEqualTo(Result.CANCELED);
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void an_attempt_that_was_only_intended_is_withdrawn_so_that_nobody_sends_it_any_more() {
        LedgerEntry intent = ledger.open(ORDER, ID);

        assertThat(cancel()).isEqualTo(Result.CANCELED);

        assertThat(ledger.claim(intent))
                .as("a sender that read the ledger before the cancellation")
                .isEmpty();
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void after_a_cancellation_no_further_attempt_can_be_sent() {
        assertThat(cancel()).isEqualTo(Result.CANCELED);

        assertThat(ledger.claim(ledger.open(ORDER, ID)))
                .as("a sender that reads the ledger after the cancellation")
                .isEmpty();
    }

    @Test
    void an_order_that_is_on_its_way_is_not_canceled_before_its_answer_is_known() {
        sent();

        assertThatThrownBy(this::cancel).hasMessageContaining("on its way");
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void a_refused_order_needs_no_cancellation() {
        ledger.rejected(sent(), "no", false);
        assertThat(cancel()).isEqualTo(Result.CANCELED);
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @ParameterizedTest
    @CsvSource({"pending", "waiting_pickup", "needs_approval", "some_new_word"})
    void an_open_order_is_canceled_at_CertCentral_with_a_note(String status) {
        ordered(status);

        assertThat(cancel()).isEqualTo(Result.CANCELED);

        verify(certCentral).cancelOrder(eq(OrderId.of(7)), contains(ID.value()));
        assertThat(eventsOf(ID)).contains("cancellation");
        assertThat(cancellation.orderOf(ID)).contains(OrderId.of(7));
    }

    @ParameterizedTest
    @CsvSource({"canceled", "rejected", "denied", "expired"})
    void an_order_that_has_ended_is_not_canceled_again(String status) {
        ordered(status);

        assertThat(cancel()).isEqualTo(Result.CANCELED);

        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void an_order_that_was_issued_and_revoked_is_told_as_revoked() {
        ordered("revoked");

        assertThat(cancel()).isEqualTo(Result.REVOKED);

        verify(certCentral, never()).cancelOrder(any(), any());
        assertThat(register.find(ID).orElseThrow().orderId()).contains(OrderId.of(7));
    }

    @ParameterizedTest
    @CsvSource({"approved, REVOKED", "rejected, ISSUED", "pending, ISSUED"})
    void an_order_that_stays_issued_is_told_as_revoked_once_its_revocation_is_approved(String request, Result result) {
        ordered("issued");
        OrderInfo.Request revocation = new OrderInfo.Request(
                3, Optional.of("revoke"), Optional.of(request), Optional.empty(), Optional.empty());
        when(certCentral.order(OrderId.of(7)))
                .thenReturn(order(7, "issued").requests(revocation).build());

        assertThat(cancel()).isEqualTo(result);
    }

    /** It may be out of sight of this API key alone, and go on. */
    @Test
    void an_order_that_CertCentral_calls_canceled_and_shows_no_more_is_a_persons_work() {
        ordered("pending");
        doAnswer(call -> {
                    doThrow(refused(404)).when(certCentral).order(OrderId.of(7));
                    return null;
                })
                .when(certCentral)
                .cancelOrder(any(), any());

        assertThat(cancel()).isEqualTo(Result.REFUSED);
        doThrow(refused(404)).when(certCentral).cancelOrder(any(), any());
        assertThat(confirm()).isEqualTo(Result.CANCELED);
    }

    @Test
    void an_issued_order_is_not_canceled_and_the_request_learns_its_number() {
        ordered("issued");

        assertThat(cancel()).isEqualTo(Result.ISSUED);

        verify(certCentral, never()).cancelOrder(any(), any());
        assertThat(register.find(ID).orElseThrow().orderId()).contains(OrderId.of(7));
    }

    @Test
    void an_order_issued_while_it_was_to_be_canceled_is_issued() {
        ordered("pending");
        when(certCentral.order(OrderId.of(7)))
                .thenReturn(OrderInfo.of(OrderId.of(7), "pending"), OrderInfo.of(OrderId.of(7), "issued"));
        doThrow(refused(400)).when(certCentral).cancelOrder(eq(OrderId.of(7)), any());

        assertThat(cancel()).isEqualTo(Result.ISSUED);
    }

    @Test
    void a_refused_or_impossible_cancellation_of_an_open_order_is_a_persons_work() {
        ordered("pending");
        doThrow(refused(400))
                .doThrow(new NotOfferedException("PUT", 405, List.of()))
                .when(certCentral)
                .cancelOrder(eq(OrderId.of(7)), any());

        assertThat(cancel()).isEqualTo(Result.REFUSED);
        assertThat(cancel()).isEqualTo(Result.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("io.eseal.order.CancellationTest#unclear")
    void an_unclear_cancellation_is_tried_again_and_found_done(CertCentralException outcome) {
        ordered("pending");
        doThrow(outcome).when(certCentral).cancelOrder(eq(OrderId.of(7)), any());
        assertThatThrownBy(this::cancel).isSameAs(outcome);

        when(certCentral.order(OrderId.of(7))).thenReturn(OrderInfo.of(OrderId.of(7), "canceled"));
        assertThat(cancel()).isEqualTo(Result.CANCELED);
    }

    @Test
    void an_order_out_of_sight_is_gone_only_when_a_person_says_so() {
        ordered("pending");
        when(certCentral.order(OrderId.of(7))).thenThrow(refused(404));
        doThrow(refused(404)).when(certCentral).cancelOrder(eq(OrderId.of(7)), any());

        assertThat(cancel()).isEqualTo(Result.REFUSED);
        assertThat(confirm()).isEqualTo(Result.CANCELED);
    }

    @Test
    void a_refused_reading_proves_nothing() {
        ordered("pending");
        when(certCentral.order(OrderId.of(7))).thenThrow(refused(400));
        assertThatThrownBy(this::cancel).isInstanceOf(RefusedException.class);
    }

    @Test
    void an_order_of_unknown_outcome_is_looked_up_and_canceled() {
        ledger.unknown(sent());
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(9), "pending")));
        when(certCentral.order(OrderId.of(9))).thenReturn(OrderInfo.of(OrderId.of(9), "pending"));

        assertThat(cancel()).isEqualTo(Result.CANCELED);

        verify(certCentral).cancelOrder(eq(OrderId.of(9)), any());
        assertThat(ledger.last(ORDER, ID).orElseThrow().orderId()).contains(OrderId.of(9));
    }

    @Test
    void an_order_of_unknown_outcome_that_is_not_found_is_a_persons_work_until_confirmed() {
        ledger.unknown(sent());
        when(certCentral.ordersByAlternativeId(ID.value())).thenReturn(List.of());

        assertThat(cancel()).isEqualTo(Result.REFUSED);
        assertThat(confirm()).isEqualTo(Result.CANCELED);
    }

    @Test
    void an_answer_that_comes_after_a_person_confirmed_that_there_is_no_order_finds_the_attempt_given_up() {
        LedgerEntry sent = sent();
        clock.pass(Duration.ofMinutes(3));
        assertThat(confirm()).isEqualTo(Result.CANCELED);

        assertThat(ledger.notSent(sent)).isFalse();
        assertThat(ledger.accepted(sent, 9)).isFalse();
    }

    @Test
    void a_look_up_does_not_put_an_order_back_on_its_way() {
        LedgerEntry sent = sent();
        clock.pass(Duration.ofMinutes(3));
        ledger.lookedUp(sent, false);
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(9), "canceled")));
        when(certCentral.order(OrderId.of(9))).thenReturn(OrderInfo.of(OrderId.of(9), "canceled"));

        assertThat(cancel()).isEqualTo(Result.CANCELED);
    }

    @Test
    void several_orders_found_are_a_persons_work() {
        ledger.unknown(sent());
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(
                        OrderReference.of(OrderId.of(9), "pending"), OrderReference.of(OrderId.of(10), "pending")));

        assertThat(cancel()).isEqualTo(Result.REFUSED);
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void a_person_is_not_believed_while_one_of_several_orders_found_is_open_or_issued() {
        ledger.unknown(sent());
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(
                        OrderReference.of(OrderId.of(9), "canceled"), OrderReference.of(OrderId.of(10), "canceled")));
        when(certCentral.order(OrderId.of(9))).thenReturn(OrderInfo.of(OrderId.of(9), "canceled"));
        when(certCentral.order(OrderId.of(10)))
                .thenReturn(OrderInfo.of(OrderId.of(10), "pending"), OrderInfo.of(OrderId.of(10), "issued"));

        assertThat(confirm()).as("pending").isEqualTo(Result.REFUSED);
        assertThat(confirm()).as("issued").isEqualTo(Result.REFUSED);
        assertThat(ledger.last(ORDER, ID).orElseThrow().closed()).isFalse();
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void a_person_is_believed_once_all_of_several_orders_found_have_ended_or_are_out_of_sight() {
        ledger.unknown(sent());
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(
                        OrderReference.of(OrderId.of(9), "pending"), OrderReference.of(OrderId.of(10), "pending")));
        when(certCentral.order(OrderId.of(9))).thenReturn(OrderInfo.of(OrderId.of(9), "canceled"));
        when(certCentral.order(OrderId.of(10))).thenThrow(refused(404));

        assertThat(confirm()).isEqualTo(Result.CANCELED);
    }

    @Test
    void an_attempt_given_up_in_doubt_is_looked_up_and_not_found_a_persons_work_until_confirmed() {
        givenUpInDoubt();

        assertThat(cancel()).isEqualTo(Result.REFUSED);
        verify(certCentral).ordersByAlternativeId(ID.value());
        assertThat(confirm()).isEqualTo(Result.CANCELED);

        assertThat(ledger.claim(ledger.open(ORDER, ID))).as("a further attempt").isEmpty();
    }

    @Test
    void an_order_that_an_attempt_given_up_in_doubt_led_to_is_canceled() {
        givenUpInDoubt();
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(9), "pending")));
        when(certCentral.order(OrderId.of(9))).thenReturn(OrderInfo.of(OrderId.of(9), "pending"));

        assertThat(cancel()).isEqualTo(Result.CANCELED);

        verify(certCentral).cancelOrder(eq(OrderId.of(9)), any());
        assertThat(cancellation.orderOf(ID)).contains(OrderId.of(9));
    }

    @Test
    void the_doubt_outlives_a_refusal_in_between() {
        givenUpInDoubt();
        ledger.rejected(sent(), "no", false);
        assertThat(cancel()).as("refused").isEqualTo(Result.REFUSED);

        ledger.close(ledger.last(ORDER, ID).orElseThrow());
        assertThat(cancel()).as("refused and dealt with").isEqualTo(Result.REFUSED);
    }

    @Test
    void an_attempt_given_up_while_it_was_on_its_way_is_waited_for() {
        ledger.close(sent());

        assertThatThrownBy(this::cancel).hasMessageContaining("on its way");
    }

    @Test
    void once_a_further_attempt_was_accepted_its_order_is_canceled() {
        givenUpInDoubt();
        ordered("pending");

        assertThat(cancel()).isEqualTo(Result.CANCELED);
        verify(certCentral).cancelOrder(eq(OrderId.of(7)), any());
    }

    @Test
    void an_order_whose_sender_is_gone_is_looked_up_too() {
        sent();
        clock.pass(Duration.ofMinutes(3));
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(9), "issued")));
        when(certCentral.order(OrderId.of(9))).thenReturn(OrderInfo.of(OrderId.of(9), "issued"));

        assertThat(cancel()).isEqualTo(Result.ISSUED);
        assertThat(cancellation.orderOf(ID)).contains(OrderId.of(9));
    }

    private Result cancel() {
        return transaction.execute(status -> cancellation.cancel(ID, false));
    }

    private Result confirm() {
        return transaction.execute(status -> cancellation.cancel(ID, true));
    }

    private void givenUpInDoubt() {
        ledger.unknown(sent());
        ledger.close(ledger.last(ORDER, ID).orElseThrow());
    }

    private void ordered(String status) {
        ledger.accepted(sent(), 7);
        when(certCentral.order(OrderId.of(7))).thenReturn(OrderInfo.of(OrderId.of(7), status));
    }

    private LedgerEntry sent() {
        return ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
    }

    private static RefusedException refused(int status) {
        return new RefusedException(
                "PUT", status, List.of(new ApiError(status == 404 ? "not_found|order" : "bad_request", "words")));
    }

    static Stream<CertCentralException> unclear() {
        return Stream.of(
                new UnknownOutcomeException("PUT", "lost"),
                UnavailableException.answered("PUT", 503, List.of()),
                UnavailableException.notReached("PUT", new ConnectException()));
    }
}
