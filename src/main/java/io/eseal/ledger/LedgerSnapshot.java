package io.eseal.ledger;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every request with its attempts to order, as they stood at one moment. */
public record LedgerSnapshot(List<Request> requests) {

    public LedgerSnapshot {
        requests = List.copyOf(requests);
    }

    /**
     * @param validTill end of the certificate in service
     * @param changedAt when its record last changed
     * @param attempts the first one first; none before anything was to be ordered
     */
    public record Request(
            EsealId id, EsealState state, Optional<Instant> validTill, Instant changedAt, List<Attempt> attempts) {

        public Request {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * @param orderId CertCentral's order, once it is known that the attempt led to it
     * @param lateId CertCentral's order that its sender brought after the attempt had been given up; another attempt
     *     may have adopted it
     * @param inDoubt sent, with an outcome that nobody knows and that nobody has dealt with
     * @param since when it came to this
     */
    public record Attempt(Optional<Long> orderId, Optional<Long> lateId, boolean inDoubt, Instant since) {}
}
