package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How something that the CA publishes behaves; the control endpoints say it in lower case. */
enum PkiState {
    UP,
    /** Answers with HTTP status 503. */
    DOWN,
    /** Its next update was due yesterday. */
    EXPIRED,
    /** Signed with a key that nobody named for it. */
    STRANGER,
    /** Answers "try later" in OCSP's own words. */
    TRY_LATER,
    /** Says of every certificate that it is unknown. */
    UNKNOWN,
    /** Says of every certificate that it is good, of revoked ones too. */
    ALL_GOOD,
    /** Changed after it was signed. */
    CHANGED,
    UNSIGNED,
    /** The service of the issuing CA was withdrawn before it issued anything. */
    WITHDRAWN,
    /** The service of the issuing CA was withdrawn when this state was set. */
    WITHDRAWN_NOW,
    /** The service of the issuing CA is granted for signatures, not for seals. */
    SIGNATURES_ONLY,
    /** The list names a CA of the same name with another key. */
    SAME_NAME,
    /** The list does not name the issuing CA. */
    NOT_LISTED;

    @JsonCreator
    static PkiState of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
