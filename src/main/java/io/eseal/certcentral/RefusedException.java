package io.eseal.certcentral;

import java.util.List;

/**
 * Signals that CertCentral read the call and declined it (4xx). Nothing was done, and the same call would be declined
 * again.
 */
public final class RefusedException extends CertCentralException {

    public RefusedException(String call, int status, List<ApiError> errors) {
        super("CertCentral refused " + call, call, status, errors);
    }

    /** Returns whether CertCentral's own error code says that the thing asked for does not exist. */
    public boolean saysNotFound() {
        return status().orElse(0) == 404
                && errors().stream()
                        .map(ApiError::code)
                        .anyMatch(code -> code.equals("not_found") || code.startsWith("not_found|"));
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
