package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/** Answer of status changes and of orders by alternative id. {@code {}} is an answer too: no orders. */
record OrderReferences(List<Entry> orders, Optional<Page> page) {

    OrderReferences {
        orders = orders == null ? List.of() : List.copyOf(orders);
    }

    long total() {
        return page.flatMap(Page::total).orElse(0L);
    }

    record Entry(Optional<Long> orderId, Optional<Long> certificateId, Optional<String> status) {

        Optional<OrderReference> reference() {
            return orderId.map(id -> new OrderReference(id, certificateId, status));
        }
    }
}
