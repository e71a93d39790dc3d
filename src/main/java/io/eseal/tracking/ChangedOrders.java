package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks CertCentral which orders may have changed since the last good sweep: by one call for their changes where it
 * looks back so far, otherwise by the list of all orders, too. Each node remembers how far its own list has come.
 */
@Component
class ChangedOrders {

    private static final Logger log = LoggerFactory.getLogger(ChangedOrders.class);
    // The longest window that CertCentral accepts.
    private static final Duration LONGEST = Duration.ofDays(7);
    // What a page takes beyond it must end within the sweep's lock, too.
    private static final Duration LISTED = SweepSchedule.LOCKED.dividedBy(2);
    // A list is a call for each page, and the mark stays for days where one order cannot be read for days.
    private static final Duration BETWEEN_LISTS = Duration.ofHours(1);

    private final CertCentral certCentral;
    private final TrackingSettings settings;
    private final Clock clock;
    private Optional<OrderListing> listing = Optional.empty();
    private Instant nextList = Instant.EPOCH;
    private volatile Optional<String> gap = Optional.empty();

    ChangedOrders(CertCentral certCentral, TrackingSettings settings, Clock clock) {
        this.clock = clock;
        this.certCentral = certCentral;
        this.settings = settings;
    }

    /**
     * Tells the orders that may have changed, with the status that CertCentral's lists show.
     *
     * @param last moment of the last good sweep; empty before the first
     * @param tell returns whether the order could be told
     * @return moment up to which every change was told; empty when some may be missing
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked for the changes
     */
    synchronized Optional<Instant> tell(Optional<Instant> last, Instant now, Predicate<OrderReference> tell) {
        Duration window = window(last, now);
        boolean seesAll = window.compareTo(LONGEST) <= 0;
        boolean told = tellAll(certCentral.statusChanges(seesAll ? window : LONGEST), tell);
        if (seesAll) {
            listing = Optional.empty();
            gap = Optional.empty();
            return told ? Optional.of(now) : Optional.empty();
        }
        begin(window, now);
        listing.ifPresent(list -> {
            list.goOn(now.plus(LISTED), tell);
            gap = list.gap();
        });
        listing = listing.filter(list -> !list.hasEnded() || list.isWhole());
        return listing.filter(OrderListing::hasEnded).filter(list -> told).map(OrderListing::begun);
    }

    /** Returns why this node cannot read the list of all orders on though CertCentral answers; empty when it can. */
    Optional<String> gap() {
        return gap;
    }

    /** Begins a list unless one is being read, or the last one began a short time ago. */
    private void begin(Duration window, Instant now) {
        // Whatever changed since the list began must still be in the window of the sweep after it.
        Instant oldest = now.minus(LONGEST).plus(settings.sweepInterval().multipliedBy(3));
        listing = listing.filter(list -> list.begun().isAfter(oldest));
        if (listing.isEmpty() && !now.isBefore(nextList)) {
            log.warn(
                    "No sweep was good for {} days, longer than CertCentral looks back: all orders are listed",
                    window.toDays());
            nextList = now.plus(BETWEEN_LISTS);
            listing = Optional.of(new OrderListing(certCentral, clock, now));
        }
    }

    private static boolean tellAll(List<OrderReference> orders, Predicate<OrderReference> tell) {
        return orders.stream().filter(order -> !tell.test(order)).count() == 0;
    }

    /** Returns the time since the last success and two intervals more: clocks differ, and changes appear late. */
    private Duration window(Optional<Instant> last, Instant now) {
        Duration overlap = settings.sweepInterval().multipliedBy(2);
        Duration window =
                last.map(moment -> Duration.between(moment, now).plus(overlap)).orElse(LONGEST);
        // The mark can be ahead of this clock when another node set it.
        return window.compareTo(overlap) < 0 ? overlap : window;
    }
}
