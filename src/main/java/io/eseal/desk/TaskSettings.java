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
 * How long tasks may take, as ISO 8601 durations from their creation on.
 *
 * @param due until a task is due whose definition says nothing else
 * @param dueOf until single tasks are due, by their id in the model, in place of what their definition says; dots and
 *     hyphens count as underscores, so that environment variables can name a task too
 * @param followUpOf likewise until somebody should look after a task that depends on somebody outside
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

    Duration due(UserTaskDefinition task) {
        return of(dueOf, task).or(task.display()::due).orElse(due);
    }

    Optional<Duration> followUp(UserTaskDefinition task) {
        return of(followUpOf, task).or(task.display()::followUp);
    }

    private static Optional<Duration> of(Map<String, String> durations, UserTaskDefinition task) {
        return Optional.ofNullable(durations.get(task.id())).map(DurationStyle::detectAndParse);
    }

    // Texts, because environment variables bind names of several words to those only.
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
