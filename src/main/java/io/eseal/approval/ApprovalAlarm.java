package io.eseal.approval;

import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.TimelineEntry;
import io.eseal.timeline.TimelineEvent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** Alarms about an approval that waits too long, each with the task priority and the timeline event that it causes. */
enum ApprovalAlarm {
    REMINDER(75, ApprovalEvents.Reminded::new),
    ESCALATION(100, ApprovalEvents.Escalated::new);

    private final int priority;
    private final Function<String, TimelineEvent> event;

    ApprovalAlarm(int priority, Function<String, TimelineEvent> event) {
        this.priority = priority;
        this.event = event;
    }

    /**
     * Returns the lowest priority of a task under this alarm, 0 to 100; a higher one is kept. Camunda's default is 50.
     */
    int priority() {
        return priority;
    }

    /** Returns the timeline event that records this alarm for the task. */
    TimelineEvent event(String taskId) {
        return event.apply(taskId);
    }

    /** Returns the alarms that the timeline entry records for the task: one or none. */
    static Stream<ApprovalAlarm> of(TimelineEntry entry, String taskId) {
        return Arrays.stream(values())
                .filter(alarm -> entry.as(alarm.event(taskId).getClass())
                        .filter(alarm.event(taskId)::equals)
                        .isPresent());
    }
}
