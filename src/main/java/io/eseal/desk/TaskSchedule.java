package io.eseal.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** When the model's tasks are due, counted from the moment they are created. */
@Component("taskSchedule")
public class TaskSchedule {

    private final TaskSettings settings;
    private final Clock clock;

    TaskSchedule(TaskSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @return when the task that the execution stands at is due */
    public Date due(DelegateExecution execution) {
        return in(settings.due(execution.getCurrentActivityId()));
    }

    /** @return when somebody should look after the task that the execution stands at; null when it has no such date */
    public Date followUp(DelegateExecution execution) {
        return settings.followUp(execution.getCurrentActivityId()).map(this::in).orElse(null);
    }

    private Date in(Duration duration) {
        return Date.from(clock.instant().plus(duration));
    }
}
