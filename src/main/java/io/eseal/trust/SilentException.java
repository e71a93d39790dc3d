package io.eseal.trust;

/** Signals an answer about a certificate that says nothing, with the reason. */
final class SilentException extends Exception {

    private static final long serialVersionUID = 1L;

    SilentException(String message) {
        super(message);
    }
}
