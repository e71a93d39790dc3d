package io.eseal.ledger;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Snapshot of the ledger: every request with its attempts to order, as read at one moment.
 *
 * @param requests all requests, ordered by id
 */
public record LedgerSnapshot(List<Request> requests) {

    /** Copies the list. */
    public LedgerSnapshot {
        requests = List.copyOf(requests);
    }

    /**
     * A request with its attempts to order.
     *
     * @param id the request's id
     * @param state the request's state
     * @param validTill end of the certificate in service
     * @param changedAt when the request's record last changed
     * @param attempts the earliest first; none before the first order
     */
    public record Request(
            EsealId id, EsealState state, Optional<Instant> validTill, Instant changedAt, List<Attempt> attempts) {

        /** Copies the list. */
        public Request {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * An attempt to order.
     *
     * @param orderId CertCentral's order, once it is known that the attempt led to it
     * @param lateId CertCentral's order that was answered after the attempt had been given up; another attempt may have
     *     adopted it
     * @param inDoubt whether the attempt was sent, has no known outcome and is not closed
     * @param since when the attempt last changed
     */
    public record Attempt(Optional<OrderId> orderId, Optional<OrderId> lateId, boolean inDoubt, Instant since) {}
}
