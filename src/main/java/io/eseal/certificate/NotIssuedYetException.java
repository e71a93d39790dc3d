package io.eseal.certificate;

/** CertCentral has no certificate for the order yet; the engine retries the step later. */
class NotIssuedYetException extends RuntimeException {

    NotIssuedYetException(String message) {
        super(message);
    }
}
