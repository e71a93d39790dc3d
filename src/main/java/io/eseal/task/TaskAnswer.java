package io.eseal.task;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What completing a task takes.
 *
 * @param inputs everything that people may give
 * @param edited the fields of the request that the task is about; the others stay as the register knows them
 * @param editedWith with which decision they are edited; empty: whatever is decided
 * @param wholeRequest whether the task is about the request as a whole
 */
public record TaskAnswer(
        List<TaskInput> inputs, List<String> edited, Optional<Outcome> editedWith, boolean wholeRequest) {

    public TaskAnswer {
        inputs = List.copyOf(inputs);
        edited = List.copyOf(edited);
        Set<String> foreign = new TreeSet<>(fieldsOfTheRequest(inputs));
        foreign.removeAll(edited);
        if (!wholeRequest && !foreign.isEmpty()) {
            throw new IllegalArgumentException("asked for, but not taken from the request: " + foreign);
        }
    }

    private static Set<String> fieldsOfTheRequest(List<TaskInput> inputs) {
        return inputs.stream()
                .map(TaskInput::path)
                .filter(path -> path.startsWith(Variables.REQUEST + "."))
                .map(path -> path.split("\\.")[1])
                .collect(Collectors.toSet());
    }

    /** An answer that edits nothing of the request. */
    public static TaskAnswer of(TaskInput... inputs) {
        return new TaskAnswer(List.of(inputs), List.of(), Optional.empty(), false);
    }

    /** Names of the variables that may be written. */
    public Set<String> variables() {
        return inputs.stream().map(TaskInput::variable).collect(Collectors.toSet());
    }

    public Optional<TaskInput> input(String path) {
        return inputs.stream().filter(input -> input.path().equals(path)).findFirst();
    }

    /** What may be decided; empty at a task without a decision. */
    public List<Outcome> outcomes() {
        return input(Variables.DECISION).stream()
                .flatMap(decision -> decision.choices().stream())
                .map(word -> Outcome.of(word).orElseThrow())
                .toList();
    }
}
