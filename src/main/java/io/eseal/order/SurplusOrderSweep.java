package io.eseal.order;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Searches for surplus orders, on one node of the cluster at a time. Calls CertCentral only for attempts that were
 * given up in doubt.
 */
@Component
class SurplusOrderSweep {

    private final SurplusOrders orders;

    SurplusOrderSweep(SurplusOrders orders) {
        this.orders = orders;
    }

    @Scheduled(
            fixedDelayString = "${eseal.order.surplus-sweep-interval:PT30S}",
            initialDelayString = "${eseal.order.surplus-sweep-interval:PT30S}")
    @SchedulerLock(
            name = "surplus-order-sweep",
            lockAtMostFor = "PT5M",
            lockAtLeastFor = "${eseal.order.surplus-sweep-interval:PT30S}")
    void sweep() {
        orders.look();
    }
}
