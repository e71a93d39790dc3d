package certcentral.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Counts calls by operation and holds the outcomes set for the next calls. */
@Component
class SimulatorCalls {

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Outcome> waiting = new ArrayList<>();

    synchronized void count(Operation operation) {
        counts.merge(operation.wireName(), 1, Integer::sum);
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** Adds an outcome as often as its {@code times} says. */
    synchronized void expect(Outcome outcome) {
        waiting.addAll(Collections.nCopies(Optional.ofNullable(outcome.times()).orElse(1), outcome.once()));
    }

    /** Removes and returns the first outcome for this operation; empty if there is none. */
    synchronized Optional<Outcome> next(Operation operation) {
        Optional<Outcome> first =
                waiting.stream().filter(it -> it.fits(operation)).findFirst();
        first.ifPresent(waiting::remove);
        return first;
    }

    synchronized void reset() {
        counts.clear();
        waiting.clear();
    }
}
