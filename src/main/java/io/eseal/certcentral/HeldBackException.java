package io.eseal.certcentral;

import java.time.Duration;
import java.util.Optional;

/**
 * Signals a call that this service held back: nothing was sent, and the call itself is not at fault. It is not named
 * {@code CallNotPermittedException}, because Resilience4j's exception of that name tells of an open breaker alone,
 * while this one tells of the budget, of a pause and of the database as well.
 */
public final class HeldBackException extends CertCentralException {

    /** Reason why the call was held back. */
    public enum Reason {
        BUDGET("the API key has no calls left for the moment"),
        PAUSE("CertCentral has had too many requests of this API key"),
        OUTAGE("CertCentral does not answer at present"),
        DATABASE("how many calls the API key has left cannot be read"),
        LATE("it had waited so long that others may have dealt with it since");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;
    private final Optional<Duration> retryAfter;

    /** Makes an exception for a call held back for a known time. */
    public HeldBackException(String call, Reason reason, Duration retryAfter) {
        this(
                call,
                reason,
                "; it is made again in " + retryAfter.plusMillis(999).toSeconds() + " s at the earliest",
                Optional.of(retryAfter),
                Optional.empty());
    }

    /** Makes an exception for a call held back by a fault of the service's own database. */
    public HeldBackException(String call, Throwable fault) {
        this(call, Reason.DATABASE, "", Optional.empty(), Optional.of(fault));
    }

    /**
     * Makes an exception for a call that was not sent in time; its caller looks up the result of other attempts first.
     */
    static HeldBackException late(String call) {
        return new HeldBackException(call, Reason.LATE, "", Optional.empty(), Optional.empty());
    }

    private HeldBackException(
            String call,
            Reason reason,
            String until,
            Optional<Duration> retryAfter,
            Optional<? extends Throwable> cause) {
        super(call + " was held back: " + reason.words + until, call, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Returns why the call was held back. */
    public Reason reason() {
        return reason;
    }

    /** Returns how long calls are held back at least; empty if unknown. */
    @Override
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }

    /**
     * Fills in no stack trace: the exception is expected, and the engine would store the trace for each of many jobs
     * that wait for the end of an outage.
     */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
