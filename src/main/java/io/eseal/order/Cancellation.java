package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
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

/** Gives an order back: CertCentral's own status decides what is left to do, so that repeating it is harmless. */
@Component
class Cancellation {

    private static final String NOTE = "Canceled by the requester (%s)";

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

    enum Result implements RoutingWord {
        CANCELED,
        ISSUED,
        REFUSED
    }

    /**
     * An attempt that was given up in doubt may have led to an order as well: it is looked for too.
     *
     * @param confirmedByPerson whether a person looked in CertCentral and found nothing left to cancel; not believed of
     *     orders that CertCentral shows as open or issued
     */
    Result cancel(EsealId esealId, boolean confirmedByPerson) {
        // Before looking: whoever is about to send must find that it may not.
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
        List<Long> orders =
                entry.orderId().map(List::of).orElseGet(() -> search.of(esealId).certain());
        if (orders.size() != 1) {
            return confirmedByPerson && areOver(orders) ? givenUp(entry) : Result.REFUSED;
        }
        long orderId;
        try {
            orderId = ledger.adopt(entry, orders.get(0)).orderId().orElseThrow();
        } catch (OrderOfAnotherException e) {
            return notOurs(esealId, e.getMessage(), confirmedByPerson);
        }
        Optional<OrderInfo> order = read(orderId);
        if (order.flatMap(info -> disowned.giveBack(esealId, info)).isPresent()) {
            // Its own order may live: it is looked for, and canceled.
            return cancel(esealId, confirmedByPerson);
        }
        Result result = cancelAtCertCentral(esealId, orderId, order, confirmedByPerson);
        if (result == Result.ISSUED) {
            // The cancellation may have come before the process learned of its order.
            register.ordered(esealId, orderId);
        }
        timeline.add(
                esealId,
                new OrderEvents.CancellationAnswered(orderId, result.name().toLowerCase(Locale.ROOT)));
        return result;
    }

    /** CertCentral's order of the attempt under way. */
    Optional<Long> orderOf(EsealId esealId) {
        return ledger.underWay(Operation.ORDER, esealId).flatMap(LedgerEntry::orderId);
    }

    private Result notOurs(EsealId esealId, String why, boolean confirmedByPerson) {
        timeline.add(esealId, new OrderEvents.NotTaken(why));
        return confirmedByPerson ? Result.CANCELED : Result.REFUSED;
    }

    private Result givenUp(LedgerEntry entry) {
        // One that was not sent or was refused needs no closing, and stays barred: after a closed one a further one
        // could be opened.
        if (entry.state() == LedgerState.SENT || entry.state() == LedgerState.UNKNOWN) {
            ledger.close(entry);
        }
        return Result.CANCELED;
    }

    private Result cancelAtCertCentral(
            EsealId esealId, long orderId, Optional<OrderInfo> order, boolean confirmedByPerson) {
        // Before anything is done to it, or believed of it.
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
        Result now = told(esealId, order.map(OrderInfo::status), confirmedByPerson);
        if (now != Result.REFUSED) {
            return now;
        }
        try {
            certCentral.cancelOrder(orderId, NOTE.formatted(esealId));
            return Result.CANCELED;
        } catch (NotOfferedException e) {
            return Result.REFUSED;
        } catch (RefusedException e) {
            return told(esealId, statusOf(orderId), confirmedByPerson);
        }
    }

    private Result told(EsealId esealId, Optional<String> status, boolean confirmedByPerson) {
        status.ifPresent(word -> register.orderStatus(esealId, word));
        return meaning(status, confirmedByPerson);
    }

    /** What a person confirmed is believed of orders that nobody can look at any more. */
    private boolean areOver(List<Long> orders) {
        return orders.stream().allMatch(order -> meaning(statusOf(order), true) == Result.CANCELED);
    }

    /** {@code REFUSED} stands for "still open". */
    private static Result meaning(Optional<String> status, boolean confirmedByPerson) {
        // Gone, or out of this key's sight: CertCentral took it once, so a person makes sure that nothing is left.
        return status.isEmpty()
                ? confirmedByPerson ? Result.CANCELED : Result.REFUSED
                : switch (status.get()) {
                    case "canceled", "rejected", "denied", "revoked", "expired" -> Result.CANCELED;
                    case "issued" -> Result.ISSUED;
                    default -> Result.REFUSED;
                };
    }

    private Optional<String> statusOf(long orderId) {
        return read(orderId).map(OrderInfo::status);
    }

    /** Empty when CertCentral shows no such order. */
    private Optional<OrderInfo> read(long orderId) {
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
