package io.eseal.certcentral;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

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

    /** @param orderId empty also when it is no positive whole number */
    record Entry(@JsonDeserialize(contentUsing = NumberReader.Hint.class) Optional<Long> orderId,
                 @JsonDeserialize(contentUsing = NumberReader.Hint.class) Optional<Long> certificateId,
                 @Longest(Longest.STATUS) Optional<String> status) {

        Optional<OrderReference> reference() {
            return orderId.map(id -> new OrderReference(id, certificateId, status));
        }
    }
}
