package io.eseal.certcentral;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Shows operators whether calls to CertCentral are sent. The status is UP: an outage of CertCentral is no fault of this
 * service, and a restart would not end it. It is DOWN without the database.
 */
final class CallHealth extends AbstractHealthIndicator {

    private final CallGuard guard;
    private final BooleanSupplier databaseAway;

    CallHealth(CallGuard guard, BooleanSupplier databaseAway) {
        this.guard = guard;
        this.databaseAway = databaseAway;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (databaseAway.getAsBoolean()) {
            health.down().withDetail("database", "away");
            return;
        }
        State breaker = guard.breaker();
        health.up()
                .withDetail(
                        "calls",
                        breaker != State.CLOSED ? "interrupted" : guard.pause().isPresent() ? "paused" : "flowing")
                .withDetail("breaker", breaker.name().toLowerCase(Locale.ROOT));
        guard.pause()
                .ifPresent(left -> health.withDetail(
                        "pauseSecondsLeft", left.plusMillis(999).toSeconds()));
    }
}
