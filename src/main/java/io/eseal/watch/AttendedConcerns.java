package io.eseal.watch;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes to the timeline what people did about a concern: it is not told a second time. */
@Component
class AttendedConcerns {

    private final Timeline timeline;

    AttendedConcerns(Timeline timeline) {
        this.timeline = timeline;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName())
                && Elements.USER_ATTEND_TO_SEAL.equals(task.getTaskDefinitionKey())) {
            timeline.add(
                    EsealId.of(task.getExecution().getProcessBusinessKey()),
                    new SealEvents.ConcernAttendedTo(
                            ProcessVariables.text(task, "concern").orElse(""),
                            ProcessVariables.text(task, Variables.COMMENT).orElse("")));
        }
    }
}
