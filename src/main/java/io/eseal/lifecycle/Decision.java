package io.eseal.lifecycle;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** What a person chose at a task, and why; {@code comment} is empty when nothing was said. */
public record Decision(String choice, String comment) {

    /**
     * Reads the decision and removes it from the process, so that no later task inherits it.
     *
     * @throws CompletionRefused when it is missing or not among the choices
     */
    public static Decision take(DelegateTask task, List<String> choices) {
        String choice = ProcessVariables.text(task, Variables.DECISION).orElse("");
        String comment = ProcessVariables.text(task, Variables.COMMENT).orElse("");
        if (!choices.contains(choice)) {
            throw new CompletionRefused("The field decision must be one of: " + String.join(", ", choices) + ".");
        }
        if (comment.length() > 2000) {
            throw new CompletionRefused("The field comment may have at most 2000 characters.");
        }
        task.removeVariable(Variables.DECISION);
        task.removeVariable(Variables.COMMENT);
        return new Decision(choice, comment);
    }
}
