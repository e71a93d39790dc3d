package io.eseal.desk;

import io.eseal.task.TaskCatalogue;
import io.eseal.task.UserTaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When the model's tasks are due, counted from the moment they are created. */
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

    /** @return when the task that the execution stands at is due */
    public Date due(DelegateExecution execution) {
        return in(settings.due(task(execution)));
    }

    /** @return when somebody should look after the task that the execution stands at; null when it has no such date */
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
