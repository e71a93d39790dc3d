package io.eseal.certcentral;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Signals that the rate limit of the API key is used up (429). Nothing was done. */
public final class TooManyRequestsException extends CertCentralException {

    private final Optional<Duration> retryAfter;

    /**
     * Makes the exception for a 429.
     *
     * @param retryAfter how long CertCentral asks to wait, if it says so
     */
    public TooManyRequestsException(String call, List<ApiError> errors, Optional<Duration> retryAfter) {
        super("CertCentral has had too many requests of this API key to take " + call, call, 429, errors);
        this.retryAfter = retryAfter;
    }

    /** Returns how long CertCentral asks to wait; never negative; empty if it did not say. */
    @Override
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
