package io.eseal.certcentral;

import java.util.Optional;

/**
 * An order by its id, with the status it had in a list. A hint: {@link CertCentral#order} is the authority.
 *
 * @param status empty if the list does not say
 */
public record OrderReference(long orderId, Optional<Long> certificateId, Optional<String> status) {

    public static OrderReference of(long orderId, String status) {
        return new OrderReference(orderId, Optional.empty(), Optional.of(status));
    }
}
