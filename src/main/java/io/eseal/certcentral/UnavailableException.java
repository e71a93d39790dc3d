package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/** Signals that CertCentral is down (5xx, or 408) or could not be reached. */
public final class UnavailableException extends CertCentralException {

    private final boolean definitelyNotSent;

    private UnavailableException(String call, int status, List<ApiError> errors) {
        super("CertCentral is not available for " + call, call, status, errors);
        this.definitelyNotSent = false;
    }

    private UnavailableException(String call, Throwable cause) {
        super("CertCentral could not be reached for " + call + "; nothing was sent", call, Optional.of(cause));
        this.definitelyNotSent = true;
    }

    /**
     * Makes an exception for an answer with status 5xx or 408: CertCentral may have done what was asked all the same.
     */
    public static UnavailableException answered(String call, int status, List<ApiError> errors) {
        return new UnavailableException(call, status, errors);
    }

    /** Makes an exception for a call without a connection: nothing was sent. */
    public static UnavailableException notReached(String call, Throwable cause) {
        return new UnavailableException(call, cause);
    }

    /** Returns true if there was no connection at all: refused, connect timeout, unknown host, failed TLS handshake. */
    public boolean definitelyNotSent() {
        return definitelyNotSent;
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return !definitelyNotSent;
    }
}
