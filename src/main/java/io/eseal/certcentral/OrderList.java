package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

record OrderList(List<OrderInfo> orders, Optional<Page> page) {

    OrderList {
        orders = orders == null ? List.of() : List.copyOf(orders);
    }
}
