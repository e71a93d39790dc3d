package io.eseal.notification;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
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

    @Scheduled(
            fixedDelayString = "${eseal.notification.delivery-interval:PT10S}",
            initialDelayString = "${eseal.notification.delivery-interval:PT10S}")
    @SchedulerLock(name = "mail-delivery", lockAtMostFor = "PT5M")
    void deliver() {
        sender.deliver();
    }

    @Scheduled(
            fixedDelayString = "${eseal.notification.sweep-interval:PT1M}",
            initialDelayString = "${eseal.notification.sweep-interval:PT1M}")
    @SchedulerLock(name = "mail-overdue", lockAtMostFor = "PT5M")
    void overdue() {
        overdue.sweep();
    }

    @Scheduled(
            fixedDelayString = "${eseal.notification.sweep-interval:PT1M}",
            initialDelayString = "${eseal.notification.sweep-interval:PT1M}")
    @SchedulerLock(name = "mail-incidents", lockAtMostFor = "PT5M")
    void incidents() {
        incidents.sweep();
    }
}
