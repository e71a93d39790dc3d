package io.eseal.ledger;

/** Thrown when nothing was sent to CertCentral, so that the step may be repeated. */
public class NotSentException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param why the reason, as a sentence for operators
     */
    public NotSentException(String why) {
        super(why);
    }
}
