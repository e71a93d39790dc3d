package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledgercheck.Difference.Subject;
import java.util.List;
import java.util.Optional;

/**
 * Possible difference, to be confirmed by reading the orders behind it: CertCentral's list can be out of date.
 *
 * @param subject what the difference is about
 * @param sentence the difference for people
 * @param orders numbers of CertCentral's orders that must be read to be sure
 */
record CandidateDifference(Subject subject, String sentence, List<OrderId> orders) {

    static CandidateDifference ofOrder(DifferenceKind kind, Optional<EsealId> esealId, OrderId order, String sentence) {
        return new CandidateDifference(new Subject(kind, esealId, Optional.of(order)), sentence, List.of(order));
    }

    static CandidateDifference ofRequest(DifferenceKind kind, EsealId esealId, List<OrderId> orders, String sentence) {
        return new CandidateDifference(new Subject(kind, Optional.of(esealId), Optional.empty()), sentence, orders);
    }
}
