package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Announces that nobody may do a task, and later that somebody may again. */
@Component
class NoEligibleApproverNotices {

    private static final int USUAL = 50;

    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    NoEligibleApproverNotices(Timeline timeline, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.events = events;
    }

    /** Writes the finding to the timeline and publishes it. */
    void raise(NoEligibleApprover found) {
        timeline.add(
                found.esealId(),
                new ApprovalEvents.NoEligibleApprover(found.taskId(), found.group(), found.sentence()));
        events.publishEvent(found);
    }

    /** Writes to the timeline that somebody may do the task again. */
    void over(EsealId esealId, Task task) {
        timeline.add(esealId, new ApprovalEvents.SomebodyEligible(task.getId(), task.getName()));
    }

    /** Returns the priority that reminders and escalations gave the task meanwhile; 50 when there were none. */
    int priority(EsealId esealId, String taskId) {
        return timeline.of(esealId).stream()
                .flatMap(entry -> ApprovalDelay.of(entry, taskId))
                .mapToInt(ApprovalDelay::priority)
                .max()
                .orElse(USUAL);
    }
}
