package io.eseal.certificate;

/** CertCentral has no certificate for the order yet; the step is tried again later. */
class NotIssuedYetException extends RuntimeException {

    NotIssuedYetException(String message) {
        super(message);
    }
}
