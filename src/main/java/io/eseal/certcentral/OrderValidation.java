package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.util.List;
import java.util.Optional;

/** Progress of an order's validation. */
public record OrderValidation(
        Optional<OrderId> orderId,
        @Longest(Longest.STATUS) Optional<String> orderStatus,
        Optional<Long> organizationId,
        Optional<String> organizationName,
        List<OrganizationValidation> organizationValidations) {

    public OrderValidation {
        organizationValidations = Listed.of(organizationValidations);
    }
}
