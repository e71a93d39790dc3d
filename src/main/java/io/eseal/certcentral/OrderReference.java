package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.util.Optional;

/**
 * An order by its id, with the status it had in a list. A hint only: read {@link CertCentral#order} for the status.
 *
 * @param status empty if the list does not say
 */
public record OrderReference(OrderId orderId, Optional<Long> certificateId, Optional<String> status) {

    /** Returns a reference without a certificate. */
    public static OrderReference of(OrderId orderId, String status) {
        return new OrderReference(orderId, Optional.empty(), Optional.of(status));
    }
}
