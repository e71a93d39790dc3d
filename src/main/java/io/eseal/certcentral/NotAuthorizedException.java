package io.eseal.certcentral;

import java.util.List;

/** The key is unknown or may not do this (401 or 403; CertCentral answers 403 to an invalid key). Nothing was done. */
public final class NotAuthorizedException extends CertCentralException {

    public NotAuthorizedException(String call, int status, List<ApiError> errors) {
        super("CertCentral does not allow this API key " + call, call, status, errors);
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
