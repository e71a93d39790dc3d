package io.eseal.order;

import java.util.Optional;

/**
 * One attempt to order.
 *
 * @param generation 1 for the first attempt, one more for each new one
 * @param fencingNo  grows with each send: an outcome is taken only from the latest sender
 * @param lookUps    how often an unknown outcome was looked up
 * @param refusal    CertCentral's own words
 */
record LedgerEntry(String esealId, int generation, LedgerState state, int fencingNo, Optional<Long> orderId, int lookUps,
                   Optional<String> refusal, boolean paymentRefused, boolean closed) {

    /** The entry as its sender holds it. */
    LedgerEntry sent() {
        return new LedgerEntry(esealId, generation, LedgerState.SENT, fencingNo + 1, orderId, lookUps, refusal, paymentRefused, closed);
    }
}
