package io.eseal.approval;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.Timeline;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** The approval tasks of a request that still wait. */
@Component
class WaitingApprovals {

    private final TaskService tasks;
    private final EligiblePeople people;
    private final Timeline timeline;

    WaitingApprovals(TaskService tasks, EligiblePeople people, Timeline timeline) {
        this.tasks = tasks;
        this.people = people;
        this.timeline = timeline;
    }

    /** Gives them at least the priority (0 to 100; Camunda's default is 50) and writes down which task it was. */
    void raise(DelegateExecution execution, int priority, String event) {
        for (Task task : tasks.createTaskQuery().processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(Elements.USER_APPROVE_REQUEST).unlimitedList()) {
            tasks.setPriority(task.getId(), Math.max(task.getPriority(), priority));
            timeline.add(execution.getProcessBusinessKey(), event, "task " + task.getId());
        }
        people.lookAgain(execution.getProcessBusinessKey(), execution.getProcessInstanceId(), "");
    }
}
