package io.eseal.certcentral;

import java.time.Duration;
import java.util.Optional;

/** The call was not made: this service held it back. Nothing was sent, and the call itself is not to blame. */
public final class HeldBackException extends CertCentralException {

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

    /** Held back for a time that is known. */
    public HeldBackException(String call, Reason reason, Duration retryAfter) {
        this(
                call,
                reason,
                "; it is made again in " + retryAfter.plusMillis(999).toSeconds() + " s at the earliest",
                Optional.of(retryAfter),
                Optional.empty());
    }

    /** Held back by a fault of the service's own database. */
    public HeldBackException(String call, Throwable fault) {
        this(call, Reason.DATABASE, "", Optional.empty(), Optional.of(fault));
    }

    /** Not sent in time: whoever asked for it looks first what has become of it. */
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

    public Reason reason() {
        return reason;
    }

    /** How long calls are held back at least; empty if nobody knows. */
    @Override
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }

    /**
     * None: it is thrown on purpose, and the engine keeps the trace of each of a thousand jobs that wait for an outage
     * to end.
     */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
