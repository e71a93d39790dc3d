package io.eseal.order;

import io.eseal.ledger.OrderSettings;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
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

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration surplusOrderSweepInterval(OrderSettings settings) {
        return settings.surplusSweepInterval();
    }

    @Scheduled(fixedDelayString = "#{@surplusOrderSweepInterval}", initialDelayString = "#{@surplusOrderSweepInterval}")
    @SchedulerLock(
            name = "surplus-order-sweep",
            lockAtMostFor = "PT5M",
            lockAtLeastFor = "#{@surplusOrderSweepInterval}")
    void sweep() {
        orders.look();
    }
}
