package io.eseal.ledgercheck;

import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderStatus;

/** Tells whether an order lives, by its status and by revocations; an unknown status is neither alive nor over. */
final class OrderLife {

    private OrderLife() {}

    /** Returns whether the order has ended for good, by its status or by a revocation. */
    static boolean isOver(OrderInfo order) {
        return OrderStatus.isOver(order.status()) || order.wasRevoked();
    }

    /** Returns whether the order is open or issued, and not revoked. */
    static boolean isAlive(OrderInfo order) {
        return OrderStatus.isOpen(order.status()) && !order.wasRevoked();
    }

    /** Returns whether the order has expired. */
    static boolean isExpired(OrderInfo order) {
        return OrderStatus.EXPIRED.is(order.status());
    }
}
