package io.eseal.task;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that people type, choose or tick when they complete a task.
 *
 * @param path the variable, or the variable and the field inside of its JSON, such as {@code request.ship_info.name}
 * @param longest the most characters that the variable may have; fields inside of JSON count with their variable
 * @param choices the words to choose from; empty where anything may be written
 * @param inForm false for what callers of the interface may send and no form asks for
 */
public record TaskInput(
        String path, InputKind kind, int longest, List<String> choices, InputNeed need, boolean inForm) {

    /** As long as a whole request may be, with room to spare. */
    public static final int LONGEST_REQUEST = 64 * 1024;

    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_COMMENT = 2000;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_JSON = 4000;

    /** The request as a whole, as it is sent at the start and by every task that edits some of it. */
    public static final TaskInput REQUEST = variable(Variables.REQUEST, InputKind.JSON, LONGEST_REQUEST);

    public TaskInput {
        choices = List.copyOf(choices);
    }

    /** One of the task's outcomes. */
    public static TaskInput decision(Outcome... choices) {
        return variable(Variables.DECISION, InputKind.TEXT, LONGEST_WORD)
                .among(Stream.of(choices).map(Outcome::word).toArray(String[]::new))
                .required("The field decision must be one of: "
                        + String.join(
                                ", ", Stream.of(choices).map(Outcome::word).toList()) + ".");
    }

    /** Why, in the words of whoever decides. */
    public static TaskInput comment() {
        return variable(Variables.COMMENT, InputKind.TEXT, LONGEST_COMMENT);
    }

    public static TaskInput text(String variable, int longest) {
        return variable(variable, InputKind.TEXT, longest);
    }

    public static TaskInput word(String variable) {
        return variable(variable, InputKind.TEXT, LONGEST_WORD);
    }

    public static TaskInput number(String variable) {
        return variable(variable, InputKind.NUMBER, LONGEST_NUMBER);
    }

    public static TaskInput day(String variable) {
        return variable(variable, InputKind.DAY, LONGEST_WORD);
    }

    /** A variable of several fields. */
    public static TaskInput json(String variable) {
        return variable(variable, InputKind.JSON, LONGEST_JSON);
    }

    /** A field inside of a JSON variable. */
    public static TaskInput field(String path, InputKind kind) {
        return variable(path, kind, LONGEST_JSON);
    }

    private static TaskInput variable(String path, InputKind kind, int longest) {
        return new TaskInput(path, kind, longest, List.of(), InputNeed.NONE, true);
    }

    public TaskInput among(String... words) {
        return new TaskInput(path, kind, longest, List.of(words), need, inForm);
    }

    /** @param refusal what whoever leaves it out is told */
    public TaskInput required(String refusal) {
        return needing(InputNeed.always(refusal));
    }

    /** @param refusal what whoever leaves it out is told */
    public TaskInput requiredTo(Set<Outcome> outcomes, String refusal) {
        return needing(InputNeed.with(outcomes, refusal));
    }

    /** Required by the form, and by the rules of the request, which put what is missing to the person again. */
    public TaskInput requiredByRules() {
        return needing(InputNeed.byRules());
    }

    /** Likewise, where the person decides so. */
    public TaskInput requiredByRulesTo(Outcome outcome) {
        return needing(InputNeed.byRules(outcome));
    }

    private TaskInput needing(InputNeed other) {
        return new TaskInput(path, kind, longest, choices, other, inForm);
    }

    /** The same field inside of an object of its variable. */
    public TaskInput under(String object) {
        return new TaskInput(path.replaceFirst("\\.", "." + object + "."), kind, longest, choices, need, inForm);
    }

    public TaskInput outsideOfTheForm() {
        return new TaskInput(path, kind, longest, choices, need, false);
    }

    public boolean isField() {
        return path.indexOf('.') >= 0;
    }

    /** The process variable that holds it. */
    public String variable() {
        return isField() ? path.substring(0, path.indexOf('.')) : path;
    }
}
