package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/** How far the validation of an order is. */
public record OrderValidation(
        Optional<Long> orderId,
        @Longest(Longest.STATUS) Optional<String> orderStatus,
        Optional<Long> organizationId,
        Optional<String> organizationName,
        List<OrganizationValidation> organizationValidations) {

    public OrderValidation {
        organizationValidations = organizationValidations == null ? List.of() : List.copyOf(organizationValidations);
    }
}
