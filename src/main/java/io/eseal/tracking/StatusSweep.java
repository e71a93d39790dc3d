package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks CertCentral once which orders changed, and tells those who wait for it: the number of calls grows with the
 * changes, not with the waiting orders, nor with the seals in service.
 */
@Component
class StatusSweep {

    private static final Logger log = LoggerFactory.getLogger(StatusSweep.class);
    // The longest window that CertCentral accepts.
    private static final Duration LONGEST = Duration.ofDays(7);

    private final CertCentral certCentral;
    private final ChangedOrders orders;
    private final SweepWatermark watermark;
    private final TrackingSettings settings;
    private final Clock clock;

    StatusSweep(
            CertCentral certCentral,
            ChangedOrders orders,
            SweepWatermark watermark,
            TrackingSettings settings,
            Clock clock) {
        this.certCentral = certCentral;
        this.orders = orders;
        this.watermark = watermark;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes one sweep. Moves the mark forward only when every instance was woken, so that no change is missed.
     *
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    void sweep() {
        Instant start = clock.instant();
        long failed = certCentral.statusChanges(window(start)).stream()
                .filter(change -> !wake(change))
                .count();
        if (failed == 0) {
            watermark.move(start);
        }
    }

    /** Returns the time since the last success and two intervals more: clocks differ, and changes appear late. */
    private Duration window(Instant now) {
        Duration overlap = settings.sweepInterval().multipliedBy(2);
        Duration window = watermark
                .read()
                .map(last -> Duration.between(last, now).plus(overlap))
                .orElse(LONGEST);
        if (window.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        // The mark can be ahead of this clock when another node set it.
        return window.compareTo(overlap) < 0 ? overlap : window;
    }

    private boolean wake(OrderReference change) {
        try {
            orders.tell(change);
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "Order {} changed but could not be read; the next sweep tries again: {}",
                    change.orderId(),
                    e.getMessage());
            return false;
        }
    }
}
