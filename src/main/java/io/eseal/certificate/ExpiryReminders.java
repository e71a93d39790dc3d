package io.eseal.certificate;

import io.eseal.certificate.EndingSeals.Ending;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reminds people that seals in service end, at the times before the end that the settings name. */
@Component
class ExpiryReminders {

    private static final Logger log = LoggerFactory.getLogger(ExpiryReminders.class);
    private static final int URGENT = 2;

    private final EndingSeals seals;
    private final ExpiryReminder reminder;
    private final Clock clock;
    private final List<Duration> reminders;

    ExpiryReminders(EndingSeals seals, ExpiryReminder reminder, CertificateSettings settings, Clock clock) {
        this.seals = seals;
        this.reminder = reminder;
        this.clock = clock;
        this.reminders =
                settings.reminders().stream().sorted(Comparator.naturalOrder()).toList();
    }

    /** Reminds once of each seal that came nearer to its end than the last reminder told, however many were missed. */
    void pass() {
        seals.due(reminders).forEach(this::remindOrLog);
    }

    /** The others have their turn whatever is wrong with one, which stays due. */
    private void remindOrLog(Ending ending) {
        try {
            remind(ending);
        } catch (RuntimeException e) {
            log.error(
                    "Nobody could be reminded of the end of the seal of {}; the next pass tries again",
                    ending.esealId(),
                    e);
        }
    }

    private void remind(Ending ending) {
        Duration left = Duration.between(clock.instant(), ending.validTill());
        for (int i = 0; i < reminders.size(); i++) {
            if (left.compareTo(reminders.get(i)) <= 0) {
                reminder.remind(ending, reminders.get(i), i == 0, i < URGENT);
                return;
            }
        }
    }
}
