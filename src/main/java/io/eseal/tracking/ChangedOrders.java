package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderListReading;
import io.eseal.certcentral.OrderReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks CertCentral which orders may have changed since the last good sweep: by one call for their changes where it
 * looks back so far, otherwise by the list of all orders, too.
 */
@Component
class ChangedOrders {

    private static final Logger log = LoggerFactory.getLogger(ChangedOrders.class);
    // The longest window that CertCentral accepts.
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final OrderFilter SEALS = OrderFilter.any().withProduct("eu_eseal");
    // A page of 1,000 orders with their CSRs can be larger than the largest answer that is read.
    private static final int PAGE = 200;
    // Ends a list that CertCentral neither counts nor ends.
    private static final int MOST = 1_000_000;
    // A list is a call for each page, and the mark stays for days where one order cannot be read for days.
    private static final Duration BETWEEN_LISTS = Duration.ofHours(1);

    private final CertCentral certCentral;
    private final TrackingSettings settings;
    private Instant nextList = Instant.EPOCH;

    ChangedOrders(CertCentral certCentral, TrackingSettings settings) {
        this.certCentral = certCentral;
        this.settings = settings;
    }

    /**
     * Orders that may have changed.
     *
     * @param all whether none is missing that changed since the last good sweep
     */
    record Changes(List<OrderReference> orders, boolean all) {}

    /**
     * Returns the orders that may have changed, with the status that CertCentral's lists show.
     *
     * @param last moment of the last good sweep; empty before the first
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    synchronized Changes since(Optional<Instant> last, Instant now) {
        Duration window = window(last, now);
        boolean seesAll = window.compareTo(LONGEST) <= 0;
        List<OrderReference> changes = certCentral.statusChanges(seesAll ? window : LONGEST);
        if (seesAll || now.isBefore(nextList)) {
            return new Changes(changes, seesAll);
        }
        log.warn(
                "No sweep was good for {} days, longer than CertCentral looks back: all orders are listed",
                window.toDays());
        nextList = now.plus(BETWEEN_LISTS);
        return new Changes(Stream.concat(changes.stream(), list()).toList(), true);
    }

    /** Returns the time since the last success and two intervals more: clocks differ, and changes appear late. */
    private Duration window(Optional<Instant> last, Instant now) {
        Duration overlap = settings.sweepInterval().multipliedBy(2);
        Duration window =
                last.map(moment -> Duration.between(moment, now).plus(overlap)).orElse(LONGEST);
        // The mark can be ahead of this clock when another node set it.
        return window.compareTo(overlap) < 0 ? overlap : window;
    }

    private Stream<OrderReference> list() {
        OrderListReading list = new OrderListReading();
        while (!list.hasEnded() && list.nextOffset() < MOST) {
            list.add(certCentral.orders(SEALS, list.nextOffset(), PAGE));
        }
        return list.orders().stream().map(order -> OrderReference.of(order.id(), order.status()));
    }
}
