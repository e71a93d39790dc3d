package io.eseal.certcentral;

import java.util.List;

/** CertCentral read the call and declined it (4xx). The same call would be declined again; nothing was done. */
public final class RefusedException extends CertCentralException {

    public RefusedException(String call, int status, List<ApiError> errors) {
        super("CertCentral refused " + call, call, status, errors, null);
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
