package io.eseal.task;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * Decision of a person at a task.
 *
 * @param comment the reason; empty when none was given
 */
public record Decision(Outcome choice, String comment) {

    /**
     * Reads decision and comment and removes both variables, so that no later task inherits them.
     *
     * @param asked the answer that the task expects
     * @throws CompletionRefused when the decision is missing, is not offered by the task, or lacks an input that it
     *     requires
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
