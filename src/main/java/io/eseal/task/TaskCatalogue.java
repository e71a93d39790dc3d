package io.eseal.task;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds the definitions of all user tasks, which the packages of the phases declare. */
@Component
public class TaskCatalogue {

    private final Map<String, UserTaskDefinition> definitions;

    /**
     * Collects the definitions.
     *
     * @throws IllegalStateException when two definitions have the same id
     */
    public TaskCatalogue(List<UserTaskDefinition> definitions) {
        this.definitions = definitions.stream().collect(Collectors.toMap(UserTaskDefinition::id, task -> task));
    }

    /**
     * Finds the definition by the task's id in the model; empty for a task of another process, or of an older version
     * of the model that had more tasks.
     */
    public Optional<UserTaskDefinition> find(String id) {
        return Optional.ofNullable(definitions.get(id));
    }

    /** Returns all definitions in no particular order. */
    public Collection<UserTaskDefinition> all() {
        return definitions.values();
    }

    /** Returns the ids of the selected tasks in alphabetical order. */
    public List<String> ids(Predicate<UserTaskDefinition> wanted) {
        return definitions.values().stream()
                .filter(wanted)
                .map(UserTaskDefinition::id)
                .sorted()
                .toList();
    }

    /** Returns the ids of the tasks of which one waits while the work is under way, in alphabetical order. */
    public List<String> ids(WorkUnderWay work) {
        return ids(task -> task.work().filter(work::equals).isPresent());
    }
}
