package io.eseal.task;

import io.eseal.lifecycle.Outcome;
import java.util.Optional;
import java.util.Set;

/**
 * When something must be given to complete a task.
 *
 * @param required whether it ever must
 * @param outcomes with which decisions; empty: whatever is decided
 * @param refusal what whoever leaves it out is told; empty where the rules of the request find it
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

    /** @param decided empty at a task without a decision */
    boolean holdsFor(Optional<Outcome> decided) {
        return required
                && (outcomes.isEmpty() || decided.filter(outcomes::contains).isPresent());
    }
}
