package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A confirmed difference between ledger and CertCentral.
 *
 * @param subject what the difference is about
 * @param sentence the difference for people
 * @param since when a check found the same difference for the first time
 */
record Difference(Subject subject, String sentence, Instant since) {

    /**
     * Identity of a difference: equal subjects in two checks are the same difference.
     *
     * @param kind how ledger and CertCentral differ
     * @param esealId a request of this service; empty when the order belongs to none
     * @param orderId number of CertCentral's order; empty when there are several or none
     */
    record Subject(DifferenceKind kind, Optional<EsealId> esealId, Optional<OrderId> orderId) {}

    /** Returns whether a person has to look at the difference. */
    boolean alarms() {
        return subject.kind().alarms();
    }
}
