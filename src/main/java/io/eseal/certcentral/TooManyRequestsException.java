package io.eseal.certcentral;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rate limit of the key is used up (429). Nothing was done. */
public final class TooManyRequestsException extends CertCentralException {

    private final Duration retryAfter;

    /** @param retryAfter null if CertCentral named no time */
    public TooManyRequestsException(String call, List<ApiError> errors, Duration retryAfter) {
        super("CertCentral has had too many requests of this API key to take " + call, call, 429, errors, null);
        this.retryAfter = retryAfter;
    }

    /** How long CertCentral asks to wait; never negative; empty if it did not say. */
    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
