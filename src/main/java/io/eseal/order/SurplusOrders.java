package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderStatus;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Searches for surplus orders: orders that turn up after their attempt was given up in doubt, while the request's
 * process follows another order or has ended. Cancels them while that is free. Never touches the order that a process
 * follows, nor an order without the request's own reference.
 */
@Component
class SurplusOrders {

    private static final Logger log = LoggerFactory.getLogger(SurplusOrders.class);
    // dev.digicert.com, "Update order status": orders in these states may be canceled and are not billed.
    private static final Set<OrderStatus> CANCELABLE = Set.of(OrderStatus.PENDING, OrderStatus.WAITING_PICKUP);

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final EsealRegister register;
    private final SurplusOrderNotices notices;

    SurplusOrders(
            OrderLedger ledger,
            CertCentral certCentral,
            OrderSearch search,
            EsealRegister register,
            SurplusOrderNotices notices) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.register = register;
        this.notices = notices;
    }

    /**
     * Searches once for each attempt whose search is due; a failed search is repeated after the same wait. Stops while
     * calls are held back.
     */
    void look() {
        for (LedgerEntry attempt : ledger.looksDue()) {
            try {
                ledger.looked(attempt, isDealtWith(attempt.esealId()));
            } catch (HeldBackException e) {
                // Calls for the other attempts would be held back, too.
                log.info("Orders that came late are looked for again later: {}", e.getMessage());
                return;
            }
        }
    }

    private boolean isDealtWith(EsealId esealId) {
        try {
            return look(esealId);
        } catch (HeldBackException e) {
            throw e;
        } catch (CertCentralException | OrderOfAnotherException | DuplicateKeyException e) {
            log.warn(
                    "Orders of {} that came late could not be looked for; it is tried again: {}",
                    esealId,
                    e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // Whatever it is, the other attempts have their turn.
            log.error("Orders of {} that came late could not be looked for; it is tried again", esealId, e);
            return false;
        }
    }

    /** Returns whether everything that was found is dealt with. */
    private boolean look(EsealId esealId) {
        OrderSearch.Matches matches = search.of(esealId);
        List<OrderId> found = matches.certain().stream()
                .filter(order -> !ledger.isTold(order))
                .toList();
        return found.stream()
                .filter(order -> !dealWith(esealId, order))
                .toList()
                .isEmpty();
    }

    private boolean dealWith(EsealId esealId, OrderId orderId) {
        OrderInfo order = certCentral.order(orderId);
        if (OrderStatus.isOver(order.status()) && !ledger.isSurplus(orderId)) {
            return true;
        }
        Optional<String> unfit = search.unfit(register.find(esealId).orElseThrow(), order);
        if (unfit.isPresent() || Naming.of(order, esealId) != Naming.US) {
            return notices.tell(
                    esealId,
                    order,
                    false,
                    unfit.orElse("does not name the request itself") + ", so nothing was done to it");
        }
        // Set aside before the cancellation, so that the order is not adopted in between.
        if (!ledger.setAside(esealId, orderId, hasEnded(esealId))) {
            return false;
        }
        return cancel(esealId, order);
    }

    private boolean cancel(EsealId esealId, OrderInfo order) {
        if (OrderStatus.isAmong(CANCELABLE, order.status())) {
            try {
                certCentral.cancelOrder(order.id(), "Second order of " + esealId + ", which came late");
                return notices.tell(esealId, order, true, "was canceled");
            } catch (RefusedException | NotOfferedException e) {
                log.warn("Order {} of {} could not be canceled: {}", order.id(), esealId, e.getMessage());
            }
        }
        // An earlier cancellation may have succeeded although its answer was lost.
        String status = certCentral.order(order.id()).status();
        return OrderStatus.isOver(status)
                ? notices.tell(esealId, order, true, "is " + status)
                : notices.tell(esealId, order, false, "is " + status + " and cannot be canceled by the service");
    }

    private boolean hasEnded(EsealId esealId) {
        EsealState state = register.find(esealId).orElseThrow().state();
        return state == EsealState.CANCELED || state == EsealState.REJECTED;
    }
}
