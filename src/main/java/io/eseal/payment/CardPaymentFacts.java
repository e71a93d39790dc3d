package io.eseal.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.approval.GivenApproval;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts that a person needs before paying.
 *
 * @param mayPay whether the caller may pay by card in general; the answer to a payment says when this one is not
 *     allowed
 * @param price highest price of one order, in the currency of the CertCentral account
 * @param orderId CertCentral's order number, null until there is an order
 */
record CardPaymentFacts(
        String id,
        Status status,
        boolean mayPay,
        BigDecimal price,
        UserId requester,
        Instant requestedAt,
        @Nullable String organizationName,
        JsonNode request,
        List<GivenApproval> approvals,
        @Nullable OrderId orderId) {

    /** Whether a card can be sent now. */
    enum Status {
        /** A card may be sent. */
        @JsonProperty("waiting")
        WAITING,
        /** A card was sent, and its outcome is not known or not processed yet. */
        @JsonProperty("under_way")
        UNDER_WAY,
        /** The request does not wait for a card, or does so no longer. */
        @JsonProperty("over")
        OVER
    }

    static CardPaymentFacts of(
            Eseal eseal, Status status, boolean mayPay, BigDecimal price, List<GivenApproval> approvals) {
        return new CardPaymentFacts(
                eseal.id().value(),
                status,
                mayPay,
                price,
                eseal.requester(),
                eseal.createdAt(),
                eseal.organizationName().orElse(null),
                eseal.request().json(),
                approvals,
                eseal.orderId().orElse(null));
    }
}
