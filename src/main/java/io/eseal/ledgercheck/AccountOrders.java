package io.eseal.ledgercheck;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderListReading;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Orders of the account as one check sees them, from CertCentral's list or read one by one. Reads slowly, to leave the
 * API key's budget of calls to the placing of orders.
 */
final class AccountOrders {

    // A page of 1,000 orders with their CSRs can be larger than the largest answer that is read.
    private static final int PAGE = 200;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(5);
    // Two reads a second take less than half of the calls that a key may make in the long run.
    private static final int AT_ONCE = 20;
    private static final Duration PACE = Duration.ofMillis(500);

    private final CertCentral certCentral;
    private final Sleeper sleeper;
    private final Clock clock;
    private final Instant endsAt;
    private final Map<OrderId, OrderInfo> orders = new HashMap<>();
    private final Set<OrderId> asked = new HashSet<>();
    private final Set<OrderId> sure = new HashSet<>();

    AccountOrders(CertCentral certCentral, Sleeper sleeper, Clock clock) {
        this.certCentral = certCentral;
        this.sleeper = sleeper;
        this.clock = clock;
        this.endsAt = clock.instant().plus(LONGEST);
    }

    /**
     * Reads the list with one call for each 200 orders; reads it once more when it changed so much that orders may be
     * missing.
     *
     * @param wanted the orders to keep, because CertCentral was seen to ignore filters
     * @throws IllegalStateException when the list does not end within ten minutes
     * @throws UnknownOutcomeException when the list does not show all orders that it counts, so that missing orders
     *     cannot be detected
     */
    void list(OrderFilter filter, Predicate<OrderInfo> wanted) {
        OrderListReading list = read(filter);
        if (!list.holdsAllOfItsBeginning()) {
            list = read(filter);
        }
        if (!list.holdsAllOfItsBeginning()) {
            throw UnknownOutcomeException.incomplete(
                    "GET /order/certificate", "the list does not show all orders that it counts");
        }
        list.orders().stream().filter(wanted).forEach(order -> orders.put(order.id(), order));
    }

    private OrderListReading read(OrderFilter filter) {
        OrderListReading list = new OrderListReading();
        while (!list.hasEnded()) {
            if (isLate()) {
                throw new IllegalStateException("CertCentral's list of orders took too long: " + list.nextOffset()
                        + " orders were read in " + LONGEST);
            }
            list.add(patiently(() -> certCentral.orders(filter, list.nextOffset(), PAGE)));
        }
        return list;
    }

    /** Reads an order itself, the only reliable source of its status. */
    void read(OrderId orderId) {
        if (asked.size() >= AT_ONCE) {
            sleeper.sleep(PACE);
        }
        asked.add(orderId);
        try {
            orders.put(orderId, patiently(() -> certCentral.order(orderId)));
            sure.add(orderId);
        } catch (RefusedException e) {
            if (e.saysNotFound()) {
                orders.remove(orderId);
                sure.add(orderId);
            }
        } catch (NotAuthorizedException | UnknownOutcomeException e) {
            // One order that is invisible to this key, or unreadable, must not end the check: it stays unsure.
        }
    }

    /** Returns all orders seen so far. */
    Collection<OrderInfo> all() {
        return orders.values();
    }

    /** Returns whether this order was read one by one, with or without success. */
    boolean wasAsked(OrderId orderId) {
        return asked.contains(orderId);
    }

    /** Returns how many orders were read one by one. */
    int asked() {
        return asked.size();
    }

    /**
     * Returns whether each of these orders was read one by one with a clear answer: its content, or that it does not
     * exist.
     */
    boolean areSure(List<OrderId> orderIds) {
        return sure.containsAll(orderIds);
    }

    /** Returns whether the check's ten minutes are over, so that no further order is read. */
    boolean isLate() {
        return clock.instant().isAfter(endsAt);
    }

    private <T> T patiently(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (TooManyRequestsException e) {
                Duration wait = e.retryAfter()
                        .filter(named -> named.compareTo(AFTER_TOO_MANY) > 0)
                        .orElse(AFTER_TOO_MANY);
                if (clock.instant().plus(wait).isAfter(endsAt)) {
                    throw e;
                }
                sleeper.sleep(wait);
            }
        }
    }
}
