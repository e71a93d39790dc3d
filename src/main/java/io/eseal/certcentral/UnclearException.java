package io.eseal.certcentral;

import java.util.List;

/**
 * The call was sent, but no readable answer came: deadline, reset, truncated, too large, not what was expected; for an order also a 4xx
 * that may not be CertCentral's.
 */
public final class UnclearException extends CertCentralException {

    /** @param reason half a sentence without data of the call, such as "the answer could not be read" */
    public UnclearException(String call, String reason) {
        this(call, reason, null);
    }

    public UnclearException(String call, String reason, Throwable cause) {
        super("What became of " + call + " at CertCentral is not known; " + reason, call, null, List.of(), cause);
    }

    @Override
    public boolean mayHaveBeenProcessed() {
        return true;
    }
}
