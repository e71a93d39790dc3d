package io.eseal.tracking;

import io.eseal.certcentral.CertCentralException;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts one status sweep in each interval for the whole cluster. */
@Component
class SweepSchedule {

    private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

    private static final String LOCK = "PT5M";

    /** Time after which another node may sweep although this one has not ended. */
    static final Duration LOCKED = Duration.parse(LOCK);

    private final StatusSweep sweep;

    SweepSchedule(StatusSweep sweep) {
        this.sweep = sweep;
    }

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration statusSweepInterval(TrackingSettings settings) {
        return settings.sweepInterval();
    }

    @Scheduled(fixedDelayString = "#{@statusSweepInterval}", initialDelayString = "#{@statusSweepInterval}")
    @SchedulerLock(name = "status-sweep", lockAtMostFor = LOCK, lockAtLeastFor = "#{@statusSweepInterval}")
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
