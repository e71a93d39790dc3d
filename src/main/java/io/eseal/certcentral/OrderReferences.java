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

    /** Reads a null in the list as an entry without an order number. */
    OrderReferences {
        listed = listed.map(entries -> entries.stream()
                .map(entry -> entry == null ? Entry.NONE : entry)
                .toList());
    }

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

        private static final Entry NONE = new Entry(Optional.empty(), Optional.empty(), Optional.empty());

        Optional<OrderReference> reference() {
            return orderId.flatMap(OrderId::read).map(id -> new OrderReference(id, certificateId, status));
        }
    }
}
