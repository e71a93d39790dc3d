package io.eseal.order;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.orderbody.OrderFields;
import io.eseal.request.RequestFields;
import io.eseal.security.Groups;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.UserTaskDefinition;
import io.eseal.task.WorkUnderWay;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the tasks about orders that the service cannot place, change or cancel by itself. */
@Configuration(proxyBeanMethods = false)
class OrderTasks {

    @Bean
    UserTaskDefinition resolveOrderInDoubtTask() {
        return task(Elements.USER_RESOLVE_ORDER_IN_DOUBT, TaskList.DOUBTS)
                .doneBy(Groups.OPERATORS)
                .asks(
                        TaskInput.decision(Outcome.ADOPT, Outcome.REORDER, Outcome.CANCEL),
                        TaskInput.comment().outsideOfTheForm(),
                        TaskInput.number(Variables.ORDER_ID)
                                .requiredTo(
                                        Set.of(Outcome.ADOPT),
                                        "The field orderId is required to adopt an order: the number of CertCentral's order."))
                .isPartOf(WorkUnderWay.ORDER_IN_DOUBT)
                // The harm grows with every hour that the order stays in doubt.
                .due(Duration.ofHours(4))
                .build();
    }

    @Bean
    UserTaskDefinition updateCsrTask() {
        return task(Elements.USER_UPDATE_CSR, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .edits(List.of(OrderFields.CSR), List.of(RequestFields.CSR.requiredByRules()))
                .build();
    }

    @Bean
    UserTaskDefinition enterCsrInCertCentralTask() {
        return task(Elements.USER_ENTER_CSR_IN_CERTCENTRAL, TaskList.CONSOLE)
                .doneBy(Groups.OPERATORS)
                .build();
    }

    @Bean
    UserTaskDefinition cancelInCertCentralTask() {
        return task(Elements.USER_CANCEL_IN_CERTCENTRAL, TaskList.CONSOLE)
                .doneBy(Groups.OPERATORS)
                .asks(
                        TaskInput.decision(Outcome.CANCELED, Outcome.ISSUED),
                        TaskInput.comment().outsideOfTheForm())
                .isPartOf(WorkUnderWay.ORDER_IN_DOUBT)
                .due(Duration.ofHours(8))
                .build();
    }
}
