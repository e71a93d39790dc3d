package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Optional;

/**
 * Answer of status changes and of orders by alternative id. To status changes {@code {}} is an answer too: no orders.
 */
record OrderReferences(@JsonProperty("orders") Optional<List<Entry>> listed, Optional<Page> page) {

    List<Entry> orders() {
        return listed.orElse(List.of());
    }

    boolean listsOrders() {
        return listed.isPresent();
    }

    long total() {
        return page.flatMap(Page::total).orElse(0L);
    }

    /** @param orderId empty also when it is no positive whole number */
    record Entry(
            @JsonDeserialize(contentUsing = NumberReader.Hint.class)
            Optional<Long> orderId,

            @JsonDeserialize(contentUsing = NumberReader.Hint.class)
            Optional<Long> certificateId,

            @Longest(Longest.STATUS) Optional<String> status) {

        Optional<OrderReference> reference() {
            return orderId.map(id -> new OrderReference(id, certificateId, status));
        }
    }
}
