package certcentral.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Counts the calls of each operation and holds the outcomes that wait for the next ones. */
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

    synchronized void expect(Outcome outcome) {
        waiting.addAll(Collections.nCopies(Optional.ofNullable(outcome.times()).orElse(1), outcome.once()));
    }

    /** Takes the first outcome that fits. */
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
