package io.eseal.order;

import static io.eseal.ledger.Operation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.eseal.certcentral.CertCentral;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderBodies;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.orderbody.OrderBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class PlaceOrderServiceTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-00RDER01");
    private static final OrderBody BY_CARD = OrderBody.of(OrderBodies.outline("qscd", "card"));

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger;
    private final PlaceOrderService service;
    private final Reconciliation reconciliation;

    PlaceOrderServiceTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        service = new PlaceOrderService(
                OrderServices.sender(ledger, certCentral, register, timeline, transactionManager, clock),
                register,
                timeline,
                json,
                Ledgers.SETTINGS,
                clock);
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
    void a_request_that_is_paid_by_card() {
        transaction.executeWithoutResult(status -> register.open(ID, UserId.of("requester"), BY_CARD));
    }

    @Test
    void a_card_payment_that_was_taken_is_the_order() {
        ledger.accepted(sent(), 7);

        assertThat(order()).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(7)));
        assertThat(register.find(ID).orElseThrow().orderId()).contains(OrderId.of(7));
    }

    @Test
    void a_card_payment_whose_late_sender_gave_it_back_is_put_to_people() {
        ledger.notSent(sent());

        assertThat(order()).isEqualTo(new PlaceOrderResult.Unknown());

        assertPeopleAreAsked();
    }

    @Test
    void a_card_payment_that_the_ledger_knows_nothing_of_is_put_to_people() {
        assertThat(order()).isEqualTo(new PlaceOrderResult.Unknown());

        assertPeopleAreAsked();
    }

    private void assertPeopleAreAsked() {
        assertThat(transaction.<Reconciliation.Result>execute(status -> reconciliation.lookUp(ID)))
                .isInstanceOfSatisfying(
                        Reconciliation.Result.InDoubt.class,
                        doubt -> assertThat(doubt.why()).contains("never sent", "ordered again"));
        verifyNoInteractions(certCentral);
        assertThat(ledger.claim(ledger.open(ORDER, ID))).as("paying again").isPresent();
    }

    private PlaceOrderResult order() {
        return transaction.execute(status -> service.order(ID, BY_CARD));
    }

    private LedgerEntry sent() {
        return ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
    }
}
