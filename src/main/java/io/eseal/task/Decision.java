package io.eseal.task;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** What a person chose at a task, and why; {@code comment} is empty when nothing was said. */
public record Decision(Outcome choice, String comment) {

    /**
     * Reads the decision and removes it from the process, so that no later task inherits it.
     *
     * @throws CompletionRefused when it is missing or not among the choices, or lacks what it needs
     */
    public static Decision take(DelegateTask task, TaskAnswer asked) {
        Outcome choice = ProcessVariables.text(task, Variables.DECISION)
                .flatMap(Outcome::of)
                .filter(asked.outcomes()::contains)
                .orElseThrow(() -> new CompletionRefused(asked.input(Variables.DECISION)
                        .flatMap(decision -> decision.need().refusal())
                        .orElse("This task takes no decision.")));
        RequiredInputs.check(task, asked, choice);
        String comment = ProcessVariables.text(task, Variables.COMMENT).orElse("");
        task.removeVariable(Variables.DECISION);
        task.removeVariable(Variables.COMMENT);
        return new Decision(choice, comment);
    }
}
