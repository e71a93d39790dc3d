package io.eseal.trust;

/** Says why a file of certificates cannot be used, in a sentence for people. */
final class UnreadableCertificatesException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableCertificatesException(String message) {
        super(message);
    }
}
