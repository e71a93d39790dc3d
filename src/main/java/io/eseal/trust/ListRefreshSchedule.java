package io.eseal.trust;

import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks whether it is time to download the trusted lists, once for the whole cluster. */
@Component
class ListRefreshSchedule {

    private final ListRefresh refresh;

    ListRefreshSchedule(ListRefresh refresh) {
        this.refresh = refresh;
    }

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration trustedListsRetryInterval(TrustSettings settings) {
        return settings.retryInterval();
    }

    @Scheduled(fixedDelayString = "#{@trustedListsRetryInterval}", initialDelayString = "#{@trustedListsRetryInterval}")
    @SchedulerLock(
            name = "trusted-lists-schedule",
            lockAtMostFor = "PT30M",
            lockAtLeastFor = "#{@trustedListsRetryInterval}")
    void refresh() {
        refresh.refreshIfDue();
    }
}
