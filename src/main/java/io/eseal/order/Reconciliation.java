package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Finds out what became of an order whose answer was lost. */
@Component
class Reconciliation {

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final EsealRegister register;
    private final Timeline timeline;
    private final OrderSettings settings;
    private final Clock clock;

    Reconciliation(OrderLedger ledger, CertCentral certCentral, OrderSearch search, EsealRegister register, Timeline timeline, OrderSettings settings, Clock clock) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.register = register;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Result {
        record Found(long orderId) implements Result {
        }

        record Waiting(Instant nextLookUp) implements Result {
        }

        record InDoubt(String why) implements Result {
        }
    }

    /** Looks the order up; one match is adopted. */
    Result lookUp(String esealId) {
        LedgerEntry entry = attempt(esealId);
        if (entry.state() == LedgerState.ACCEPTED) {
            return found(entry, entry.orderId().orElseThrow());
        }
        if (entry.state() == LedgerState.REJECTED) {
            return inDoubt(esealId, "CertCentral refused the order: " + entry.refusal().orElse(""));
        }
        if (entry.state() == LedgerState.INTENT) {
            // Its sender was held up and gave it back, after somebody else had begun to look it up.
            return inDoubt(esealId, "The order of " + esealId + " was never sent: it can be ordered again");
        }
        OrderSearch.Matches matches = search.of(esealId);
        ledger.lookedUp(entry);
        if (matches.certain().size() == 1) {
            return found(entry, matches.certain().get(0));
        }
        if (matches.certain().size() > 1) {
            return inDoubt(esealId, "CertCentral holds several orders for " + esealId + ": " + matches.certain());
        }
        int done = entry.lookUps() + 1;
        return done < settings.lookUps().size()
                ? new Result.Waiting(clock.instant().plus(settings.lookUps().get(done)))
                : inDoubt(esealId, "CertCentral shows no order for " + esealId + " after " + done + " look-ups" + (matches.possible().isEmpty() ? ""
                : "; orders of the organisation that no request claims: " + matches.possible()));
    }

    /** Adopts the order that a person found, if it can be this request's. */
    Result adopt(String esealId, long orderId) {
        if (register.findByOrder(orderId).filter(other -> !other.id().equals(esealId)).isPresent() || ledger.isOfAnother(esealId, orderId)) {
            return inDoubt(esealId, "Order " + orderId + " belongs to another request");
        }
        try {
            OrderInfo order = certCentral.order(orderId);
            Optional<Long> organization = register.find(esealId).orElseThrow().organizationId();
            boolean foreign = order.alternativeOrderId().filter(reference -> !reference.equals(esealId)).isPresent()
                    || organization.isPresent() && order.organization().flatMap(OrderInfo.Organization::id)
                    .filter(id -> !id.equals(organization.get())).isPresent();
            return foreign ? inDoubt(esealId, "Order " + orderId + " is for another reference or organisation")
                    : found(attempt(esealId), orderId);
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

    private LedgerEntry attempt(String esealId) {
        return ledger.last(Operation.ORDER, esealId).orElseGet(() -> ledger.open(Operation.ORDER, esealId));
    }

    private Result found(LedgerEntry entry, long orderId) {
        long adopted = ledger.adopt(entry, orderId).orderId().orElseThrow();
        timeline.add(entry.esealId(), "ordered", "CertCentral order " + adopted + ", adopted");
        register.ordered(entry.esealId(), adopted);
        return new Result.Found(adopted);
    }

    private Result inDoubt(String esealId, String why) {
        timeline.add(esealId, "order_in_doubt", why);
        return new Result.InDoubt(why);
    }
}
