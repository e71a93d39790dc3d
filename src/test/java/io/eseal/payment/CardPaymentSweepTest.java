package io.eseal.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.PlacedOrder;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.EsealState;
import io.eseal.order.OrderSender;
import io.eseal.order.OrderServices;
import io.eseal.order.PlaceOrderResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class CardPaymentSweepTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0CARD001");
    private static final EsealId OTHER = EsealId.of("ES-0CARD002");
    /** The time to send, and the longest call. */
    private static final Duration LATE = Duration.ofSeconds(140);

    private final CertCentral certCentral = mock(CertCentral.class);
    private final TaskService tasks = mock(TaskService.class);
    private final CardTask card = mock(CardTask.class);
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final List<String> completed = new CopyOnWriteArrayList<>();
    private final OrderLedger ledger;
    private final OrderSender sender;
    private final CardPaymentSweep sweep;

    CardPaymentSweepTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        sender = OrderServices.sender(ledger, certCentral, register, timeline, transactionManager, clock);
        sweep = new CardPaymentSweep(Ledgers.reader(jdbc), new CardSettlement(card, tasks, sender, register, timeline) {
            @Override
            public void settle(EsealId esealId) {
                transaction.executeWithoutResult(status -> super.settle(esealId));
            }
        });
    }

    @BeforeEach
    void two_requests_wait_for_their_cards() {
        doAnswer(call -> completed.add(call.getArgument(0)) && open.remove(call.<String>getArgument(0)))
                .when(tasks)
                .complete(anyString());
        for (EsealId id : List.of(ID, OTHER)) {
            request(id);
            transaction.executeWithoutResult(status -> register.enter(id, EsealState.PAYMENT));
            Task task = mock(Task.class);
            when(task.getId()).thenReturn(id.value());
            when(card.of(id)).thenAnswer(call -> Optional.of(task).filter(waiting -> open.contains(id.value())));
            open.add(id.value());
        }
    }

    @Test
    void a_request_that_nobody_has_paid_yet_goes_on_waiting() {
        clock.pass(LATE);
        sweep.sweep();

        assertThat(completed).isEmpty();
    }

    @Test
    void a_payment_whose_node_was_killed_goes_on_once_its_call_can_be_answered_no_more() {
        assertThat(ledger.claim(ledger.open(Operation.ORDER, ID))).isPresent();
        clock.pass(LATE.minusSeconds(1));
        sweep.sweep();
        assertThat(completed).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        sweep.sweep();
        sweep.sweep();
        assertThat(completed).containsExactly(ID.value());
        assertThat(sender.underWay(ID)).as("for the order step to look up").contains(new PlaceOrderResult.Unknown());
    }

    @Test
    void while_the_outcome_is_open_nobody_pays_again() {
        assertThat(ledger.claim(ledger.open(Operation.ORDER, ID))).isPresent();
        assertThat(pay()).isFalse();
        clock.pass(LATE);
        sweep.sweep();
        assertThat(pay()).isFalse();

        verify(certCentral, times(0)).placeOrder(any(), any());
    }

    @Test
    void an_outcome_that_did_not_come_to_the_process_is_handed_over_at_once() {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));
        pay();
        sweep.sweep();

        assertThat(completed).containsExactly(ID.value());
    }

    @Test
    void an_unclear_outcome_is_handed_over_at_once() {
        when(certCentral.placeOrder(any(), any())).thenThrow(new UnknownOutcomeException("POST", "lost"));
        pay();
        sweep.sweep();

        assertThat(completed).containsExactly(ID.value());
    }

    @Test
    void a_decline_that_did_not_come_to_the_process_leaves_the_task_open_for_another_card() {
        when(certCentral.placeOrder(any(), any()))
                .thenThrow(refused("card_declined"))
                .thenReturn(PlacedOrder.of(OrderId.of(5)));
        pay();
        assertThat(pay()).as("before the first one is settled").isFalse();
        sweep.sweep();

        assertThat(completed).isEmpty();
        assertThat(eventsOf(ID)).containsOnlyOnce("card_declined");
        assertThat(pay()).isTrue();
        assertThat(ledger.last(Operation.ORDER, ID).orElseThrow().state()).isEqualTo(LedgerState.ACCEPTED);
    }

    @Test
    void a_content_that_was_refused_goes_on_to_its_correction() {
        when(certCentral.placeOrder(any(), any())).thenThrow(refused("invalid_contact"));
        pay();
        sweep.sweep();

        assertThat(completed).containsExactly(ID.value());
        assertThat(sender.underWay(ID)).as("for the order step to deal with").isPresent();
    }

    @Test
    void an_order_of_a_request_that_waits_for_no_card_is_left_to_its_process() {
        open.clear();
        assertThat(ledger.claim(ledger.open(Operation.ORDER, ID))).isPresent();
        clock.pass(LATE);
        sweep.sweep();

        assertThat(completed).isEmpty();
    }

    @Test
    void one_that_cannot_go_on_holds_up_no_other() {
        for (EsealId id : List.of(ID, OTHER)) {
            assertThat(ledger.claim(ledger.open(Operation.ORDER, id))).isPresent();
        }
        clock.pass(LATE);
        doAnswer(call -> {
                    throw new ProcessEngineException("not now");
                })
                .doAnswer(call -> completed.add(call.getArgument(0)))
                .when(tasks)
                .complete(anyString());
        sweep.sweep();

        assertThat(completed).hasSize(1);
    }

    @Test
    void of_many_who_come_to_one_outcome_one_hands_it_over() throws Exception {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(5)));
        pay();
        atOnce(6, () -> {
            sweep.sweep();
            return true;
        });

        assertThat(completed).containsExactly(ID.value());
    }

    private boolean pay() {
        return sender.placeUnlessUnderWay(
                        ID,
                        () -> new EsealOrder(
                                null, true, "qscd", null, null, null, null, "card", null, null, null, null))
                .isPresent();
    }

    private static RefusedException refused(String code) {
        return new RefusedException("POST", 400, List.of(new ApiError(code, "No.")));
    }
}
