package io.eseal.task;

import io.eseal.id.EsealId;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes to the timeline who completed which task, in whatever way it was completed. */
@Component
class TaskTimeline {

    private final Timeline timeline;

    TaskTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName()) && task.getExecution() != null) {
            // The engine may run other processes, too.
            EsealId.read(task.getExecution().getProcessBusinessKey())
                    .ifPresent(id -> timeline.add(id, new TaskEvents.Completed(task.getTaskDefinitionKey())));
        }
    }
}
