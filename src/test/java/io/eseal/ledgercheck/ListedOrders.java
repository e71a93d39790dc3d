package io.eseal.ledgercheck;

import io.eseal.certcentral.OrderInfo;
import io.eseal.fixtures.OrderInfoBuilder;
import java.time.Instant;
import java.util.Optional;

/** ListedOrders as CertCentral shows them. */
final class ListedOrders {

    private ListedOrders() {}

    /** @param reference may be null: the list need not tell it */
    static OrderInfo order(long id, String status, String reference) {
        return order(id, status, reference, Optional.empty());
    }

    static OrderInfo order(long id, String status, String reference, Optional<Instant> created) {
        return OrderInfoBuilder.order(id, status)
                .reference(Optional.ofNullable(reference))
                .created(created)
                .build();
    }
}
