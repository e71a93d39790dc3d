package io.eseal.tracking;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.Groups;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.UserTaskDefinition;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the tasks of operators while an order is under way. */
@Configuration(proxyBeanMethods = false)
class TrackingTasks {

    @Bean
    UserTaskDefinition approveInCertCentralTask() {
        return task(Elements.USER_APPROVE_IN_CERTCENTRAL, TaskList.CONSOLE)
                .doneBy(Groups.OPERATORS)
                .build();
    }

    @Bean
    UserTaskDefinition assessStatusTask() {
        return task(Elements.USER_ASSESS_STATUS, TaskList.DOUBTS)
                .doneBy(Groups.OPERATORS)
                .asks(
                        TaskInput.decision(Outcome.WAIT, Outcome.ISSUED, Outcome.FAILED),
                        TaskInput.comment().outsideOfTheForm())
                .build();
    }

    @Bean
    UserTaskDefinition chaseValidationTask() {
        return task(Elements.USER_CHASE_VALIDATION, TaskList.CONSOLE)
                .doneBy(Groups.OPERATORS)
                .followUp(Duration.ofDays(1))
                .build();
    }
}
