package io.eseal.order;

/** What became of an attempt to order. */
public sealed interface PlaceOrderResult {

    /** @param orderId CertCentral's order id */
    record Accepted(long orderId) implements PlaceOrderResult {}

    /**
     * @param words CertCentral's own words
     * @param payment whether the payment was refused rather than the content
     */
    record Refused(String words, boolean payment) implements PlaceOrderResult {}

    /**
     * Sent, and nobody knows yet whether CertCentral took it; or said to be sent, and the ledger does not know of it.
     */
    record Unknown() implements PlaceOrderResult {}
}
