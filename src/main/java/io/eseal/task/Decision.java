package io.eseal.task;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import java.util.Optional;
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
     * @throws CompletionRefused when the decision is missing though the task assumes none, is not offered by the task,
     *     or lacks an input that it requires
     */
    public static Decision take(DelegateTask task, TaskAnswer asked) {
        Optional<String> sent = ProcessVariables.text(task, Variables.DECISION);
        Outcome choice = sent.isEmpty() && asked.assumed().isPresent()
                ? asked.assumed().get()
                : sent.flatMap(Outcome::of)
                        .filter(asked.outcomes()::contains)
                        .orElseThrow(() -> new CompletionRefused(asked.input(Variables.DECISION)
                                .map(Decision::refusal)
                                .orElse("This task takes no decision.")));
        RequiredInputs.check(task, asked, choice);
        String comment = ProcessVariables.text(task, Variables.COMMENT).orElse("");
        task.removeVariable(Variables.DECISION);
        task.removeVariable(Variables.COMMENT);
        return new Decision(choice, comment);
    }

    private static String refusal(TaskInput decision) {
        return decision.need()
                .refusal()
                .orElseGet(() -> "The field decision must be one of: " + String.join(", ", decision.choices()) + ".");
    }
}
