package io.eseal.desk;

import io.eseal.task.TaskCatalogue;
import io.eseal.task.UserTaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes the due dates of the model's tasks, counted from the moment at which a task is created. */
@Component("taskSchedule")
public class TaskSchedule {

    private final TaskCatalogue catalogue;
    private final TaskSettings settings;
    private final Clock clock;

    TaskSchedule(TaskCatalogue catalogue, TaskSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the due date of the task at which the execution stands. */
    public Date due(DelegateExecution execution) {
        return in(settings.due(task(execution)));
    }

    /** Returns the follow-up date of the task at which the execution stands; null if the task has none. */
    public @Nullable Date followUp(DelegateExecution execution) {
        return settings.followUp(task(execution)).map(this::in).orElse(null);
    }

    private UserTaskDefinition task(DelegateExecution execution) {
        return catalogue.find(execution.getCurrentActivityId()).orElseThrow();
    }

    private Date in(Duration duration) {
        return Date.from(clock.instant().plus(duration));
    }
}
