package io.eseal.task;

import io.eseal.lifecycle.Outcome;
import java.util.Optional;
import java.util.Set;

/**
 * Whether and when an input is required to complete a task.
 *
 * @param required whether the input is ever required
 * @param outcomes the decisions that require it; empty when every completion does
 * @param refusal the message to a person who leaves it out; empty when the rules of the request name it instead
 */
public record InputNeed(boolean required, Set<Outcome> outcomes, Optional<String> refusal) {

    static final InputNeed NONE = new InputNeed(false, Set.of(), Optional.empty());

    public InputNeed {
        outcomes = Set.copyOf(outcomes);
    }

    static InputNeed always(String refusal) {
        return new InputNeed(true, Set.of(), Optional.of(refusal));
    }

    static InputNeed with(Set<Outcome> outcomes, String refusal) {
        return new InputNeed(true, outcomes, Optional.of(refusal));
    }

    static InputNeed byRules(Outcome... outcomes) {
        return new InputNeed(true, Set.of(outcomes), Optional.empty());
    }

    /**
     * Returns whether the input is required with this decision.
     *
     * @param decided empty at a task without a decision
     */
    public boolean holdsFor(Optional<Outcome> decided) {
        return required
                && (outcomes.isEmpty() || decided.filter(outcomes::contains).isPresent());
    }
}
