package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.eseal.id.OrderId;
import java.util.List;
import java.util.Optional;

/**
 * Answer of the status changes and of the look-up by alternative id. For status changes {@code {}} is a valid answer:
 * no orders.
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

    /**
     * One order of the answer.
     *
     * @param orderId empty also if it is no positive whole number
     */
    record Entry(
            @JsonDeserialize(contentUsing = NumberReader.Hint.class)
            Optional<Long> orderId,

            @JsonDeserialize(contentUsing = NumberReader.Hint.class)
            Optional<Long> certificateId,

            @Longest(Longest.STATUS) Optional<String> status) {

        Optional<OrderReference> reference() {
            return orderId.flatMap(OrderId::read).map(id -> new OrderReference(id, certificateId, status));
        }
    }
}
