package io.eseal.ledger;

import io.eseal.id.EsealId;
import java.util.Objects;

/** An order number of CertCentral is refused for a request: another request holds it, or it was canceled as surplus. */
public class OrderOfAnotherException extends RuntimeException {

    public OrderOfAnotherException(EsealId esealId, long orderId, EsealId holder) {
        super("CertCentral order " + orderId
                + (holder.equals(esealId)
                        ? " of " + esealId + " is surplus: it is canceled and cannot be taken any more"
                        : " belongs to request " + holder + " and cannot be taken for " + esealId));
    }

    /** Who holds the order, in one sentence. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
