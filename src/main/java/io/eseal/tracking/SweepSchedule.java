package io.eseal.tracking;

import io.eseal.certcentral.CertCentralException;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts one status sweep in each interval for the whole cluster. */
@Component
@ConditionalOnProperty(name = "eseal.tracking.sweep-enabled", matchIfMissing = true)
class SweepSchedule {

    private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

    private final StatusSweep sweep;

    SweepSchedule(StatusSweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(
            fixedDelayString = "${eseal.tracking.sweep-interval:PT1M}",
            initialDelayString = "${eseal.tracking.sweep-interval:PT1M}")
    @SchedulerLock(
            name = "status-sweep",
            lockAtMostFor = "PT5M",
            lockAtLeastFor = "${eseal.tracking.sweep-interval:PT1M}")
    void sweep() {
        try {
            sweep.sweep();
        } catch (CertCentralException e) {
            log.warn(
                    "CertCentral could not be asked for status changes; the next sweep looks back further: {}",
                    e.getMessage());
        }
    }
}
