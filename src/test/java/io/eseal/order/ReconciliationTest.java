package io.eseal.order;

import static io.eseal.ledger.Operation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.EsealState;
import io.eseal.order.Reconciliation.Result;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class ReconciliationTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0RECNC01");

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger;
    private final Reconciliation reconciliation;
    private LedgerEntry sent;

    ReconciliationTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        reconciliation = OrderServices.reconciliation(
                ledger,
                certCentral,
                new OrderSearch(certCentral, ledger, register, clock),
                OrderServices.absent(jdbc, transactionManager, ledger, certCentral, register, timeline, clock),
                register,
                timeline,
                Ledgers.SETTINGS,
                clock);
    }

    @BeforeEach
    void an_order_of_unknown_outcome() {
        when(certCentral.orders(any(), anyInt(), anyInt())).thenReturn(new OrderPage(List.of(), 0, 0, 100));
        when(certCentral.order(any())).thenAnswer(call -> OrderInfo.of(call.getArgument(0), "pending"));
        request(ID);
        sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.unknown(sent);
    }

    @Test
    void one_match_is_adopted() {
        certCentralHolds(7);

        assertThat(lookUp()).isEqualTo(new Result.Found(OrderId.of(7)));

        assertThat(ledger.last(ORDER, ID).orElseThrow())
                .extracting(LedgerEntry::state, LedgerEntry::orderId)
                .containsExactly(LedgerState.ACCEPTED, Optional.of(OrderId.of(7)));
        assertThat(register.find(ID).orElseThrow().orderId()).contains(OrderId.of(7));
        assertThat(register.find(ID).orElseThrow().state()).isEqualTo(EsealState.ORDERED);
        assertThat(eventsOf(ID)).contains("ordered");
    }

    @Test
    void the_same_order_listed_twice_is_one_match() {
        certCentralHolds(7, 7);
        assertThat(lookUp()).isEqualTo(new Result.Found(OrderId.of(7)));
    }

    @Test
    void several_matches_are_a_persons_decision_at_once() {
        certCentralHolds(7, 8);

        assertThat(lookUp())
                .isInstanceOfSatisfying(
                        Result.InDoubt.class, doubt -> assertThat(doubt.why()).contains("several", "7", "8"));
        assertThat(ledger.last(ORDER, ID).orElseThrow().state()).isEqualTo(LedgerState.UNKNOWN);
        assertThat(eventsOf(ID)).contains("order_in_doubt");
    }

    @Test
    void no_match_waits_by_the_schedule_and_after_its_end_a_person_decides() {
        certCentralHolds();

        assertThat(lookUp()).isEqualTo(new Result.Waiting(clock.instant().plus(Duration.ofMinutes(2))));
        clock.pass(Duration.ofMinutes(2));
        assertThat(lookUp()).isEqualTo(new Result.Waiting(clock.instant().plus(Duration.ofMinutes(10))));
        clock.pass(Duration.ofMinutes(10));
        assertThat(lookUp())
                .isInstanceOfSatisfying(
                        Result.InDoubt.class, doubt -> assertThat(doubt.why()).contains("3 look-ups"));
    }

    @Test
    void a_failed_look_up_does_not_count() {
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenThrow(UnavailableException.answered("GET", 503, List.of()));

        assertThatThrownBy(this::lookUp).isInstanceOf(UnavailableException.class);

        assertThat(ledger.last(ORDER, ID).orElseThrow().lookUps()).isZero();
    }

    @Test
    void orders_of_earlier_attempts_are_no_match() {
        ledger.adopt(sent, 7);
        jdbc.sql("update ledger set closed = true").update();
        ledger.unknown(ledger.claim(ledger.open(ORDER, ID)).orElseThrow());
        certCentralHolds(7);
        assertThat(lookUp()).isInstanceOf(Result.Waiting.class);

        certCentralHolds(7, 9);
        assertThat(lookUp()).isEqualTo(new Result.Found(OrderId.of(9)));
    }

    @Test
    void what_was_never_sent_after_all_is_sent_without_a_person_under_the_same_attempt() {
        ledger.notSent(ledger.claim(ledger.open(ORDER, request(EsealId.of("ES-0RECNC03"))))
                .orElseThrow());

        Result result = transaction.execute(status -> reconciliation.lookUp(EsealId.of("ES-0RECNC03")));

        assertThat(result).isEqualTo(new Result.Absent());
        assertThat(ledger.claim(ledger.open(ORDER, EsealId.of("ES-0RECNC03"))))
                .map(LedgerEntry::generation)
                .contains(1);
        verifyNoInteractions(certCentral);
    }

    @Test
    void what_the_ledger_knows_nothing_of_is_told_to_a_person_who_may_name_the_order() {
        request(EsealId.of("ES-0RECNC03"));
        certCentralShows(20, Optional.of("ES-0RECNC03"), Optional.of(2042709L));

        assertThat(transaction.<Result>execute(status -> reconciliation.lookUp(EsealId.of("ES-0RECNC03"))))
                .isInstanceOfSatisfying(
                        Result.InDoubt.class, doubt -> assertThat(doubt.why()).contains("never sent"));
        assertThat(transaction.<Result>execute(status -> reconciliation.lookUp(EsealId.of("ES-0RECNC03"))))
                .as("where the step is repeated")
                .isInstanceOf(Result.InDoubt.class);
        assertThat(transaction.<Result>execute(
                        status -> reconciliation.adopt(EsealId.of("ES-0RECNC03"), OrderId.of(20))))
                .isEqualTo(new Result.Found(OrderId.of(20)));
    }

    @Test
    void an_answer_that_the_ledger_knows_by_now_needs_no_look_up() {
        ledger.adopt(sent, 12);

        assertThat(lookUp()).isEqualTo(new Result.Found(OrderId.of(12)));
        verifyNoInteractions(certCentral);
    }

    @Test
    void a_refusal_that_the_ledger_knows_by_now_is_told_at_once() {
        LedgerEntry other = ledger.claim(ledger.open(ORDER, request(EsealId.of("ES-0RECNC02"))))
                .orElseThrow();
        ledger.rejected(other, "no such contact", false);

        Result result = transaction.execute(status -> reconciliation.lookUp(EsealId.of("ES-0RECNC02")));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.InDoubt.class, doubt -> assertThat(doubt.why()).contains("no such contact"));
        verifyNoInteractions(certCentral);
    }

    @Test
    void a_person_may_name_the_order_even_after_the_attempt_was_closed() {
        ledger.close(sent);
        certCentralShows(20, Optional.of(ID.value()), Optional.of(2042709L));

        assertThat(adopt(20)).isEqualTo(new Result.Found(OrderId.of(20)));
        assertThat(ledger.underWay(ORDER, ID).orElseThrow().orderId())
                .as("to be found by a cancellation")
                .contains(OrderId.of(20));
    }

    @Test
    void an_order_without_reference_or_organisation_may_be_named_too() {
        certCentralShows(20, Optional.empty(), Optional.empty());
        assertThat(adopt(20)).isEqualTo(new Result.Found(OrderId.of(20)));
    }

    @Test
    void an_order_with_another_reference_is_not_adopted() {
        certCentralShows(20, Optional.of("ES-0THER001"), Optional.of(2042709L));
        assertNotAdopted();
    }

    @Test
    void an_order_of_another_organisation_is_not_adopted() {
        certCentralShows(20, Optional.of(ID.value()), Optional.of(1L));
        assertNotAdopted();
    }

    @Test
    void an_order_for_another_product_is_not_adopted() {
        when(certCentral.order(OrderId.of(20)))
                .thenReturn(new OrderInfo(
                        OrderId.of(20),
                        "pending",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new OrderInfo.Product(Optional.of("ssl_plus"), Optional.empty())),
                        Optional.of(ID.value()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        List.of()));
        assertNotAdopted();
    }

    @Test
    void an_order_whose_reference_is_ours_in_another_spelling_is_not_adopted() {
        certCentralShows(20, Optional.of(ID.value().toLowerCase(Locale.ROOT)), Optional.of(2042709L));
        assertNotAdopted();
    }

    @Test
    void an_order_that_CertCentral_does_not_show_is_not_adopted() {
        when(certCentral.order(OrderId.of(20))).thenThrow(new RefusedException("GET", 404, List.of()));
        assertNotAdopted();
    }

    @Test
    void an_order_that_this_key_may_not_see_is_not_adopted_and_another_one_may_be_named() {
        when(certCentral.order(OrderId.of(20))).thenThrow(new NotAuthorizedException("GET", 403, List.of()));
        assertNotAdopted();
        assertThat(adopt(20))
                .isInstanceOfSatisfying(
                        Result.InDoubt.class,
                        doubt -> assertThat(doubt.why()).isEqualTo("This API key may not see order 20"));

        certCentralShows(21, Optional.of(ID.value()), Optional.of(2042709L));
        assertThat(adopt(21)).isEqualTo(new Result.Found(OrderId.of(21)));
    }

    @Test
    void a_key_that_is_not_valid_at_all_says_nothing_about_the_order() {
        when(certCentral.order(OrderId.of(20))).thenThrow(new NotAuthorizedException("GET", 401, List.of()));
        assertThatThrownBy(() -> adopt(20)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void an_order_of_another_request_is_not_adopted() {
        transaction.executeWithoutResult(
                status -> register.ordered(request(EsealId.of("ES-0THER001")), OrderId.of(20)));
        assertNotAdopted();
        verifyNoInteractions(certCentral);
    }

    @Test
    void an_order_that_the_ledger_holds_for_another_request_is_not_adopted() {
        request(EsealId.of("ES-0THER001"));
        ledger.accepted(
                ledger.claim(ledger.open(ORDER, EsealId.of("ES-0THER001"))).orElseThrow(), 20);
        assertNotAdopted();
        verifyNoInteractions(certCentral);
    }

    @Test
    void an_order_that_the_ledger_knows_wins_over_the_one_a_person_names() {
        ledger.adopt(sent, 12);
        certCentralShows(20, Optional.empty(), Optional.empty());

        assertThat(adopt(20)).isEqualTo(new Result.Found(OrderId.of(12)));
        assertThat(register.find(ID).orElseThrow().orderId()).contains(OrderId.of(12));
    }

    private void assertNotAdopted() {
        assertThat(adopt(20)).isInstanceOf(Result.InDoubt.class);
        assertThat(ledger.last(ORDER, ID).orElseThrow().state()).isEqualTo(LedgerState.UNKNOWN);
        assertThat(register.find(ID).orElseThrow().orderId()).isEmpty();
        assertThat(eventsOf(ID)).contains("order_in_doubt");
    }

    private Result lookUp() {
        return transaction.execute(status -> reconciliation.lookUp(ID));
    }

    private Result adopt(long orderId) {
        return transaction.execute(status -> reconciliation.adopt(ID, OrderId.of(orderId)));
    }

    private void certCentralHolds(long... orders) {
        when(certCentral.ordersByAlternativeId(any())).thenReturn(List.of());
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(LongStream.of(orders)
                        .mapToObj(id -> OrderReference.of(OrderId.of(id), "pending"))
                        .toList());
    }

    private void certCentralShows(long id, Optional<String> reference, Optional<Long> organization) {
        when(certCentral.order(OrderId.of(id)))
                .thenReturn(OrderInfoBuilder.order(id, "pending")
                        .organization(organization)
                        .reference(reference)
                        .build());
    }
}
