package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderReference;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.WaitingInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks CertCentral once which orders changed, and wakes their process instances: the number of calls grows with the
 * changes, not with the waiting orders.
 */
@Component
class StatusSweep {

    private static final Logger log = LoggerFactory.getLogger(StatusSweep.class);
    // The longest window that CertCentral accepts.
    private static final Duration LONGEST = Duration.ofDays(7);

    private final CertCentral certCentral;
    private final EsealRegister register;
    private final WaitingInstances instances;
    private final SweepWatermark watermark;
    private final TrackingSettings settings;
    private final Clock clock;

    StatusSweep(
            CertCentral certCentral,
            EsealRegister register,
            WaitingInstances instances,
            SweepWatermark watermark,
            TrackingSettings settings,
            Clock clock) {
        this.certCentral = certCentral;
        this.register = register;
        this.instances = instances;
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
            // An instance that does not wait for the message is busy, or does not need the status any more.
            register.findByOrder(change.orderId())
                    .filter(eseal -> moved(eseal, change))
                    .ifPresent(eseal -> instances.tell(eseal.id(), Messages.ORDER_STATUS_CHANGED, Map.of()));
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "Order {} changed but could not be read; the next sweep tries again: {}",
                    change.orderId(),
                    e.getMessage());
            return false;
        }
    }

    /** Returns whether the status differs from the one read last, or is not shown. */
    private static boolean moved(Eseal eseal, OrderReference change) {
        return change.status().isEmpty() || !eseal.orderStatus().equals(change.status());
    }
}
