package io.eseal.trust;

import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks whether it is time to download the trusted lists, once for the whole cluster; for the first time soon after the
 * start, so that operators of a new installation see whether the lists can be had before a certificate waits for them.
 */
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

    @Scheduled(fixedDelayString = "#{@trustedListsRetryInterval}", initialDelayString = "PT30S")
    @SchedulerLock(
            name = "trusted-lists-schedule",
            lockAtMostFor = "PT30M",
            lockAtLeastFor = "#{@trustedListsRetryInterval}")
    void refresh() {
        refresh.refreshIfDue();
    }
}
