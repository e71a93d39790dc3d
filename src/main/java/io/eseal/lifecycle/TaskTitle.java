package io.eseal.lifecycle;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in each task's name whose seal it is about: Tasklist shows nothing else that tells two tasks of a kind apart. */
@Component
class TaskTitle {

    private static final int COLUMN_WIDTH = 255;

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) && task.getExecution() != null) {
            String title = task.getName() + ": "
                    + ProcessVariables.text(task, Variables.ORGANIZATION_NAME).map(name -> name + ", ").orElse("")
                    + ProcessVariables.text(task, Variables.ESEAL_ID).orElse("");
            task.setName(title.substring(0, Math.min(title.length(), COLUMN_WIDTH)));
        }
    }
}
