package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Something that the CA publishes, with the states in which it can be. */
enum PkiPart {
    OCSP(PkiState.EXPIRED, PkiState.STRANGER, PkiState.TRY_LATER, PkiState.UNKNOWN, PkiState.ALL_GOOD),
    CRL(PkiState.EXPIRED, PkiState.STRANGER, PkiState.ALL_GOOD),
    CA_CERTIFICATES,
    TIME_STAMPS,
    LIST_OF_LISTS(PkiState.EXPIRED, PkiState.STRANGER, PkiState.CHANGED, PkiState.UNSIGNED),
    NATIONAL_LIST(
            PkiState.EXPIRED,
            PkiState.STRANGER,
            PkiState.CHANGED,
            PkiState.UNSIGNED,
            PkiState.WITHDRAWN,
            PkiState.WITHDRAWN_NOW,
            PkiState.SIGNATURES_ONLY,
            PkiState.SAME_NAME,
            PkiState.NOT_LISTED);

    private final Set<PkiState> states;

    PkiPart(PkiState... more) {
        states = EnumSet.of(PkiState.UP, PkiState.DOWN);
        states.addAll(Set.of(more));
    }

    static PkiPart of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the part's name in the control endpoints. */
    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean allows(PkiState state) {
        return states.contains(state);
    }

    Set<PkiState> states() {
        return EnumSet.copyOf(states);
    }
}
