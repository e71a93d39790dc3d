package io.eseal.certcentral;

import io.eseal.certcentral.HeldBackException.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes the state of the guard as metrics. The calls themselves are counted in {@code http.client.requests}. */
final class CallMetrics implements MeterBinder {

    private final CallGuard guard;

    CallMetrics(CallGuard guard) {
        this.guard = guard;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (State state : List.of(State.CLOSED, State.OPEN, State.HALF_OPEN)) {
            Gauge.builder("eseal.certcentral.breaker", guard, calls -> calls.breaker() == state ? 1 : 0)
                    .description("1 for the state that the breaker is in")
                    .tag("state", name(state))
                    .register(registry);
        }
        Gauge.builder(
                        "eseal.certcentral.pause",
                        guard,
                        calls -> calls.pause().orElse(Duration.ZERO).toMillis() / 1000.0)
                .description("What is left of the API key's pause")
                .baseUnit("seconds")
                .register(registry);
        for (Reason reason : Reason.values()) {
            FunctionCounter.builder(
                            "eseal.certcentral.calls.held.back", guard.heldBack(reason), AtomicLong::doubleValue)
                    .description("Calls that were not made")
                    .tag("reason", name(reason))
                    .register(registry);
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
