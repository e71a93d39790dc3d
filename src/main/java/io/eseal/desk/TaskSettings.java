package io.eseal.desk;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.task.UserTaskDefinition;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of how long tasks may take, as ISO 8601 durations from the creation of a task. A name that is no task of the
 * process, and a duration that is not positive, stops the start.
 *
 * @param due time until the due date of tasks whose definition has none
 * @param dueOf time until the due date of single tasks, by their id in the model, in place of their definition's; dots
 *     and hyphens count as underscores, so that environment variables can name a task
 * @param followUpOf time until the follow-up date of tasks that wait for somebody outside, by id like {@code dueOf}
 */
@Validated
@ConfigurationProperties("eseal.tasks")
record TaskSettings(
        @NotNull @DefaultValue("P2D") Duration due,
        @DefaultValue Map<String, String> dueOf,
        @DefaultValue Map<String, String> followUpOf) {

    private static final Set<String> TASKS = Stream.of(Elements.class.getFields())
            .map(field -> (String) ReflectionUtils.getField(field, null))
            .filter(id -> id.startsWith("user_"))
            .collect(Collectors.toCollection(TreeSet::new));

    TaskSettings {
        positive("eseal.tasks.due", due);
        dueOf = byTask("eseal.tasks.due-of", dueOf);
        followUpOf = byTask("eseal.tasks.follow-up-of", followUpOf);
    }

    /** Returns the time from the creation of the task to its due date. */
    Duration due(UserTaskDefinition task) {
        return of(dueOf, task).or(task.display()::due).orElse(due);
    }

    /** Returns the time from the creation of the task to its follow-up date; empty if it has none. */
    Optional<Duration> followUp(UserTaskDefinition task) {
        return of(followUpOf, task).or(task.display()::followUp);
    }

    private static Optional<Duration> of(Map<String, String> durations, UserTaskDefinition task) {
        return Optional.ofNullable(durations.get(task.id())).map(DurationStyle::detectAndParse);
    }

    // Values are texts, because environment variables bind names of several words to texts only.
    private static Map<String, String> byTask(String setting, Map<String, String> given) {
        Map<String, String> byTask = new TreeMap<>();
        given.forEach((name, duration) -> {
            String task = name.replace('.', '_').replace('-', '_');
            if (!TASKS.contains(task)) {
                throw new IllegalArgumentException(
                        setting + "." + name + " names no task of the process; these are: " + String.join(", ", TASKS));
            }
            positive(setting + "." + name, DurationStyle.detectAndParse(duration));
            byTask.put(task, duration);
        });
        return Map.copyOf(byTask);
    }

    private static void positive(String setting, Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new IllegalArgumentException(
                    setting + " must be longer than nothing, such as P2D; it is " + duration);
        }
    }
}
