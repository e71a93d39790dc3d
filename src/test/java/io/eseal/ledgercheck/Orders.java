package io.eseal.ledgercheck;

import io.eseal.certcentral.OrderInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders as CertCentral shows them. */
final class Orders {

    private Orders() {}

    /** @param reference may be null: the list need not tell it */
    static OrderInfo order(long id, String status, String reference) {
        return order(id, status, reference, Optional.empty());
    }

    static OrderInfo order(long id, String status, String reference, Optional<Instant> created) {
        return new OrderInfo(
                id,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(reference),
                created,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of());
    }
}
