package io.eseal.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.approval.GivenApproval;
import io.eseal.approval.GivenApprovals;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealState;
import io.eseal.order.OrderSender;
import io.eseal.order.PlaceOrderResult;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import io.eseal.security.RunAsSystem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;

class CardPaymentFactsResourceTest {

    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");
    private static final Caller FINANCE = new Caller(UserId.of("finance"), Set.of("finance"));
    private static final Caller OPERATOR = new Caller(UserId.of("operator"), Set.of("operators"));
    private static final GivenApproval LEGAL = new GivenApproval("legal-approvers", UserId.of("legal"), NOW);

    private final EsealAccess access = mock(EsealAccess.class);
    private final TaskService tasks = mock(TaskService.class, Answers.RETURNS_DEEP_STUBS);
    private final RunAsSystem system = mock(RunAsSystem.class);
    private final OrderSender sender = mock(OrderSender.class);
    private final GivenApprovals approvals = mock(GivenApprovals.class);
    private final CardPaymentFactsResource resource = new CardPaymentFactsResource(
            access,
            new CardTask(tasks),
            system,
            sender,
            approvals,
            new PaymentSettings(new BigDecimal("500.00"), Duration.ofMinutes(2), Duration.ofSeconds(30)));

    @ParameterizedTest
    @CsvSource({"true, false, WAITING", "true, true, UNDER_WAY", "false, true, OVER", "false, false, OVER"})
    void a_card_may_be_sent_while_the_task_is_open_and_no_payment_is_under_way(
            boolean open, boolean underWay, CardPaymentFacts.Status status) {
        given(open, underWay);

        assertThat(resource.facts("ES-00000001", FINANCE).status()).isEqualTo(status);
    }

    @Test
    void the_facts_say_what_is_paid_who_asked_and_who_approved() {
        given(true, false);

        assertThat(resource.facts("ES-00000001", FINANCE))
                .isEqualTo(new CardPaymentFacts(
                        "ES-00000001",
                        CardPaymentFacts.Status.WAITING,
                        true,
                        new BigDecimal("500.00"),
                        UserId.of("requester"),
                        NOW,
                        "Example AG",
                        SingleQuoted.json("{}"),
                        List.of(LEGAL),
                        null));
    }

    @Test
    void whoever_is_not_of_finance_sees_the_facts_and_is_offered_no_payment() {
        given(true, false);

        assertThat(resource.facts("ES-00000001", OPERATOR).mayPay()).isFalse();
    }

    private void given(boolean open, boolean underWay) {
        Eseal eseal = new Eseal(
                EsealId.of("ES-00000001"),
                EsealState.PAYMENT,
                UserId.of("requester"),
                OrderBody.empty(),
                Optional.empty(),
                Optional.of("Example AG"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                NOW,
                NOW);
        when(access.visible(any(), any())).thenReturn(eseal);
        when(approvals.of(eseal)).thenReturn(List.of(LEGAL));
        when(sender.underWay(EsealId.of("ES-00000001")))
                .thenReturn(underWay ? Optional.of(new PlaceOrderResult.Unknown()) : Optional.empty());
        when(system.call(any()))
                .thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
        when(tasks.createTaskQuery()
                        .processInstanceBusinessKey("ES-00000001")
                        .taskDefinitionKey(Elements.USER_PAY_BY_CARD)
                        .singleResult())
                .thenReturn(open ? mock(Task.class) : null);
    }
}
