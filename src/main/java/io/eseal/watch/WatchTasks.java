package io.eseal.watch;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.security.Groups;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.UserTaskDefinition;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the task about a seal in service of which something is not true any more. */
@Configuration(proxyBeanMethods = false)
class WatchTasks {

    @Bean
    UserTaskDefinition attendToSealTask() {
        return task(Elements.USER_ATTEND_TO_SEAL, TaskList.REQUESTERS)
                .doneByRequesterOr(Groups.OPERATORS)
                .asks(TaskInput.comment()
                        .required(
                                "The field comment is required: what was done about it, which is kept in the record."))
                .due(Duration.ofDays(1))
                .build();
    }
}
