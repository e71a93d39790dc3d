package io.eseal.task;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An input that people type, choose or tick when they complete a task.
 *
 * @param path the variable, or the variable and the field inside of its JSON, such as {@code request.ship_info.name}
 * @param longest the most characters that the variable may have; fields inside of JSON count with their variable
 * @param choices the words to choose from; empty when any value may be given
 * @param inForm false for an input that callers of REST may send and that no form asks for
 */
public record TaskInput(
        String path, InputKind kind, int longest, List<String> choices, InputNeed need, boolean inForm) {

    /** The most characters of a whole request. */
    public static final int LONGEST_REQUEST = 64 * 1024;

    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_COMMENT = 2000;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_JSON = 4000;

    /** The request as a whole, as sent at the start and by every task that edits some of it. */
    public static final TaskInput REQUEST = variable(Variables.REQUEST, InputKind.JSON, LONGEST_REQUEST);

    public TaskInput {
        choices = List.copyOf(choices);
    }

    /** The required decision at a task, one of the given outcomes. */
    public static TaskInput decision(Outcome... choices) {
        return variable(Variables.DECISION, InputKind.TEXT, LONGEST_WORD)
                .among(Stream.of(choices).map(Outcome::word).toArray(String[]::new))
                .required("The field decision must be one of: "
                        + String.join(
                                ", ", Stream.of(choices).map(Outcome::word).toList()) + ".");
    }

    /**
     * A decision at a task, one of the given outcomes, that may be left out: clients of earlier versions send none.
     *
     * @param otherwise the decision that counts when none is sent
     */
    public static TaskInput decisionOr(Outcome otherwise, Outcome... others) {
        return variable(Variables.DECISION, InputKind.TEXT, LONGEST_WORD)
                .among(Stream.concat(Stream.of(otherwise), Stream.of(others))
                        .map(Outcome::word)
                        .toArray(String[]::new));
    }

    /** The reason for a decision, at most 2000 characters; optional unless made required. */
    public static TaskInput comment() {
        return variable(Variables.COMMENT, InputKind.TEXT, LONGEST_COMMENT);
    }

    /**
     * A text.
     *
     * @param longest the most characters
     */
    public static TaskInput text(String variable, int longest) {
        return variable(variable, InputKind.TEXT, longest);
    }

    /** A text of at most 40 characters. */
    public static TaskInput word(String variable) {
        return variable(variable, InputKind.TEXT, LONGEST_WORD);
    }

    /** A whole number. */
    public static TaskInput number(String variable) {
        return variable(variable, InputKind.NUMBER, LONGEST_NUMBER);
    }

    /** A date such as 2026-01-31. */
    public static TaskInput day(String variable) {
        return variable(variable, InputKind.DAY, LONGEST_WORD);
    }

    /** A JSON variable with several fields, at most 4000 characters. */
    public static TaskInput json(String variable) {
        return variable(variable, InputKind.JSON, LONGEST_JSON);
    }

    /**
     * A field inside of a JSON variable.
     *
     * @param path the variable and the field, such as {@code installation.sealTested}
     */
    public static TaskInput field(String path, InputKind kind) {
        return variable(path, kind, LONGEST_JSON);
    }

    private static TaskInput variable(String path, InputKind kind, int longest) {
        return new TaskInput(path, kind, longest, List.of(), InputNeed.NONE, true);
    }

    /** Returns the same input, limited to the given words. */
    public TaskInput among(String... words) {
        return new TaskInput(path, kind, longest, List.of(words), need, inForm);
    }

    /**
     * Returns the same input, required whenever the task completes.
     *
     * @param refusal the message to a person who leaves it out
     */
    public TaskInput required(String refusal) {
        return needing(InputNeed.always(refusal));
    }

    /**
     * Returns the same input, required with the given decisions only.
     *
     * @param refusal the message to a person who leaves it out
     */
    public TaskInput requiredTo(Set<Outcome> outcomes, String refusal) {
        return needing(InputNeed.with(outcomes, refusal));
    }

    /**
     * Returns the same input, required by the form and by the rules of the request. A task that it is not sent to, or
     * whose request breaks a rule in what the task edits, does not complete: the refusal names the field and the rule.
     */
    public TaskInput requiredByRules() {
        return needing(InputNeed.byRules());
    }

    /** Returns the same input, required as by {@link #requiredByRules()} but only with the given decision. */
    public TaskInput requiredByRulesTo(Outcome outcome) {
        return needing(InputNeed.byRules(outcome));
    }

    private TaskInput needing(InputNeed other) {
        return new TaskInput(path, kind, longest, choices, other, inForm);
    }

    /**
     * Returns the same field inside of an object of its variable: {@code request.name} becomes
     * {@code request.object.name}.
     */
    public TaskInput under(String object) {
        return new TaskInput(path.replaceFirst("\\.", "." + object + "."), kind, longest, choices, need, inForm);
    }

    /** Returns the same input for callers of REST only: no form asks for it. */
    public TaskInput outsideOfTheForm() {
        return new TaskInput(path, kind, longest, choices, need, false);
    }

    /** Returns whether the input is a field inside of a JSON variable. */
    public boolean isField() {
        return path.indexOf('.') >= 0;
    }

    /** Returns the name of the process variable that holds the input. */
    public String variable() {
        return isField() ? path.substring(0, path.indexOf('.')) : path;
    }
}
