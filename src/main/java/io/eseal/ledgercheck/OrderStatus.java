package io.eseal.ledgercheck;

import io.eseal.certcentral.OrderInfo;
import java.util.Optional;
import java.util.Set;

/** Interprets CertCentral's words for an order's status; an unknown word is neither alive nor over. */
final class OrderStatus {

    private static final Set<String> ALIVE = Set.of(
            "pending",
            "processing",
            "needs_csr",
            "needs_approval",
            "approved",
            "waiting_pickup",
            "reissue_pending",
            "issued");

    private OrderStatus() {}

    /** Returns whether the order has ended for good, by its status or by a revocation. */
    static boolean isOver(OrderInfo order) {
        return OrderInfo.isOver(order.status()) || isRevoked(order);
    }

    /** Returns whether the order is open or issued, and not revoked. */
    static boolean isAlive(OrderInfo order) {
        return ALIVE.contains(order.status()) && !isRevoked(order);
    }

    /** Returns whether the order has expired. */
    static boolean isExpired(OrderInfo order) {
        return order.status().equals("expired");
    }

    // Revoking the only certificate can leave the order itself active (CertCentral's account setting).
    private static boolean isRevoked(OrderInfo order) {
        return order.requests().stream()
                .anyMatch(request -> request.type().equals(Optional.of("revoke"))
                        && request.status().equals(Optional.of("approved")));
    }
}
