package io.eseal.task;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The definitions of all user tasks, from the packages of all phases. */
@Component
public class TaskCatalogue {

    private final Map<String, UserTaskDefinition> definitions;

    /** @throws IllegalStateException when two definitions have the same id */
    public TaskCatalogue(List<UserTaskDefinition> definitions) {
        this.definitions = definitions.stream().collect(Collectors.toMap(UserTaskDefinition::id, task -> task));
    }

    /** Empty for a task of another process, or of a version of the model that had more tasks. */
    public Optional<UserTaskDefinition> find(String id) {
        return Optional.ofNullable(definitions.get(id));
    }

    public Collection<UserTaskDefinition> all() {
        return definitions.values();
    }

    /** Ids of those tasks, in an order that does not change. */
    public List<String> ids(Predicate<UserTaskDefinition> wanted) {
        return definitions.values().stream()
                .filter(wanted)
                .map(UserTaskDefinition::id)
                .sorted()
                .toList();
    }

    /** Whether the variable is what people say when they complete a task, which nobody says for them. */
    public boolean isAnswer(String variable) {
        return !Variables.REQUEST.equals(variable)
                && definitions.values().stream()
                        .anyMatch(task -> task.answer().variables().contains(variable));
    }
}
