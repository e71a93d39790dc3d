package io.eseal.ledger;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import java.util.Objects;

/**
 * Thrown when a request cannot take an order of CertCentral: another request holds the order, or it is canceled as
 * surplus.
 */
public class OrderOfAnotherException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param holder the request that holds the order; the request itself for a surplus order
     */
    public OrderOfAnotherException(EsealId esealId, OrderId orderId, EsealId holder) {
        super("CertCentral order " + orderId
                + (holder.equals(esealId)
                        ? " of " + esealId + " is surplus: it is canceled and cannot be taken any more"
                        : " belongs to request " + holder + " and cannot be taken for " + esealId));
    }

    /** Returns one sentence that names the holder of the order. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
