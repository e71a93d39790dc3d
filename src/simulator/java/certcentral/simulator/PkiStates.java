package certcentral.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Holds how each part of what the CA publishes behaves; all is as it should be after a start. */
@Component
class PkiStates {

    /** A state and when it was set. */
    record Current(PkiState state, Instant since) {}

    private final Clock clock;
    private final Map<PkiPart, Current> states = new EnumMap<>(PkiPart.class);

    PkiStates(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sets a state.
     *
     * @throws IllegalArgumentException if this part cannot be in it
     */
    synchronized void set(PkiPart part, PkiState state) {
        if (!part.allows(state)) {
            throw new IllegalArgumentException(part.wireName() + " can be " + part.states() + ", not " + state);
        }
        states.put(part, new Current(state, clock.instant()));
    }

    synchronized Current of(PkiPart part) {
        return states.getOrDefault(part, new Current(PkiState.UP, Instant.EPOCH));
    }

    boolean is(PkiPart part, PkiState state) {
        return of(part).state() == state;
    }

    /** Returns the state of each part by its name in the control endpoints. */
    Map<String, PkiState> all() {
        Map<String, PkiState> all = new LinkedHashMap<>();
        for (PkiPart part : PkiPart.values()) {
            all.put(part.wireName(), of(part).state());
        }
        return all;
    }

    synchronized void reset() {
        states.clear();
    }
}
