package io.eseal.notification;

import io.eseal.security.Groups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails operators about new incidents: the first at once, those that follow together after {@code incidentPause}, so
 * that an outage causes few mails.
 */
@Component
@ConditionalOnMail
class IncidentNotices {

    static final String MARK = "incidents";
    static final String LAST_MAIL = "incidents-mail";
    private static final int MOST_SHOWN = 20;
    // Another node's clock may be behind, and its transaction may not be committed yet.
    static final Duration SETTLED = Duration.ofSeconds(30);

    private final EngineIncidents incidents;
    private final Addresses addresses;
    private final Outbox outbox;
    private final MailWatermarks watermarks;
    private final NotificationSettings settings;
    private final Clock clock;

    IncidentNotices(
            EngineIncidents incidents,
            Addresses addresses,
            Outbox outbox,
            MailWatermarks watermarks,
            NotificationSettings settings,
            Clock clock) {
        this.incidents = incidents;
        this.addresses = addresses;
        this.outbox = outbox;
        this.watermarks = watermarks;
        this.settings = settings;
        this.clock = clock;
    }

    /** Mails about the incidents since the last sweep; the first sweep only stores the starting point. */
    @Transactional
    public void sweep() {
        Instant now = clock.instant();
        Instant till = now.minus(SETTLED);
        if (watermarks
                .read(LAST_MAIL)
                .filter(last -> last.plus(settings.incidentPause()).isAfter(now))
                .isPresent()) {
            return;
        }
        watermarks.advance(MARK, till, told -> tell(told, till, now));
    }

    private void tell(Instant told, Instant till, Instant now) {
        List<Map<String, Object>> shown = incidents.between(told, till, MOST_SHOWN);
        if (!shown.isEmpty()) {
            outbox.put(
                    MailKind.INCIDENTS,
                    addresses.ofGroups(List.of(Groups.OPERATORS), Set.of()),
                    Map.of("incidents", shown, "more", incidents.count(told, till) - shown.size()));
            watermarks.move(LAST_MAIL, now);
        }
    }
}
