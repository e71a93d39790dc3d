package io.eseal.certcentral;

import java.util.Optional;

/**
 * Signals a call that was sent without a readable answer: deadline, reset, truncated, too large, or not what was
 * expected; for an order also a 4xx that may come from a proxy.
 */
public final class UnknownOutcomeException extends CertCentralException {

    private final boolean answered;
    private final boolean incomplete;

    /**
     * Makes an exception for an outcome that is unknown.
     *
     * @param reason half a sentence without data of the call, such as "the answer could not be read"
     */
    public UnknownOutcomeException(String call, String reason) {
        this(call, reason, Optional.empty(), false, false);
    }

    /** Makes an exception for an outcome that is unknown because of a failure. */
    public UnknownOutcomeException(String call, String reason, Throwable cause) {
        this(call, reason, Optional.of(cause), false, false);
    }

    private UnknownOutcomeException(
            String call, String reason, Optional<? extends Throwable> cause, boolean answered, boolean incomplete) {
        super("What became of " + call + " at CertCentral is not known; " + reason, call, cause);
        this.answered = answered;
        this.incomplete = incomplete;
    }

    /** Makes an exception for a complete answer below status 500 that does not tell the outcome. */
    public static UnknownOutcomeException answered(String call, String reason) {
        return new UnknownOutcomeException(call, reason, Optional.empty(), true, false);
    }

    static UnknownOutcomeException answered(String call, String reason, Throwable cause) {
        return new UnknownOutcomeException(call, reason, Optional.of(cause), true, false);
    }

    /** Makes an exception for an answer to a query that leaves out a part of the result. */
    public static UnknownOutcomeException incomplete(String call, String reason) {
        return new UnknownOutcomeException(call, reason, Optional.empty(), true, true);
    }

    /**
     * Returns whether the answer could be read but left out a part of the result; a repeated query is not likely to
     * tell more.
     */
    public boolean incomplete() {
        return incomplete;
    }

    /**
     * Returns whether a complete answer came that may be CertCentral's own. False if the connection broke first, or if
     * a proxy sent an HTML page.
     */
    public boolean answered() {
        return answered;
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return true;
    }
}
