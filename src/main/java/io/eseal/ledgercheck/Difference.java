package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param sentence for people
 * @param since when a check found the same for the first time
 */
record Difference(Subject subject, String sentence, Instant since) {

    /**
     * What it is about: the same in another check is the same difference.
     *
     * @param esealId a request that is here; empty where there is none
     * @param orderId CertCentral's order; empty where there are several or none
     */
    record Subject(DifferenceKind kind, Optional<EsealId> esealId, Optional<Long> orderId) {}

    boolean alarms() {
        return subject.kind().alarms();
    }
}
