package io.eseal.ledgercheck;

import io.eseal.certcentral.OrderInfo;
import java.util.Optional;
import java.util.Set;

/**
 * What CertCentral's words for an order's status come to. A word that nobody knows is neither alive nor over for sure.
 */
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

    static boolean isOver(OrderInfo order) {
        return OrderInfo.OVER.contains(order.status()) || isRevoked(order);
    }

    static boolean isAlive(OrderInfo order) {
        return ALIVE.contains(order.status()) && !isRevoked(order);
    }

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
