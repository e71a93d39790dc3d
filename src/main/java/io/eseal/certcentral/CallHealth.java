package io.eseal.certcentral;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.Locale;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Tells operators whether calls flow. Always up: this service is well while CertCentral is not, and a restart mends
 * nothing.
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
