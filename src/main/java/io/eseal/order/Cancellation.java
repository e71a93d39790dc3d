package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderStatus;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.RoutingWord;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Cancels the order of a request at CertCentral. The order's status there decides what remains to be done, so that a
 * repetition does no harm.
 */
@Component
class Cancellation {

    private static final String NOTE = "Canceled by the organisation (%s)";

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final EsealRegister register;
    private final Timeline timeline;
    private final DisownedOrders disowned;

    Cancellation(
            OrderLedger ledger,
            CertCentral certCentral,
            OrderSearch search,
            EsealRegister register,
            Timeline timeline,
            DisownedOrders disowned) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.register = register;
        this.timeline = timeline;
        this.disowned = disowned;
    }

    /**
     * Results of a cancellation: nothing is left to cancel, the certificate is issued already, it was issued and is
     * revoked (CertCentral says so of no order without one), or a person has to deal with the order.
     */
    enum Result implements RoutingWord {
        CANCELED,
        ISSUED,
        REVOKED,
        REFUSED
    }

    /**
     * Cancels the order of a request, and searches for the orders of attempts that were given up in doubt.
     *
     * @param confirmedByPerson whether a person looked in CertCentral and found nothing left to cancel; ignored for
     *     orders that CertCentral shows as open or issued
     * @throws IllegalStateException when the order is on its way to CertCentral
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    Result cancel(EsealId esealId, boolean confirmedByPerson) {
        // Barred before the search, so that nothing is sent after it.
        ledger.bar(esealId);
        LedgerEntry entry = ledger.last(Operation.ORDER, esealId).orElseThrow();
        List<LedgerEntry> inDoubt = ledger.inDoubt(esealId);
        if (inDoubt.isEmpty() && entry.state() != LedgerState.ACCEPTED) {
            return Result.CANCELED;
        }
        if (inDoubt.stream()
                .anyMatch(attempt -> attempt.state() == LedgerState.SENT && ledger.mayBeOnItsWay(attempt))) {
            throw new IllegalStateException("The order of " + esealId
                    + " is on its way to CertCentral; it can be canceled once its answer is known");
        }
        List<OrderId> orders =
                entry.orderId().map(List::of).orElseGet(() -> search.of(esealId).certain());
        if (orders.size() != 1) {
            return confirmedByPerson && areOver(orders) ? givenUp(entry) : Result.REFUSED;
        }
        OrderId orderId;
        try {
            orderId = ledger.adopt(entry, orders.get(0).value()).orderId().orElseThrow();
        } catch (OrderOfAnotherException e) {
            return notOurs(esealId, e.getMessage(), confirmedByPerson);
        }
        Optional<OrderInfo> order = read(orderId);
        if (order.flatMap(info -> disowned.giveBack(esealId, info)).isPresent()) {
            // The request's own order may exist: it is searched for and canceled.
            return cancel(esealId, confirmedByPerson);
        }
        Result result = cancelAtCertCentral(esealId, orderId, order, confirmedByPerson);
        if (result == Result.ISSUED || result == Result.REVOKED) {
            // The process may have been canceled before it stored the order's number.
            register.ordered(esealId, orderId);
        }
        timeline.add(
                esealId,
                new OrderEvents.CancellationAnswered(orderId, result.name().toLowerCase(Locale.ROOT)));
        return result;
    }

    /** Returns the number of CertCentral's order of the attempt under way; empty when none is known. */
    Optional<OrderId> orderOf(EsealId esealId) {
        return ledger.underWay(Operation.ORDER, esealId).flatMap(LedgerEntry::orderId);
    }

    private Result notOurs(EsealId esealId, String why, boolean confirmedByPerson) {
        timeline.add(esealId, new OrderEvents.NotTaken(why));
        return confirmedByPerson ? Result.CANCELED : Result.REFUSED;
    }

    private Result givenUp(LedgerEntry entry) {
        // Any other attempt stays open and barred: a new attempt could be opened after a closed one.
        if (entry.state() == LedgerState.SENT || entry.state() == LedgerState.UNKNOWN) {
            ledger.close(entry);
        }
        return Result.CANCELED;
    }

    private Result cancelAtCertCentral(
            EsealId esealId, OrderId orderId, Optional<OrderInfo> order, boolean confirmedByPerson) {
        // Checked before the order is canceled and before its status counts.
        Optional<String> another = order.map(info -> search.another(esealId, info))
                .orElseGet(() -> ledger.holder(orderId)
                        .filter(holder -> !holder.equals(esealId))
                        .map(EsealId::value));
        if (another.isPresent()) {
            return notOurs(
                    esealId,
                    "CertCentral order " + orderId + " belongs to " + another.get() + " and is not canceled for "
                            + esealId,
                    confirmedByPerson);
        }
        Result now = told(esealId, order, confirmedByPerson);
        if (now != Result.REFUSED) {
            return now;
        }
        try {
            certCentral.cancelOrder(orderId, NOTE.formatted(esealId));
            return seen(esealId, orderId);
        } catch (NotOfferedException e) {
            return Result.REFUSED;
        } catch (RefusedException e) {
            return told(esealId, read(orderId), confirmedByPerson);
        }
    }

    /**
     * An order that ends here and goes on there would cost money: its status is looked at, not the answer alone. A
     * person looks for an order that CertCentral shows no more.
     */
    private Result seen(EsealId esealId, OrderId orderId) {
        Optional<OrderInfo> order = read(orderId);
        Result now = told(esealId, order, false);
        if (now == Result.REFUSED && order.isPresent()) {
            throw new IllegalStateException("CertCentral answered that order " + orderId
                    + " is canceled, and shows it as " + order.orElseThrow().status());
        }
        return now;
    }

    private Result told(EsealId esealId, Optional<OrderInfo> order, boolean confirmedByPerson) {
        order.ifPresent(info -> register.orderStatus(esealId, info.status()));
        return meaning(order, confirmedByPerson);
    }

    /**
     * Returns whether all orders are over; a person's confirmation counts for orders that CertCentral does not show.
     */
    private boolean areOver(List<OrderId> orders) {
        return orders.stream()
                .map(order -> meaning(read(order), true))
                .allMatch(result -> result == Result.CANCELED || result == Result.REVOKED);
    }

    /** Returns what an order at CertCentral means; {@code REFUSED} for an order that is still open. */
    private static Result meaning(Optional<OrderInfo> order, boolean confirmedByPerson) {
        if (order.isEmpty()) {
            // CertCentral took the order, but does not show it to this API key:
            // a person makes sure that nothing is left.
            return confirmedByPerson ? Result.CANCELED : Result.REFUSED;
        }
        if (order.get().wasRevoked()) {
            return Result.REVOKED;
        }
        String status = order.get().status();
        if (OrderStatus.isOver(status)) {
            return Result.CANCELED;
        }
        return OrderStatus.ISSUED.is(status) ? Result.ISSUED : Result.REFUSED;
    }

    /** Returns the order; empty when CertCentral shows no such order. */
    private Optional<OrderInfo> read(OrderId orderId) {
        try {
            return Optional.of(certCentral.order(orderId));
        } catch (RefusedException e) {
            if (!e.saysNotFound()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
