package io.eseal.notification;

import io.eseal.cluster.DatabaseReach;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Shows operators whether mail is sent. The status is UP: an outage of the mail server is no fault of this service. It
 * is DOWN without the database.
 */
@Component("mailHealthIndicator")
@ConditionalOnMail
class MailHealth extends AbstractHealthIndicator {

    private final Outbox outbox;
    private final DatabaseReach database;

    MailHealth(Outbox outbox, DatabaseReach database) {
        this.outbox = outbox;
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (database.away(health)) {
            return;
        }
        Outbox.State state = outbox.state();
        health.up().withDetail("waiting", state.waiting()).withDetail("givenUp", state.givenUp());
        state.oldest().ifPresent(oldest -> health.withDetail("waitingSince", oldest.toString()));
    }
}
