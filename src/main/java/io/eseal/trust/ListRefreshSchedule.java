package io.eseal.trust;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks whether it is time to download the trusted lists, once for the whole cluster. */
@Component
class ListRefreshSchedule {

    private final ListRefresh refresh;

    ListRefreshSchedule(ListRefresh refresh) {
        this.refresh = refresh;
    }

    @Scheduled(
            fixedDelayString = "${eseal.trust.retry-interval:PT15M}",
            initialDelayString = "${eseal.trust.retry-interval:PT15M}")
    @SchedulerLock(
            name = "trusted-lists-schedule",
            lockAtMostFor = "PT30M",
            lockAtLeastFor = "${eseal.trust.retry-interval:PT15M}")
    void refresh() {
        refresh.refreshIfDue();
    }
}
