package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.RefusedException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** Gives an order back: CertCentral's own status decides what is left to do, so that repeating it is harmless. */
@Component
class Cancellation {

    private static final String NOTE = "Canceled by the requester (%s)";

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final EsealRegister register;
    private final Timeline timeline;

    Cancellation(OrderLedger ledger, CertCentral certCentral, EsealRegister register, Timeline timeline) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.register = register;
        this.timeline = timeline;
    }

    enum Result {
        CANCELED, ISSUED, REFUSED
    }

    /** @param confirmedByPerson whether a person looked in CertCentral and found nothing left to cancel */
    Result cancel(String esealId, boolean confirmedByPerson) {
        Optional<LedgerEntry> entry = ledger.underWay(esealId);
        if (entry.isEmpty() || entry.get().state() == LedgerState.REJECTED) {
            return Result.CANCELED;
        }
        Optional<Long> orderId = entry.get().orderId().or(() -> lookUp(entry.get()));
        if (orderId.isEmpty()) {
            return confirmedByPerson ? Result.CANCELED : Result.REFUSED;
        }
        Result result = cancelAtCertCentral(esealId, orderId.get());
        timeline.add(esealId, "cancellation", "CertCentral order " + orderId.get() + ": " + result.name().toLowerCase());
        return result;
    }

    private Result cancelAtCertCentral(String esealId, long orderId) {
        Result now = statusOf(esealId, orderId);
        if (now != Result.REFUSED) {
            return now;
        }
        try {
            certCentral.cancelOrder(orderId, NOTE.formatted(esealId));
            return Result.CANCELED;
        } catch (RefusedException e) {
            return statusOf(esealId, orderId);
        }
    }

    /** {@code REFUSED} stands for "still open". */
    private Result statusOf(String esealId, long orderId) {
        try {
            String status = certCentral.order(orderId).status();
            register.orderStatus(esealId, status);
            return switch (status) {
                case "canceled", "rejected", "denied" -> Result.CANCELED;
                case "issued" -> Result.ISSUED;
                default -> Result.REFUSED;
            };
        } catch (RefusedException e) {
            // No such order, or not ours: nothing is left to cancel.
            return Result.CANCELED;
        }
    }

    private Optional<Long> lookUp(LedgerEntry entry) {
        List<Long> known = ledger.knownOrders(entry.esealId());
        List<Long> matches = certCentral.ordersByAlternativeId(entry.esealId()).stream().map(OrderReference::orderId)
                .distinct().filter(order -> !known.contains(order)).toList();
        if (matches.size() != 1) {
            return Optional.empty();
        }
        ledger.adopt(entry, matches.get(0));
        return Optional.of(matches.get(0));
    }
}
