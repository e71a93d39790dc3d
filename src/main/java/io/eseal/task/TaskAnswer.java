package io.eseal.task;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Inputs with which a task is completed.
 *
 * @param inputs everything that people may send
 * @param edited the fields of the request that the task edits; all others keep the values in the register
 * @param editedWith the decision with which they are edited; empty when every completion edits them
 * @param wholeRequest whether the task edits the request as a whole
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

    /** An answer with these inputs that edits nothing of the request. */
    public static TaskAnswer of(TaskInput... inputs) {
        return new TaskAnswer(List.of(inputs), List.of(), Optional.empty(), false);
    }

    /** Returns the names of the process variables that people may write. */
    public Set<String> variables() {
        return inputs.stream().map(TaskInput::variable).collect(Collectors.toSet());
    }

    /** Finds the input with this path. */
    public Optional<TaskInput> input(String path) {
        return inputs.stream().filter(input -> input.path().equals(path)).findFirst();
    }

    /** Returns the decision that counts when none is sent; empty where one must be sent, and at a task without any. */
    public Optional<Outcome> assumed() {
        return input(Variables.DECISION)
                .filter(decision -> !decision.need().required())
                .flatMap(decision -> outcomes().stream().findFirst());
    }

    /** Returns the decisions that the task offers; empty at a task without a decision. */
    public List<Outcome> outcomes() {
        return input(Variables.DECISION).stream()
                .flatMap(decision -> decision.choices().stream())
                .map(word -> Outcome.of(word).orElseThrow())
                .toList();
    }
}
