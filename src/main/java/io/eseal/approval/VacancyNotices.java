package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells when a task waits for nobody, and when somebody may do it again. */
@Component
class VacancyNotices {

    private static final int USUAL = 50;

    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    VacancyNotices(Timeline timeline, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.events = events;
    }

    void raise(NoEligibleApprover alarm) {
        timeline.add(
                alarm.esealId(),
                new ApprovalEvents.NoEligibleApprover(alarm.taskId(), alarm.group(), alarm.sentence()));
        events.publishEvent(alarm);
    }

    void over(EsealId esealId, Task task) {
        timeline.add(esealId, new ApprovalEvents.SomebodyEligible(task.getId(), task.getName()));
    }

    /** Returns the priority that reminders and escalations gave the task meanwhile. */
    int priority(EsealId esealId, String taskId) {
        return timeline.of(esealId).stream()
                .flatMap(entry -> ApprovalAlarm.of(entry, taskId))
                .mapToInt(ApprovalAlarm::priority)
                .max()
                .orElse(USUAL);
    }
}
