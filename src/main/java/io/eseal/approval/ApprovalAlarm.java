package io.eseal.approval;

import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.TimelineEntry;
import io.eseal.timeline.TimelineEvent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an approval that waits too long gives rise to. */
enum ApprovalAlarm {
    REMINDER(75, ApprovalEvents.Reminded::new),
    ESCALATION(100, ApprovalEvents.Escalated::new);

    private final int priority;
    private final Function<String, TimelineEvent> event;

    ApprovalAlarm(int priority, Function<String, TimelineEvent> event) {
        this.priority = priority;
        this.event = event;
    }

    /** What it makes of a task's priority, at least: 0 to 100; Camunda's default is 50. */
    int priority() {
        return priority;
    }

    TimelineEvent event(String taskId) {
        return event.apply(taskId);
    }

    /** Those that the entry tells of that task: one or none. */
    static Stream<ApprovalAlarm> of(TimelineEntry entry, String taskId) {
        return Arrays.stream(values())
                .filter(alarm -> entry.as(alarm.event(taskId).getClass())
                        .filter(alarm.event(taskId)::equals)
                        .isPresent());
    }
}
