package io.eseal.request;

/**
 * Refusal of a text that is not a CSR or public key that can be ordered with. The message is a sentence for people and
 * never quotes the text.
 */
public class CsrRejected extends Exception {

    CsrRejected(String message) {
        super(message);
    }
}
