package io.eseal.certcentral;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.Locale;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Shows operators whether calls to CertCentral are sent. The status is always UP: an outage of CertCentral is no fault
 * of this service, and a restart would not end it.
 */
final class CallHealth implements HealthIndicator {

    private final CallGuard guard;

    CallHealth(CallGuard guard) {
        this.guard = guard;
    }

    @Override
    public Health health() {
        State breaker = guard.breaker();
        Health.Builder health = Health.up()
                .withDetail(
                        "calls",
                        breaker != State.CLOSED ? "interrupted" : guard.pause().isPresent() ? "paused" : "flowing")
                .withDetail("breaker", breaker.name().toLowerCase(Locale.ROOT));
        guard.pause()
                .ifPresent(left -> health.withDetail(
                        "pauseSecondsLeft", left.plusMillis(999).toSeconds()));
        return health.build();
    }
}
