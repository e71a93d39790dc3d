package io.eseal.certificate;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts the reminders of seals that end, once a day on one node. */
@Component
class ReminderSchedule {

    private final ExpiryReminders reminders;

    ReminderSchedule(ExpiryReminders reminders) {
        this.reminders = reminders;
    }

    /** Returns when people are reminded, for the annotation below. */
    @Bean
    static String expiryReminderCron(CertificateSettings settings) {
        return settings.reminderCron();
    }

    @Scheduled(cron = "#{@expiryReminderCron}", zone = "UTC")
    @SchedulerLock(name = "expiry-reminders", lockAtMostFor = "PT30M")
    void remind() {
        reminders.pass();
    }
}
