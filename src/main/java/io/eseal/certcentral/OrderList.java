package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/** Answer of the order list call; an answer without a list reads as an empty list. */
record OrderList(List<OrderInfo> orders, Optional<Page> page) {

    OrderList {
        orders = orders == null ? List.of() : List.copyOf(orders);
    }
}
