package io.eseal.notification;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Shows operators whether mail is sent. The status is always UP: an outage of the mail server is no fault of this
 * service.
 */
@Component("mailHealthIndicator")
@ConditionalOnMail
class MailHealth implements HealthIndicator {

    private final Outbox outbox;

    MailHealth(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Health health() {
        Outbox.State state = outbox.state();
        Health.Builder health =
                Health.up().withDetail("waiting", state.waiting()).withDetail("givenUp", state.givenUp());
        state.oldest().ifPresent(oldest -> health.withDetail("waitingSince", oldest.toString()));
        return health.build();
    }
}
