package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.Timeline;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Reminds of the approval tasks of a request that still wait, and escalates them. */
@Component
class WaitingApprovals {

    private final TaskService tasks;
    private final EsealRegister register;
    private final Approvals approvals;
    private final ApproverAvailability people;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    WaitingApprovals(
            TaskService tasks,
            EsealRegister register,
            Approvals approvals,
            ApproverAvailability people,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.register = register;
        this.approvals = approvals;
        this.people = people;
        this.timeline = timeline;
        this.events = events;
    }

    /** Gives each waiting task at least the priority of the step, writes the step to the timeline, and publishes it. */
    void raise(DelegateExecution execution, ApprovalDelay delay) {
        Set<UserId> decided = register.find(EsealId.of(execution.getProcessBusinessKey()))
                .map(approvals::approversOf)
                .orElse(Set.of());
        for (Task task : tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(Elements.USER_APPROVE_REQUEST)
                .unlimitedList()) {
            tasks.setPriority(task.getId(), Math.max(task.getPriority(), delay.priority()));
            timeline.add(EsealId.of(execution.getProcessBusinessKey()), delay.event(task.getId()));
            events.publishEvent(new ApprovalWaits(task.getId(), delay == ApprovalDelay.ESCALATION, decided));
        }
        people.lookAgain(EsealId.of(execution.getProcessBusinessKey()), execution.getProcessInstanceId(), "");
    }
}
