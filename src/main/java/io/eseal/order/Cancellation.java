package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gives an order back: CertCentral's own status decides what is left to do, so that repeating it is harmless. */
@Component
class Cancellation {

    private static final String NOTE = "Canceled by the requester (%s)";

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final EsealRegister register;
    private final Timeline timeline;
    private final Clock clock;

    Cancellation(OrderLedger ledger, CertCentral certCentral, OrderSearch search, EsealRegister register, Timeline timeline, Clock clock) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.register = register;
        this.timeline = timeline;
        this.clock = clock;
    }

    enum Result {
        CANCELED, ISSUED, REFUSED
    }

    /** @param confirmedByPerson whether a person looked in CertCentral and found nothing left to cancel */
    Result cancel(String esealId, boolean confirmedByPerson) {
        // Before looking: whoever is about to send must find that it may not.
        if (ledger.bar(esealId)) {
            return Result.CANCELED;
        }
        Optional<LedgerEntry> entry = ledger.underWay(Operation.ORDER, esealId);
        if (entry.isEmpty() || entry.get().state() == LedgerState.REJECTED) {
            return Result.CANCELED;
        }
        if (entry.get().state() == LedgerState.SENT && ledger.mayBeOnItsWay(entry.get(), clock.instant())) {
            throw new IllegalStateException("The order of " + esealId + " is on its way to CertCentral; it can be canceled once its answer is known");
        }
        Optional<Long> orderId = entry.get().orderId().or(() -> lookUp(entry.get()));
        if (orderId.isEmpty()) {
            return confirmedByPerson ? givenUp(entry.get()) : Result.REFUSED;
        }
        Result result = cancelAtCertCentral(esealId, orderId.get(), confirmedByPerson);
        if (result == Result.ISSUED) {
            // The cancellation may have come before the process learned of its order.
            register.ordered(esealId, orderId.get());
        }
        timeline.add(esealId, "cancellation", "CertCentral order " + orderId.get() + ": " + result.name().toLowerCase(Locale.ROOT));
        return result;
    }

    /** CertCentral's order of the attempt under way. */
    Optional<Long> orderOf(String esealId) {
        return ledger.underWay(Operation.ORDER, esealId).flatMap(LedgerEntry::orderId);
    }

    private Result givenUp(LedgerEntry entry) {
        ledger.close(entry);
        return Result.CANCELED;
    }

    private Result cancelAtCertCentral(String esealId, long orderId, boolean confirmedByPerson) {
        Result now = statusOf(esealId, orderId, confirmedByPerson);
        if (now != Result.REFUSED) {
            return now;
        }
        try {
            certCentral.cancelOrder(orderId, NOTE.formatted(esealId));
            return Result.CANCELED;
        } catch (NotOfferedException e) {
            return Result.REFUSED;
        } catch (RefusedException e) {
            return statusOf(esealId, orderId, confirmedByPerson);
        }
    }

    /** {@code REFUSED} stands for "still open". */
    private Result statusOf(String esealId, long orderId, boolean confirmedByPerson) {
        try {
            String status = certCentral.order(orderId).status();
            register.orderStatus(esealId, status);
            return switch (status) {
                case "canceled", "rejected", "denied", "revoked", "expired" -> Result.CANCELED;
                case "issued" -> Result.ISSUED;
                default -> Result.REFUSED;
            };
        } catch (RefusedException e) {
            if (e.status().orElse(0) != 404) {
                throw e;
            }
            // Gone, or out of this key's sight: CertCentral took it once, so a person makes sure that nothing is left.
            return confirmedByPerson ? Result.CANCELED : Result.REFUSED;
        }
    }

    private Optional<Long> lookUp(LedgerEntry entry) {
        List<Long> matches = search.of(entry.esealId()).certain();
        return matches.size() == 1 ? ledger.adopt(entry, matches.get(0)).orderId() : Optional.empty();
    }
}
