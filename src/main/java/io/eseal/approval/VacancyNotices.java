package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Announces that nobody may do a task, and later that somebody may again. */
@Component
class VacancyNotices {

    private static final int USUAL = 50;

    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    VacancyNotices(Timeline timeline, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.events = events;
    }

    /** Writes the alarm to the timeline and publishes it. */
    void raise(NoEligibleApprover alarm) {
        timeline.add(
                alarm.esealId(),
                new ApprovalEvents.NoEligibleApprover(alarm.taskId(), alarm.group(), alarm.sentence()));
        events.publishEvent(alarm);
    }

    /** Writes to the timeline that somebody may do the task again. */
    void over(EsealId esealId, Task task) {
        timeline.add(esealId, new ApprovalEvents.SomebodyEligible(task.getId(), task.getName()));
    }

    /** Returns the priority that reminders and escalations gave the task meanwhile; 50 when there were none. */
    int priority(EsealId esealId, String taskId) {
        return timeline.of(esealId).stream()
                .flatMap(entry -> ApprovalAlarm.of(entry, taskId))
                .mapToInt(ApprovalAlarm::priority)
                .max()
                .orElse(USUAL);
    }
}
