package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/**
 * Signals a call that CertCentral does not have (404 with {@code not_found|route}, or 405) or that is switched off in
 * the settings.
 */
public final class NotOfferedException extends CertCentralException {

    public NotOfferedException(String call, int status, List<ApiError> errors) {
        super("CertCentral does not offer " + call, call, status, errors);
    }

    private NotOfferedException(String call) {
        super("The call " + call + " is switched off", call, Optional.empty());
    }

    /** Makes an exception for a call that is switched off in the settings: nothing was sent. */
    public static NotOfferedException switchedOff(String call) {
        return new NotOfferedException(call);
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return false;
    }
}
