package io.eseal.trust;

/** Says that no source of trust can be read now; nothing is known about the certificate, and the caller tries again. */
public class TrustUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrustUnavailableException(String message) {
        super(message);
    }
}
