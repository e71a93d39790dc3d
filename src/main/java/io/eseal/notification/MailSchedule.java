package io.eseal.notification;

import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs the sending of mail and the search for overdue tasks and new incidents, each on one node of the cluster at a
 * time.
 */
@Component
@ConditionalOnMail
class MailSchedule {

    private final OutboxSender sender;
    private final OverdueTasks overdue;
    private final IncidentNotices incidents;

    MailSchedule(OutboxSender sender, OverdueTasks overdue, IncidentNotices incidents) {
        this.sender = sender;
        this.overdue = overdue;
        this.incidents = incidents;
    }

    /** Returns the interval of sending, for the annotation below. */
    @Bean
    static Duration mailDeliveryInterval(NotificationSettings settings) {
        return settings.deliveryInterval();
    }

    /** Returns the interval of the searches, for the annotations below. */
    @Bean
    static Duration mailSweepInterval(NotificationSettings settings) {
        return settings.sweepInterval();
    }

    @Scheduled(fixedDelayString = "#{@mailDeliveryInterval}", initialDelayString = "#{@mailDeliveryInterval}")
    @SchedulerLock(name = "mail-delivery", lockAtMostFor = "PT5M")
    void deliver() {
        sender.deliver();
    }

    @Scheduled(fixedDelayString = "#{@mailSweepInterval}", initialDelayString = "#{@mailSweepInterval}")
    @SchedulerLock(name = "mail-overdue", lockAtMostFor = "PT5M")
    void overdue() {
        overdue.sweep();
    }

    @Scheduled(fixedDelayString = "#{@mailSweepInterval}", initialDelayString = "#{@mailSweepInterval}")
    @SchedulerLock(name = "mail-incidents", lockAtMostFor = "PT5M")
    void incidents() {
        incidents.sweep();
    }
}
