package io.eseal.certcentral;

import java.util.List;

/** CertCentral read the call and declined it (4xx). The same call would be declined again; nothing was done. */
public final class RefusedException extends CertCentralException {

    public RefusedException(String call, int status, List<ApiError> errors) {
        super("CertCentral refused " + call, call, status, errors);
    }

    /** Whether CertCentral itself says, in its own words, that what was asked for is not there. */
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
