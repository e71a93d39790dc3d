package io.eseal.watch;

import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.watch.WatchedOrders.Due;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the orders of seals in service: those that changed, and a few that were not read for long, because a change may
 * have been missed; of seals that are delivered, those that CertCentral calls ended. So the calls to CertCentral follow
 * the changes, whatever the number of seals.
 */
@Component
class OrderWatch {

    private static final Logger log = LoggerFactory.getLogger(OrderWatch.class);
    private static final int MOST_CHANGED = 500;

    private final WatchedOrders orders;
    private final OrderLook look;
    private final DeliveryConcerns deliveries;
    private final ConcernReports reports;
    private final WatchSettings settings;
    private final Counter failed;

    OrderWatch(
            WatchedOrders orders,
            OrderLook look,
            DeliveryConcerns deliveries,
            ConcernReports reports,
            WatchSettings settings,
            MeterRegistry registry) {
        this.orders = orders;
        this.look = look;
        this.deliveries = deliveries;
        this.reports = reports;
        this.settings = settings;
        this.failed = Counter.builder("eseal.watch.failed")
                .tag("look", "order")
                .description("Looks at seals in service that failed for a reason that nobody foresaw")
                .register(registry);
    }

    /** Reads the orders that are due; stops while calls are held back. */
    void pass() {
        List<Due> due = new ArrayList<>(orders.endedInDelivery(MOST_CHANGED));
        due.addAll(orders.changed(MOST_CHANGED));
        due.addAll(orders.notReadFor(settings.orderInterval(), share()));
        for (Due order : due) {
            try {
                look(order);
            } catch (HeldBackException e) {
                // Calls for the other orders would be held back, too.
                log.info("Orders of seals in service are read later: {}", e.getMessage());
                return;
            } catch (CertCentralException e) {
                log.warn("The order of the seal of {} cannot be read now: {}", order.seal(), e.getMessage());
                orders.tried(order);
            } catch (RuntimeException e) {
                // Whatever is wrong with one, the others have their turn.
                log.error("The order of the seal of {} could not be looked at, which is tried again", order.seal(), e);
                failed.increment();
                orders.tried(order);
            }
        }
    }

    private void look(Due order) {
        if (!order.inDelivery()) {
            reports.report(order.seal(), look.at(order.seal()), () -> orders.read(order));
        } else if (deliveries.waits(order.seal())) {
            reports.report(order.seal(), look.inDelivery(order.seal()), () -> orders.read(order));
        }
    }

    /** Returns a pass's share of the reads of a day, at least one. */
    private int share() {
        return (int) Math.max(
                1,
                settings.orderReads()
                        * settings.passInterval().toMillis()
                        / Duration.ofDays(1).toMillis());
    }
}
