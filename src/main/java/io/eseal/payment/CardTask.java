package io.eseal.payment;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Finds the open card task of a request. */
@Component
class CardTask {

    private final TaskService tasks;

    CardTask(TaskService tasks) {
        this.tasks = tasks;
    }

    /** Returns the task; empty when the request does not wait for a card, or when the caller may not see the task. */
    Optional<Task> of(EsealId esealId) {
        return Optional.ofNullable(tasks.createTaskQuery()
                .processInstanceBusinessKey(esealId.value())
                .taskDefinitionKey(Elements.USER_PAY_BY_CARD)
                .singleResult());
    }
}
