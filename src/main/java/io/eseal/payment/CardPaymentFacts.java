package io.eseal.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.approval.GivenApproval;
import io.eseal.lifecycle.Eseal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody needs to know before paying.
 *
 * @param mayPay whether the caller may pay by card at all; what forbids this one payment, its answer says
 * @param price the most that one order may cost, in the currency of the CertCentral account
 * @param orderId CertCentral's order, absent until there is one
 */
record CardPaymentFacts(
        String id,
        Status status,
        boolean mayPay,
        BigDecimal price,
        String requester,
        Instant requestedAt,
        @Nullable String organizationName,
        JsonNode request,
        List<GivenApproval> approvals,
        @Nullable Long orderId) {

    enum Status {
        /** A card may be sent. */
        @JsonProperty("waiting")
        WAITING,
        /** A card was sent, and its outcome is still to come or to be dealt with. */
        @JsonProperty("under_way")
        UNDER_WAY,
        /** The request does not wait for a card, or no longer. */
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
                eseal.request(),
                approvals,
                eseal.orderId().orElse(null));
    }
}
