package io.eseal.tracking;

import io.eseal.certcentral.OrderReference;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells those who wait for it which orders changed: the number of calls grows with the changes, not with the waiting
 * orders, nor with the seals in service.
 */
@Component
class StatusSweep {

    private static final Logger log = LoggerFactory.getLogger(StatusSweep.class);

    private final ChangedOrders changed;
    private final OrderNews news;
    private final SweepWatermark watermark;
    private final Clock clock;

    StatusSweep(ChangedOrders changed, OrderNews news, SweepWatermark watermark, Clock clock) {
        this.changed = changed;
        this.news = news;
        this.watermark = watermark;
        this.clock = clock;
    }

    /**
     * Makes one sweep. Moves the mark forward only when everybody was told, so that no change is missed.
     *
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    void sweep() {
        Instant start = clock.instant();
        changed.tell(watermark.read(), start, this::wake).ifPresent(till -> watermark.move(till, clock.instant()));
    }

    private boolean wake(OrderReference change) {
        try {
            news.tell(change);
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
