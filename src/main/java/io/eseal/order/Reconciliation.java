package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.ledger.OrderSettings;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out what became of an order whose answer was lost. */
@Component
class Reconciliation {

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final AbsentOrders absent;
    private final EsealRegister register;
    private final Timeline timeline;
    private final OrderSettings settings;
    private final Clock clock;

    Reconciliation(
            OrderLedger ledger,
            CertCentral certCentral,
            OrderSearch search,
            AbsentOrders absent,
            EsealRegister register,
            Timeline timeline,
            OrderSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.absent = absent;
        this.register = register;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Result {
        record Found(long orderId) implements Result {}

        record Waiting(Instant nextLookUp) implements Result {}

        record InDoubt(String why) implements Result {}

        /**
         * It is certain that there is no order: either the attempt is closed and a further one may be made, or nothing
         * of it was sent.
         */
        record Absent() implements Result {}
    }

    /** Looks the order up; one match is adopted. */
    Result lookUp(EsealId esealId) {
        Optional<LedgerEntry> last = ledger.last(Operation.ORDER, esealId);
        if (last.isEmpty()) {
            // The ledger may have lost it: nothing is opened that the next look-up would take for an attempt that was
            // given back.
            return inDoubt(esealId, neverSent(esealId));
        }
        LedgerEntry entry = last.get();
        if (entry.state() == LedgerState.ACCEPTED) {
            return found(entry, entry.orderId().orElseThrow());
        }
        if (entry.state() == LedgerState.REJECTED) {
            return inDoubt(
                    esealId, "CertCentral refused the order: " + entry.refusal().orElse(""));
        }
        if (entry.state() == LedgerState.INTENT) {
            return givenBack(esealId);
        }
        Instant lookedAt = clock.instant();
        OrderSearch.Matches matches = search.of(esealId);
        ledger.lookedUp(entry, matches.areNone());
        if (matches.certain().size() == 1) {
            return found(entry, matches.certain().get(0));
        }
        if (matches.certain().size() > 1) {
            return inDoubt(esealId, "CertCentral holds several orders for " + esealId + ": " + matches.certain());
        }
        int done = entry.lookUps() + 1;
        if (done < settings.lookUps().size()) {
            return new Result.Waiting(clock.instant().plus(settings.lookUps().get(done)));
        }
        return afterTheLast(entry, matches, lookedAt);
    }

    /** Its sender was held up and sent nothing, after somebody else had begun to look it up. */
    private Result givenBack(EsealId esealId) {
        if (absent.isPaidByCard(esealId)) {
            return inDoubt(esealId, neverSent(esealId));
        }
        timeline.add(esealId, new OrderEvents.NotSent());
        return new Result.Absent();
    }

    private static String neverSent(EsealId esealId) {
        return "The order of " + esealId + " was never sent: it can be ordered again";
    }

    private Result afterTheLast(LedgerEntry before, OrderSearch.Matches matches, Instant lookedAt) {
        EsealId esealId = before.esealId();
        LedgerEntry entry = attempt(esealId);
        Optional<String> obstacle = absent.obstacle(entry);
        Optional<Instant> tooEarlyTill = absent.tooEarlyTill(entry, lookedAt);
        if (obstacle.isEmpty() && tooEarlyTill.isPresent()) {
            return new Result.Waiting(tooEarlyTill.get());
        }
        if (obstacle.isEmpty()) {
            ledger.closeAsAbsent(entry);
            timeline.add(esealId, new OrderEvents.Absent(entry.lookUps()));
            return new Result.Absent();
        }
        return inDoubt(
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
    Result adopt(EsealId esealId, long orderId) {
        Optional<EsealId> holder = ledger.holder(orderId).filter(other -> !other.equals(esealId));
        if (holder.isPresent()) {
            return inDoubt(esealId, new OrderOfAnotherException(esealId, orderId, holder.get()).getMessage());
        }
        try {
            OrderInfo order = certCentral.order(orderId);
            Optional<String> another = search.another(esealId, order);
            if (another.isPresent()) {
                return inDoubt(
                        esealId,
                        "CertCentral order " + orderId + " is for the reference " + another.get()
                                + " and cannot be taken for " + esealId);
            }
            if (OrderSearch.isOfAnotherOrganization(register.find(esealId).orElseThrow(), order)) {
                return inDoubt(
                        esealId, "CertCentral order " + orderId + " is for another organisation than " + esealId);
            }
            if (OrderSearch.isOfAnotherProduct(order)) {
                return inDoubt(
                        esealId,
                        "CertCentral order " + orderId + " is for another product and cannot be taken for " + esealId);
            }
            return found(attempt(esealId), orderId);
        } catch (RefusedException e) {
            return inDoubt(esealId, "CertCentral shows no order " + orderId);
        } catch (NotAuthorizedException e) {
            if (e.status().orElse(0) != 403) {
                throw e;
            }
            // Of this one order: an incident would repeat the same number for ever.
            return inDoubt(esealId, "This API key may not see order " + orderId);
        }
    }

    private LedgerEntry attempt(EsealId esealId) {
        return ledger.last(Operation.ORDER, esealId).orElseGet(() -> ledger.open(Operation.ORDER, esealId));
    }

    private Result found(LedgerEntry entry, long orderId) {
        long adopted;
        try {
            adopted = ledger.adopt(entry, orderId).orderId().orElseThrow();
        } catch (OrderOfAnotherException e) {
            return inDoubt(entry.esealId(), e.getMessage());
        }
        timeline.add(entry.esealId(), new OrderEvents.Ordered(adopted, true));
        register.ordered(entry.esealId(), adopted);
        return new Result.Found(adopted);
    }

    private Result inDoubt(EsealId esealId, String why) {
        timeline.add(esealId, new OrderEvents.InDoubt(why));
        return new Result.InDoubt(why);
    }
}
