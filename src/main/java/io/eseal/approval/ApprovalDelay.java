package io.eseal.approval;

import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.TimelineEntry;
import io.eseal.timeline.TimelineEvent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** Steps of an approval that waits too long, each with the task priority and the timeline event that it causes. */
enum ApprovalDelay {
    REMINDER(75, ApprovalEvents.Reminded::new),
    ESCALATION(100, ApprovalEvents.Escalated::new);

    private final int priority;
    private final Function<String, TimelineEvent> event;

    ApprovalDelay(int priority, Function<String, TimelineEvent> event) {
        this.priority = priority;
        this.event = event;
    }

    /**
     * Returns the lowest priority of a task after this step, 0 to 100; a higher one is kept. Camunda's default is 50.
     */
    int priority() {
        return priority;
    }

    /** Returns the timeline event that records this step for the task. */
    TimelineEvent event(String taskId) {
        return event.apply(taskId);
    }

    /** Returns the steps that the timeline entry records for the task: one or none. */
    static Stream<ApprovalDelay> of(TimelineEntry entry, String taskId) {
        return Arrays.stream(values())
                .filter(delay -> entry.as(delay.event(taskId).getClass())
                        .filter(delay.event(taskId)::equals)
                        .isPresent());
    }
}
