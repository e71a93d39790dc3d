package io.eseal.task;

import io.eseal.lifecycle.EsealId;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down who completed which task, on whatever path it was completed. */
@Component
class TaskTimeline {

    private final Timeline timeline;

    TaskTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName()) && task.getExecution() != null) {
            String id = task.getExecution().getProcessBusinessKey();
            // Other processes of the same engine are not ours to write about.
            if (EsealId.isOne(id)) {
                timeline.add(id, new TaskEvents.Completed(task.getTaskDefinitionKey()));
            }
        }
    }
}
