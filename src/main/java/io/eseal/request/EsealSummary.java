package io.eseal.request;

import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Short form of a request: an item of the list, and the answer to a new request. */
public record EsealSummary(
        String id,
        EsealState state,
        UserId requester,
        @Nullable Long organizationId,
        @Nullable String organizationName,
        @Nullable String provisioningMethod,
        @Nullable String paymentMethod,
        @Nullable OrderId orderId,
        @Nullable String orderStatus,
        Instant createdAt,
        Instant updatedAt) {

    /** Returns the short form of a request. */
    public static EsealSummary of(Eseal eseal) {
        return new EsealSummary(
                eseal.id().value(),
                eseal.state(),
                eseal.requester(),
                eseal.organizationId().orElse(null),
                eseal.organizationName().orElse(null),
                eseal.request().givenProvisioning().orElse(null),
                eseal.request().givenPaymentMethod().orElse(null),
                eseal.orderId().orElse(null),
                eseal.orderStatus().orElse(null),
                eseal.createdAt(),
                eseal.updatedAt());
    }
}
