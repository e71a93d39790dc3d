package io.eseal.order;

import static io.eseal.ledger.Operation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.CertCentralSettings;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.PlacedOrder;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.cluster.NodeId;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.NotSentException;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OrderRefused;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;

@ParameterizedClass
@EnumSource(Database.class)
class OrderSenderTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0P1ACE01");
    private static final String CALL = "POST /order/certificate/eu_eseal";
    private static final EsealOrder BODY =
            new EsealOrder(null, true, "qscd", null, null, null, null, "balance", null, null, "somebody's own", null);

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger;
    private final OrderSender sender;

    OrderSenderTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        sender = node(ledger);
    }

    @BeforeEach
    void a_request() {
        when(certCentral.order(any())).thenAnswer(call -> OrderInfo.of(call.getArgument(0), "pending"));
        when(certCentral.orders(any(), anyInt(), anyInt())).thenReturn(new OrderPage(List.of(), 0, 0, 100));
        request(ID);
    }

    @Test
    void an_order_taken_is_accepted_and_carries_the_requests_id_as_its_reference() {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(112_339_763)));

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(112_339_763)));

        ArgumentCaptor<EsealOrder> sent = ArgumentCaptor.forClass(EsealOrder.class);
        verify(certCentral).placeOrder(sent.capture(), any());
        assertThat(sent.getValue()).isEqualTo(BODY.withAlternativeOrderId(ID.value()));
        assertThat(state()).isEqualTo(LedgerState.ACCEPTED);
        assertThat(sender.underWay(ID)).contains(new PlaceOrderResult.Accepted(OrderId.of(112_339_763)));
    }

    @Test
    void the_ledger_says_sent_before_anything_is_sent() {
        when(certCentral.placeOrder(any(), any())).thenAnswer(call -> {
            // Another connection sees it: it is committed.
            assertThat(atOnce(1, () -> ledger.last(ORDER, ID).orElseThrow().state()))
                    .containsExactly(LedgerState.SENT);
            return PlacedOrder.of(OrderId.of(1));
        });

        transaction.execute(status -> sender.place(ID, BODY));

        verify(certCentral).placeOrder(any(), any());
    }

    @Test
    void a_refusal_is_told_in_CertCentrals_words() {
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused(400, "invalid_org_contact", "The contact has no job title.", "", "Second."));

        assertThat(sender.place(ID, BODY))
                .isEqualTo(new PlaceOrderResult.Refused(
                        "The contact has no job title. (invalid_org_contact); Second.", false));
        assertThat(state()).isEqualTo(LedgerState.REJECTED);
    }

    @Test
    void whoever_remembers_the_account_hears_of_a_refusal_and_not_of_an_order_that_was_taken_or_may_have_been() {
        List<Object> heard = new ArrayList<>();
        OrderSender telling =
                OrderServices.sender(ledger, certCentral, register, timeline, transactionManager, heard::add, clock);
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused(402, "insufficient_funds", "The account has no funds."))
                .thenThrow(new NotAuthorizedException(CALL, 403, List.of()))
                .thenThrow(new TooManyRequestsException(CALL, List.of(), Optional.empty()))
                .thenReturn(PlacedOrder.of(OrderId.of(5)));

        telling.place(ID, BODY);
        telling.close(ID);
        assertThat(heard).containsExactly(new OrderRefused(ID));
        assertThatThrownBy(() -> telling.place(ID, BODY)).isInstanceOf(NotAuthorizedException.class);
        assertThat(heard).hasSize(2);
        assertThatThrownBy(() -> telling.place(ID, BODY)).isInstanceOf(TooManyRequestsException.class);
        assertThat(telling.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
        assertThat(heard).hasSize(2);
    }

    @Test
    void a_refusal_without_words_still_says_something_and_a_strange_one_can_be_kept() {
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused(400))
                .thenThrow(refused(400, "odd", "a\u0000b \ud83d\ude00"));

        assertThat(sender.place(ID, BODY))
                .isInstanceOfSatisfying(
                        PlaceOrderResult.Refused.class,
                        refused -> assertThat(refused.words()).contains("status 400"));
        sender.close(ID);
        assertThat(sender.place(ID, BODY))
                .isEqualTo(new PlaceOrderResult.Refused("a\uFFFDb \ud83d\ude00 (odd)", false));
    }

    @ParameterizedTest
    @CsvSource({
        "400, insufficient_funds, true",
        "402, anything, true",
        "400, payment_declined, true",
        "400, invalid_credit_card_number, true",
        "403, balance_too_low, true",
        "400, BILLING_ADDRESS_INVALID, true",
        "400, invalid_csr, false",
        "404, not_found|organization, false",
        "400, order_not_eligible_for_renewal, false",
        "400, '', false"
    })
    void refusals_for_payment_are_told_from_refusals_for_content(int status, String code, boolean payment) {
        when(certCentral.placeOrder(any(), any())).thenThrow(refused(status, code, "words"));

        assertThat(sender.place(ID, BODY))
                .isInstanceOfSatisfying(
                        PlaceOrderResult.Refused.class,
                        refused -> assertThat(refused.payment()).isEqualTo(payment));
        assertThat(ledger.last(ORDER, ID).orElseThrow().paymentRefused()).isEqualTo(payment);
    }

    @ParameterizedTest
    @MethodSource("io.eseal.order.OrderSenderTest#unclear")
    void what_may_have_been_taken_is_unknown_and_raises_nothing(CertCentralException outcome) {
        when(certCentral.placeOrder(any(), any())).thenThrow(outcome);

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Unknown());
        assertThat(state()).isEqualTo(LedgerState.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("io.eseal.order.OrderSenderTest#notTaken")
    void what_was_certainly_not_taken_is_raised_and_may_be_sent_again(CertCentralException outcome) {
        when(certCentral.placeOrder(any(), any())).thenThrow(outcome).thenReturn(PlacedOrder.of(OrderId.of(5)));

        assertThatThrownBy(() -> transaction.execute(status -> sender.place(ID, BODY)))
                .isSameAs(outcome);
        assertThat(state()).isEqualTo(LedgerState.INTENT);
        assertThat(sender.underWay(ID)).isEmpty();

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
        assertThat(ledger.last(ORDER, ID).orElseThrow())
                .extracting(LedgerEntry::generation, LedgerEntry::fencingNo)
                .containsExactly(1, 2);
    }

    @Test
    void a_bug_after_the_send_leaves_it_sent_so_that_nothing_is_sent_again() {
        when(certCentral.placeOrder(any(), any())).thenThrow(new IllegalStateException("a bug"));

        assertThatThrownBy(() -> sender.place(ID, BODY)).hasMessage("a bug");

        assertThat(state()).isEqualTo(LedgerState.SENT);
        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Unknown());
        verify(certCentral, times(1)).placeOrder(any(), any());
    }

    @Test
    void a_repeated_step_adopts_the_outcome_and_never_sends_again() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        assertThat(sender.place(ID, BODY)).as("sent, no answer known").isEqualTo(new PlaceOrderResult.Unknown());
        ledger.unknown(sent);
        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Unknown());
        ledger.adopt(sent, 8);
        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(8)));

        LedgerEntry other =
                ledger.claim(ledger.open(ORDER, EsealId.of("ES-0P1ACE02"))).orElseThrow();
        ledger.rejected(other, "no", true);
        assertThat(sender.place(EsealId.of("ES-0P1ACE02"), BODY)).isEqualTo(new PlaceOrderResult.Refused("no", true));

        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void the_outcome_survives_a_rollback_of_the_engine_and_the_retry_adopts_it() {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(6)));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    sender.place(ID, BODY);
                    throw new IllegalStateException("commit fails");
                }))
                .hasMessage("commit fails");

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(6)));
        verify(certCentral, times(1)).placeOrder(any(), any());
    }

    @Test
    void of_many_that_place_at_once_one_sends_and_the_others_do_not_know() throws Exception {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(4)));

        List<PlaceOrderResult> outcomes = atOnce(8, () -> transaction.execute(status -> sender.place(ID, BODY)));

        verify(certCentral, times(1)).placeOrder(any(), any());
        assertThat(outcomes)
                .contains(new PlaceOrderResult.Accepted(OrderId.of(4)))
                .allMatch(outcome -> !(outcome instanceof PlaceOrderResult.Refused));
        assertThat(state()).isEqualTo(LedgerState.ACCEPTED);
    }

    @Test
    void after_a_closed_refusal_the_next_attempt_is_sent() {
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused(400, "invalid_csr", "x"))
                .thenReturn(PlacedOrder.of(OrderId.of(3)));
        sender.place(ID, BODY);
        sender.close(ID);

        assertThat(sender.underWay(ID)).isEmpty();
        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(3)));
        assertThat(ledger.last(ORDER, ID).orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void closing_what_was_never_sent_does_nothing() {
        sender.close(ID);
        ledger.open(ORDER, ID);
        sender.close(ID);
        assertThat(ledger.last(ORDER, ID).orElseThrow().closed()).isFalse();
    }

    @Test
    void a_sender_that_was_frozen_after_its_claim_sends_nothing_and_the_step_is_repeated() {
        OrderSender frozen = frozenAfterTheClaim(Duration.ofSeconds(21), () -> {});
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));

        assertThatThrownBy(() -> frozen.place(ID, BODY))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining(ID.value());

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(state()).isEqualTo(LedgerState.INTENT);
        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    @Test
    void the_call_itself_knows_until_when_it_may_leave_counted_from_the_beginning_of_the_step() {
        OrderSender slow = frozenAfterTheClaim(Duration.ofSeconds(5), () -> {});
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));

        slow.place(ID, BODY);

        verify(certCentral).placeOrder(any(), eq(TestClock.START.plusSeconds(20)));
    }

    @Test
    void a_sender_that_was_frozen_while_its_call_waited_for_its_turn_gives_the_claim_back() {
        URI nobody = URI.create("http://127.0.0.1:9");
        CertCentral wire = CertCentral.of(CertCentralSettings.of(nobody, "the-secret-key"), clock);
        when(certCentral.placeOrder(any(), any()))
                .thenAnswer(call -> {
                    clock.pass(Duration.ofSeconds(21));
                    return wire.placeOrder(call.getArgument(0), call.getArgument(1));
                })
                .thenReturn(PlacedOrder.of(OrderId.of(5)));

        assertThatThrownBy(() -> sender.place(ID, BODY)).isInstanceOf(HeldBackException.class);

        assertThat(state()).isEqualTo(LedgerState.INTENT);
        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    @Test
    void a_sender_that_is_as_slow_as_allowed_sends() {
        OrderSender slow = frozenAfterTheClaim(Duration.ofSeconds(20), () -> {});
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));

        assertThat(slow.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    @Test
    void a_sender_that_was_frozen_before_its_claim_does_not_send_what_was_refused_meanwhile() {
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused(400, "invalid_csr", "x"))
                .thenReturn(PlacedOrder.of(OrderId.of(5)));
        OrderSender frozen = node(new OrderLedger(jdbc, transactionManager, Ledgers.SETTINGS, new NodeId(), clock) {
            @Override
            public LedgerEntry open(Operation operation, EsealId esealId) {
                clock.pass(Duration.ofMinutes(5));
                sender.place(ID, BODY);
                sender.close(ID);
                return super.open(operation, esealId);
            }
        });

        assertThatThrownBy(() -> frozen.place(ID, BODY)).isInstanceOf(NotSentException.class);

        verify(certCentral, times(1)).placeOrder(any(), any());
        assertThat(sender.place(ID, BODY)).as("as corrected").isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    @Test
    void a_frozen_sender_whose_order_was_found_meanwhile_adopts_it() {
        OrderSender frozen = frozenAfterTheClaim(
                Duration.ofMinutes(10),
                () -> ledger.adopt(ledger.last(ORDER, ID).orElseThrow(), 7));

        assertThat(frozen.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(7)));

        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void a_frozen_sender_whose_attempt_was_given_up_leaves_the_next_one_alone() {
        OrderSender frozen = frozenAfterTheClaim(Duration.ofMinutes(10), () -> {
            sender.close(ID);
            sender.place(ID, BODY);
        });
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));

        assertThat(frozen.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));

        verify(certCentral, times(1)).placeOrder(any(), any());
        assertThat(ledger.last(ORDER, ID).orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void who_loses_against_a_sender_that_gave_it_back_repeats_the_step() {
        OrderLedger overtaken = new OrderLedger(jdbc, transactionManager, Ledgers.SETTINGS, new NodeId(), clock) {
            @Override
            public Optional<LedgerEntry> claim(LedgerEntry entry) {
                ledger.notSent(ledger.claim(entry).orElseThrow());
                return super.claim(entry);
            }
        };

        assertThatThrownBy(() -> node(overtaken).place(ID, BODY)).isInstanceOf(NotSentException.class);
        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void nothing_is_sent_for_a_request_that_is_being_canceled() {
        ledger.bar(ID);

        assertThatThrownBy(() -> sender.place(ID, BODY)).isInstanceOf(NotSentException.class);
        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void a_job_that_wakes_up_after_a_person_canceled_the_order_in_doubt_sends_no_further_one() {
        ledger.unknown(ledger.claim(ledger.open(ORDER, ID)).orElseThrow());
        Cancellation cancellation = new Cancellation(
                ledger,
                certCentral,
                new OrderSearch(certCentral, ledger, register, clock),
                register,
                timeline,
                OrderServices.disowned(ledger, register, timeline, clock));
        assertThat(transaction.<Cancellation.Result>execute(status -> cancellation.cancel(ID, true)))
                .isEqualTo(Cancellation.Result.CANCELED);

        assertThatThrownBy(() -> sender.place(ID, BODY)).isInstanceOf(NotSentException.class);
        assertThat(sender.placeUnlessUnderWay(ID, () -> BODY)).isEmpty();
        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void a_job_that_wakes_up_after_a_refused_request_was_rejected_sends_no_further_order() {
        when(certCentral.placeOrder(any(), any())).thenThrow(refused(400, "invalid_csr", "x"));
        sender.place(ID, BODY);
        transaction.executeWithoutResult(status -> {
            sender.close(ID);
            register.enter(ID, EsealState.REJECTED);
        });

        assertThatThrownBy(() -> sender.place(ID, BODY))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("ended");
        verify(certCentral, times(1)).placeOrder(any(), any());
    }

    @Test
    void an_order_that_comes_after_its_attempt_was_given_up_is_told_in_the_evidence_although_the_engine_rolls_back() {
        comesAfterItsAttemptWasGivenUp(5);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    // As a card payment does.
                    register.lock(ID);
                    sender.place(ID, BODY);
                    throw new IllegalStateException("the process has moved on");
                }))
                .hasMessage("the process has moved on");

        assertThat(timeline.of(ID)).last().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo("order_unclaimed");
            assertThat(entry.detail()).contains("5", "attempt 1");
        });
        assertThat(late()).containsExactly(5L);
    }

    @Test
    void such_an_order_is_told_without_a_transaction_too_and_no_more_than_once() {
        comesAfterItsAttemptWasGivenUp(5);

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Unknown());

        assertThat(eventsOf(ID)).containsOnlyOnce("order_unclaimed");
    }

    @Test
    void an_order_that_was_adopted_before_its_answer_came_is_claimed() {
        when(certCentral.placeOrder(any(), any())).thenAnswer(call -> {
            ledger.adopt(ledger.last(ORDER, ID).orElseThrow(), 5);
            return PlacedOrder.of(OrderId.of(5));
        });

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));

        assertThat(eventsOf(ID)).doesNotContain("order_unclaimed");
        assertThat(late()).isEmpty();
    }

    @Test
    void after_an_attempt_in_doubt_the_order_is_looked_up_once_more_and_adopted() {
        givenUpInDoubt();
        certCentralHolds(7);

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(7)));

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(ledger.last(ORDER, ID).orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void an_order_that_came_late_is_adopted_instead_of_a_further_one() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        sender.close(ID);
        ledger.accepted(sent, 7);
        certCentralHolds(7);

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(7)));
        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void after_an_attempt_in_doubt_that_led_to_nothing_a_further_order_is_sent() {
        givenUpInDoubt();
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(8)));

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(8)));
    }

    @Test
    void several_orders_found_before_a_further_one_are_a_persons_decision() {
        givenUpInDoubt();
        certCentralHolds(7, 8);

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Unknown());

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(state()).isEqualTo(LedgerState.UNKNOWN);
    }

    @Test
    void without_the_look_up_no_further_order_is_sent() {
        givenUpInDoubt();
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenThrow(UnavailableException.answered("GET", 503, List.of()));

        assertThatThrownBy(() -> sender.place(ID, BODY)).isInstanceOf(UnavailableException.class);

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(state()).as("may be tried again").isEqualTo(LedgerState.INTENT);
    }

    @Test
    void while_an_order_that_may_be_the_one_cannot_be_read_no_further_order_is_sent() {
        transaction.executeWithoutResult(status ->
                register.remember(ID, register.find(ID).orElseThrow().request().withCsr(Keys.csr(Keys.rsa(2048)))));
        givenUpInDoubt();
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenReturn(new OrderPage(List.of(OrderInfo.of(OrderId.of(7), "pending")), 1, 0, 1000));
        when(certCentral.order(OrderId.of(7))).thenThrow(new UnknownOutcomeException("GET", "the connection failed"));

        assertThatThrownBy(() -> sender.place(ID, BODY)).isInstanceOf(UnknownOutcomeException.class);

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(state()).as("may be tried again").isEqualTo(LedgerState.INTENT);
    }

    @Test
    void a_look_up_that_takes_too_long_sends_nothing_either() {
        givenUpInDoubt();
        when(certCentral.ordersByAlternativeId(ID.value())).thenAnswer(call -> {
            clock.pass(Duration.ofSeconds(21));
            return List.of();
        });

        assertThatThrownBy(() -> sender.place(ID, BODY)).isInstanceOf(NotSentException.class);
        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void the_doubt_outlives_a_refusal_in_between() {
        givenUpInDoubt();
        when(certCentral.placeOrder(any(), any())).thenThrow(refused(400, "invalid_csr", "x"));
        sender.place(ID, BODY);
        sender.close(ID);
        certCentralHolds(7);

        assertThat(sender.place(ID, BODY)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(7)));
    }

    @Test
    void a_first_order_and_one_after_a_refusal_need_no_look_up() {
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused(400, "invalid_csr", "x"))
                .thenReturn(PlacedOrder.of(OrderId.of(3)));
        sender.place(ID, BODY);
        sender.close(ID);
        sender.place(ID, BODY);

        verify(certCentral, never()).ordersByAlternativeId(any());
    }

    @Test
    void who_may_not_take_anothers_outcome_for_its_own_gets_none_while_an_attempt_is_under_way() {
        when(certCentral.placeOrder(any(), any())).thenAnswer(call -> {
            assertThat(atOnce(1, () -> sender.placeUnlessUnderWay(ID, () -> BODY)))
                    .containsExactly(Optional.empty());
            return PlacedOrder.of(OrderId.of(5));
        });

        assertThat(sender.placeUnlessUnderWay(ID, () -> BODY)).contains(new PlaceOrderResult.Accepted(OrderId.of(5)));
        assertThat(sender.placeUnlessUnderWay(ID, () -> BODY)).isEmpty();

        verify(certCentral, times(1)).placeOrder(any(), any());
    }

    @Test
    void of_many_at_once_one_gets_the_outcome() throws Exception {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));

        assertThat(atOnce(8, () -> sender.placeUnlessUnderWay(ID, () -> BODY)))
                .filteredOn(Optional::isPresent)
                .hasSize(1);

        verify(certCentral, times(1)).placeOrder(any(), any());
    }

    @Test
    void the_body_is_asked_for_once_nobody_else_can_send_and_without_it_nothing_is_sent() {
        assertThatThrownBy(() -> sender.placeUnlessUnderWay(ID, () -> {
                    assertThat(state()).isEqualTo(LedgerState.SENT);
                    throw new IllegalArgumentException("the task is gone");
                }))
                .hasMessage("the task is gone");

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(state()).isEqualTo(LedgerState.INTENT);
    }

    @Test
    void an_outcome_is_settled_once_its_sender_told_it_or_can_tell_it_no_more() {
        assertThat(sender.settled(ID)).isEmpty();
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        clock.pass(Duration.ofSeconds(139));
        assertThat(sender.settled(ID)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(sender.settled(ID)).contains(new PlaceOrderResult.Unknown());

        ledger.accepted(sent, 5);
        assertThat(sender.settled(ID)).contains(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    private OrderSender node(OrderLedger ledger) {
        return OrderServices.sender(ledger, certCentral, register, timeline, transactionManager, clock);
    }

    /** A node that stands still between the commit of its claim and its call, while something else happens. */
    private OrderSender frozenAfterTheClaim(Duration time, Runnable meanwhile) {
        return node(new OrderLedger(jdbc, transactionManager, Ledgers.SETTINGS, new NodeId(), clock) {
            @Override
            public Optional<LedgerEntry> claim(LedgerEntry entry) {
                Optional<LedgerEntry> claimed = super.claim(entry);
                clock.pass(time);
                meanwhile.run();
                return claimed;
            }
        });
    }

    private void comesAfterItsAttemptWasGivenUp(long order) {
        when(certCentral.placeOrder(any(), any())).thenAnswer(call -> {
            // By the engine's transaction on another node.
            atOnce(
                    1,
                    () -> transaction.execute(status -> {
                        sender.close(ID);
                        return true;
                    }));
            return PlacedOrder.of(OrderId.of(order));
        });
    }

    private void givenUpInDoubt() {
        ledger.unknown(ledger.claim(ledger.open(ORDER, ID)).orElseThrow());
        sender.close(ID);
    }

    private void certCentralHolds(long... orders) {
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(LongStream.of(orders)
                        .mapToObj(id -> OrderReference.of(OrderId.of(id), "pending"))
                        .toList());
    }

    private List<Long> late() {
        return jdbc.sql("select late_id from ledger where late_id is not null")
                .query(Long.class)
                .list();
    }

    private LedgerState state() {
        return ledger.last(ORDER, ID).orElseThrow().state();
    }

    static Stream<CertCentralException> unclear() {
        return Stream.of(
                new UnknownOutcomeException(CALL, "the deadline passed"),
                UnavailableException.answered(CALL, 503, List.of()),
                UnavailableException.answered(CALL, 408, List.of()));
    }

    static Stream<CertCentralException> notTaken() {
        return Stream.of(
                UnavailableException.notReached(CALL, new ConnectException()),
                new NotAuthorizedException(CALL, 403, List.of()),
                new TooManyRequestsException(CALL, List.of(), Optional.of(Duration.ofSeconds(5))),
                new NotOfferedException(CALL, 404, List.of()));
    }

    private static RefusedException refused(int status, String... codesAndMessages) {
        return new RefusedException(
                CALL,
                status,
                Stream.iterate(0, i -> i < codesAndMessages.length, i -> i + 2)
                        .map(i -> new ApiError(codesAndMessages[i], codesAndMessages[i + 1]))
                        .toList());
    }
}
