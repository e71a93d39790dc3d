package io.eseal.watch;

import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts one pass of the watch over certificates, and one over orders, in each interval for the whole cluster. */
@Component
class WatchSchedule {

    private final SealWatch watch;
    private final OrderWatch orders;

    WatchSchedule(SealWatch watch, OrderWatch orders) {
        this.watch = watch;
        this.orders = orders;
    }

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration sealWatchPassInterval(WatchSettings settings) {
        return settings.passInterval();
    }

    @Scheduled(fixedDelayString = "#{@sealWatchPassInterval}", initialDelayString = "#{@sealWatchPassInterval}")
    @SchedulerLock(name = "seal-watch", lockAtMostFor = "PT30M", lockAtLeastFor = "#{@sealWatchPassInterval}")
    void pass() {
        watch.pass();
    }

    @Scheduled(fixedDelayString = "#{@sealWatchPassInterval}", initialDelayString = "#{@sealWatchPassInterval}")
    @SchedulerLock(name = "order-watch", lockAtMostFor = "PT30M", lockAtLeastFor = "#{@sealWatchPassInterval}")
    void ordersPass() {
        orders.pass();
    }
}
