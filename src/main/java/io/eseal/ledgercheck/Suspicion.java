package io.eseal.ledgercheck;

import io.eseal.ledgercheck.Difference.Subject;

import java.util.List;
import java.util.Optional;

/**
 * What looks like a difference as long as the orders behind it were not read themselves: CertCentral's list can be stale.
 *
 * @param orders CertCentral's orders that must be read to be sure
 */
record Suspicion(Subject subject, String sentence, List<Long> orders) {

    static Suspicion ofOrder(DifferenceKind kind, Optional<String> esealId, long order, String sentence) {
        return new Suspicion(new Subject(kind, esealId, Optional.of(order)), sentence, List.of(order));
    }

    static Suspicion ofRequest(DifferenceKind kind, String esealId, List<Long> orders, String sentence) {
        return new Suspicion(new Subject(kind, Optional.of(esealId), Optional.empty()), sentence, orders);
    }
}
