package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.ledgercheck.Difference.Subject;
import java.util.List;
import java.util.Optional;

/**
 * What looks like a difference as long as the orders behind it were not read themselves: CertCentral's list can be
 * stale.
 *
 * @param orders CertCentral's orders that must be read to be sure
 */
record CandidateDifference(Subject subject, String sentence, List<Long> orders) {

    static CandidateDifference ofOrder(DifferenceKind kind, Optional<EsealId> esealId, long order, String sentence) {
        return new CandidateDifference(new Subject(kind, esealId, Optional.of(order)), sentence, List.of(order));
    }

    static CandidateDifference ofRequest(DifferenceKind kind, EsealId esealId, List<Long> orders, String sentence) {
        return new CandidateDifference(new Subject(kind, Optional.of(esealId), Optional.empty()), sentence, orders);
    }
}
