package io.eseal.request;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.orderbody.OrderFields;
import io.eseal.security.Groups;
import io.eseal.task.TaskList;
import io.eseal.task.TaskMail;
import io.eseal.task.UserTaskDefinition;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the tasks in which requesters correct or complete their request. */
@Configuration(proxyBeanMethods = false)
class RequestTasks {

    @Bean
    UserTaskDefinition correctRequestTask() {
        return task(Elements.USER_CORRECT_REQUEST, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .editsAll(RequestFields.ALL)
                .mails(TaskMail.Kind.CORRECTION_WANTED)
                .build();
    }

    @Bean
    UserTaskDefinition confirmShippingTask() {
        return task(Elements.USER_CONFIRM_SHIPPING, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .edits(List.of(OrderFields.SHIP_INFO), RequestFields.SHIPPING)
                .build();
    }

    @Bean
    UserTaskDefinition submitCsrTask() {
        return task(Elements.USER_SUBMIT_CSR, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .edits(List.of(OrderFields.CSR), List.of(RequestFields.CSR.requiredByRules()))
                .due(Duration.ofDays(5))
                .followUp(Duration.ofDays(2))
                .build();
    }
}
