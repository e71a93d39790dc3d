package io.eseal.order;

import io.eseal.id.OrderId;

/** Outcome of an attempt to order. */
public sealed interface PlaceOrderResult {

    /**
     * CertCentral took the order.
     *
     * @param orderId number of CertCentral's order
     */
    record Accepted(OrderId orderId) implements PlaceOrderResult {}

    /**
     * CertCentral refused the order.
     *
     * @param words CertCentral's own words
     * @param payment whether the payment was refused rather than the content
     */
    record Refused(String words, boolean payment) implements PlaceOrderResult {}

    /**
     * Outcome unknown: the order was sent and CertCentral may have taken it, or a card payment is reported and the
     * ledger holds no attempt.
     */
    record Unknown() implements PlaceOrderResult {}
}
