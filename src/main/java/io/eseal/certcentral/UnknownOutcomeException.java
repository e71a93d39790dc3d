package io.eseal.certcentral;

import java.util.Optional;

/**
 * The call was sent, but no readable answer came: deadline, reset, truncated, too large, not what was expected; for an
 * order also a 4xx that may not be CertCentral's.
 */
public final class UnknownOutcomeException extends CertCentralException {

    private final boolean answered;
    private final boolean incomplete;

    /** @param reason half a sentence without data of the call, such as "the answer could not be read" */
    public UnknownOutcomeException(String call, String reason) {
        this(call, reason, Optional.empty(), false, false);
    }

    public UnknownOutcomeException(String call, String reason, Throwable cause) {
        this(call, reason, Optional.of(cause), false, false);
    }

    private UnknownOutcomeException(
            String call, String reason, Optional<? extends Throwable> cause, boolean answered, boolean incomplete) {
        super("What became of " + call + " at CertCentral is not known; " + reason, call, cause);
        this.answered = answered;
        this.incomplete = incomplete;
    }

    /** An answer came whole, below 500, and does not tell the outcome. */
    public static UnknownOutcomeException answered(String call, String reason) {
        return new UnknownOutcomeException(call, reason, Optional.empty(), true, false);
    }

    static UnknownOutcomeException answered(String call, String reason, Throwable cause) {
        return new UnknownOutcomeException(call, reason, Optional.of(cause), true, false);
    }

    /** An answer to a question came that does not show all it tells of. */
    public static UnknownOutcomeException incomplete(String call, String reason) {
        return new UnknownOutcomeException(call, reason, Optional.empty(), true, true);
    }

    /**
     * Whether the answer could be read and what it leaves out is not known: asking again is not likely to tell more.
     */
    public boolean incomplete() {
        return incomplete;
    }

    /**
     * Whether a whole answer came that may be CertCentral's own: something was understood there. False when the
     * connection broke first, or a web page came instead, which only what stands in between sends.
     */
    public boolean answered() {
        return answered;
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return true;
    }
}
