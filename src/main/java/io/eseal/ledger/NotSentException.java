package io.eseal.ledger;

/** Nothing was sent to CertCentral; the step may be repeated. */
public class NotSentException extends RuntimeException {

    public NotSentException(String why) {
        super(why);
    }
}
