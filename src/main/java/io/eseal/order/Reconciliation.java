package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Determines what became of an order whose answer was lost. */
@Component
class Reconciliation {

    private final OrderLedger ledger;
    private final OrderSearch search;
    private final AbsentOrders absent;
    private final OrderAdoption adoption;
    private final OrderSettings settings;
    private final Clock clock;

    Reconciliation(
            OrderLedger ledger,
            OrderSearch search,
            AbsentOrders absent,
            OrderAdoption adoption,
            OrderSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.search = search;
        this.absent = absent;
        this.adoption = adoption;
        this.settings = settings;
        this.clock = clock;
    }

    /** Result of a look-up. */
    sealed interface Result {
        /**
         * CertCentral's order was found and adopted.
         *
         * @param orderId number of CertCentral's order
         */
        record Found(OrderId orderId) implements Result {}

        /**
         * No order was found yet.
         *
         * @param nextLookUp when to look again
         */
        record Waiting(Instant nextLookUp) implements Result {}

        /**
         * A person has to decide.
         *
         * @param why the reason, as a sentence without its full stop
         */
        record InDoubt(String why) implements Result {}

        /**
         * No order exists for certain: either the attempt is closed, so that a further one may be made, or nothing was
         * sent.
         */
        record Absent() implements Result {}
    }

    /**
     * Looks the order up, and adopts it when there is exactly one match.
     *
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    Result lookUp(EsealId esealId) {
        Optional<LedgerEntry> last = ledger.last(Operation.ORDER, esealId);
        if (last.isEmpty()) {
            // The ledger may have lost the attempt; the next look-up would take a new one for an unsent attempt.
            return adoption.inDoubt(esealId, neverSent(esealId));
        }
        LedgerEntry entry = last.get();
        if (entry.state() == LedgerState.ACCEPTED) {
            return adoption.found(entry, entry.orderId().orElseThrow());
        }
        if (entry.state() == LedgerState.REJECTED) {
            return adoption.inDoubt(
                    esealId, "CertCentral refused the order: " + entry.refusal().orElse(""));
        }
        if (entry.state() == LedgerState.INTENT) {
            return givenBack(esealId);
        }
        Instant lookedAt = clock.instant();
        OrderSearch.Matches matches = search.of(esealId);
        ledger.lookedUp(entry, matches.areNone());
        if (matches.certain().size() == 1) {
            return adoption.found(entry, matches.certain().get(0));
        }
        if (matches.certain().size() > 1) {
            return adoption.inDoubt(
                    esealId, "CertCentral holds several orders for " + esealId + ": " + matches.certain());
        }
        int done = entry.lookUps() + 1;
        if (done < settings.lookUps().size()) {
            return new Result.Waiting(clock.instant().plus(settings.lookUps().get(done)));
        }
        return afterTheLast(entry, matches, lookedAt);
    }

    /** Handles an attempt whose sender was delayed and sent nothing, after its look-ups had begun. */
    private Result givenBack(EsealId esealId) {
        if (absent.isPaidByCard(esealId)) {
            return adoption.inDoubt(esealId, neverSent(esealId));
        }
        return absent.notSent(esealId);
    }

    private static String neverSent(EsealId esealId) {
        return "The order of " + esealId + " was never sent: it can be ordered again";
    }

    private Result afterTheLast(LedgerEntry before, OrderSearch.Matches matches, Instant lookedAt) {
        EsealId esealId = before.esealId();
        LedgerEntry entry = adoption.attempt(esealId);
        Optional<String> obstacle = absent.obstacle(entry);
        Optional<Instant> tooEarlyTill = absent.tooEarlyTill(entry, lookedAt);
        if (obstacle.isEmpty() && tooEarlyTill.isPresent()) {
            return new Result.Waiting(tooEarlyTill.get());
        }
        if (obstacle.isEmpty()) {
            return absent.close(entry);
        }
        return adoption.inDoubt(
                esealId,
                "CertCentral shows no order for " + esealId + " after " + entry.lookUps() + " look-ups"
                        + (matches.possible().isEmpty()
                                ? ""
                                : "; orders of the organisation that no request claims: " + matches.possible())
                        + (matches.foreign().isEmpty() ? "" : "; " + String.join("; ", matches.foreign()))
                        + entry.foreignId()
                                .map(order -> "; CertCentral answered with order " + order + ", which "
                                        + ledger.holder(order)
                                                .map(holder -> "belongs to request " + holder)
                                                .orElse("is not its own"))
                                .orElse("")
                        + ". It is not ordered again without a person: " + obstacle.get());
    }

    /** Adopts the order that a person found, if it can be this request's. */
    Result adopt(EsealId esealId, OrderId orderId) {
        return adoption.adopt(esealId, orderId);
    }
}
