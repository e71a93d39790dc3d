package io.eseal.payment;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.approval.SeparationOfDuties;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.orderbody.OrderFields;
import io.eseal.request.RequestFields;
import io.eseal.security.Groups;
import io.eseal.task.TaskBar;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.UserTaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the tasks of finance. */
@Configuration(proxyBeanMethods = false)
class PaymentTasks {

    /**
     * Defines the task that paying completes. The card is typed into a page of this service and never becomes a
     * variable.
     */
    @Bean
    UserTaskDefinition payByCardTask(SeparationOfDuties duties) {
        return task(Elements.USER_PAY_BY_CARD, TaskList.PAYMENTS)
                .doneBy(Groups.FINANCE)
                .bars(TaskBar.ofRequest(duties::againstPayment, duties::barredFromPayment))
                .tellsWhenNobodyMay("pay for")
                .shownBy("embedded:/forms/pay-by-card.html")
                .saysPaymentInTitle()
                .build();
    }

    @Bean
    UserTaskDefinition resolvePaymentTask() {
        return task(Elements.USER_RESOLVE_PAYMENT, TaskList.PAYMENTS)
                .doneBy(Groups.FINANCE)
                .asks(
                        TaskInput.decision(Outcome.RETRY, Outcome.CHANGE, Outcome.CORRECT, Outcome.CANCEL),
                        TaskInput.comment()
                                .requiredTo(
                                        Set.of(Outcome.CORRECT),
                                        "The field comment is required to let the requester correct the request: what is to"
                                                + " be corrected."))
                .edits(
                        List.of(OrderFields.PAYMENT_METHOD, OrderFields.BILLING_ADDRESS),
                        List.of(RequestFields.PAYMENT_METHOD.requiredByRulesTo(Outcome.CHANGE)),
                        RequestFields.BILLING_ADDRESS)
                .editsWith(Outcome.CHANGE)
                .asks(TaskInput.word(Variables.PAYMENT_METHOD).outsideOfTheForm())
                .saysPaymentInTitle()
                .showsPrice()
                .due(Duration.ofDays(1))
                .build();
    }
}
