package io.eseal.ledgercheck;

import io.eseal.order.SurplusOrder;
import io.eseal.security.Groups;
import io.eseal.security.RunAsSystem;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens a task in Tasklist for operators when the service could not cancel a surplus order. The task belongs to no
 * process and is completed by hand.
 */
@Component
class SurplusOrderTask {

    static final String NAME = "Cancel surplus order";

    private final TaskService tasks;
    private final RunAsSystem system;
    private final Clock clock;

    SurplusOrderTask(TaskService tasks, RunAsSystem system, Clock clock) {
        this.tasks = tasks;
        this.system = system;
        this.clock = clock;
    }

    @EventListener
    void on(SurplusOrder order) {
        if (!order.canceled()) {
            system.run(() -> create(order));
        }
    }

    private void create(SurplusOrder order) {
        Task task = tasks.newTask();
        task.setName(NAME + " " + order.orderId());
        task.setDescription(order.sentence());
        task.setDueDate(Date.from(clock.instant()));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), Groups.OPERATORS);
    }
}
