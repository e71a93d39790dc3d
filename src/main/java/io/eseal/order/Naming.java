package io.eseal.order;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import java.util.Locale;
import java.util.Optional;

/** Whom an order's reference names, as a request sees it. */
enum Naming {

    /** No reference, or a blank one. */
    NOBODY,
    /** Exactly the request's id. */
    US,
    /**
     * The request's id in another spelling or with more text around it: nothing decides by itself whose order that is.
     */
    LIKE_US,
    ANOTHER;

    static Naming of(OrderInfo order, EsealId esealId) {
        return reference(order)
                .map(reference -> reference.equals(esealId.value())
                        ? US
                        : bare(reference).contains(bare(esealId.value())) ? LIKE_US : ANOTHER)
                .orElse(NOBODY);
    }

    static Optional<String> reference(OrderInfo order) {
        return order.alternativeOrderId().filter(reference -> !reference.isBlank());
    }

    private static String bare(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
