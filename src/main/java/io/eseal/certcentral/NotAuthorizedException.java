package io.eseal.certcentral;

import java.util.List;

/**
 * Signals an API key that is unknown or lacks the permission (401 or 403; CertCentral answers 403 to an invalid key).
 * Nothing was done.
 */
public final class NotAuthorizedException extends CertCentralException {

    public NotAuthorizedException(String call, int status, List<ApiError> errors) {
        super("CertCentral does not allow this API key " + call, call, status, errors);
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
