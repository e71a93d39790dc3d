package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.order.Reconciliation.Result;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Adopts an order of CertCentral for a request, or leaves it in doubt with the reason. */
@Component
class OrderAdoption {

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final EsealRegister register;
    private final Timeline timeline;

    OrderAdoption(
            OrderLedger ledger,
            CertCentral certCentral,
            OrderSearch search,
            EsealRegister register,
            Timeline timeline) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.register = register;
        this.timeline = timeline;
    }

    /**
     * Adopts the order that a person named, unless it belongs to another request or organisation or is for another
     * product.
     *
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    Result adopt(EsealId esealId, OrderId orderId) {
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
            // The key may not see this one order; an incident would retry the same order number for ever.
            return inDoubt(esealId, "This API key may not see order " + orderId);
        }
    }

    /** Returns the latest attempt to order; opens one when the ledger holds none. */
    LedgerEntry attempt(EsealId esealId) {
        return ledger.last(Operation.ORDER, esealId).orElseGet(() -> ledger.open(Operation.ORDER, esealId));
    }

    /** Adopts the order that a look-up found; leaves it in doubt when another request holds it. */
    Result found(LedgerEntry entry, OrderId orderId) {
        OrderId adopted;
        try {
            adopted = ledger.adopt(entry, orderId.value()).orderId().orElseThrow();
        } catch (OrderOfAnotherException e) {
            return inDoubt(entry.esealId(), e.getMessage());
        }
        timeline.add(entry.esealId(), new OrderEvents.Ordered(adopted, true));
        register.ordered(entry.esealId(), adopted);
        return new Result.Found(adopted);
    }

    /** Leaves the order to a person, and writes the reason to the timeline. */
    Result inDoubt(EsealId esealId, String why) {
        timeline.add(esealId, new OrderEvents.InDoubt(why));
        return new Result.InDoubt(why);
    }
}
