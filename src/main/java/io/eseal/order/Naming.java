package io.eseal.order;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import java.util.Locale;
import java.util.Optional;

/** Relation between an order's reference and a request. */
enum Naming {

    /** The order has no reference, or a blank one. */
    NOBODY,
    /** The reference is exactly the request's id. */
    US,
    /**
     * The reference holds the request's id in another spelling or within more text: a person decides whose order it is.
     */
    LIKE_US,
    /** The reference names something else. */
    ANOTHER;

    /** Compares the order's reference with the id of the request. */
    static Naming of(OrderInfo order, EsealId esealId) {
        return reference(order)
                .map(reference -> reference.equals(esealId.value())
                        ? US
                        : bare(reference).contains(bare(esealId.value())) ? LIKE_US : ANOTHER)
                .orElse(NOBODY);
    }

    /** Returns the order's reference; empty when it has none or a blank one. */
    static Optional<String> reference(OrderInfo order) {
        return order.alternativeOrderId().filter(reference -> !reference.isBlank());
    }

    private static String bare(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
