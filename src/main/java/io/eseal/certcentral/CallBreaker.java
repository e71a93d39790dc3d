package io.eseal.certcentral;

import io.eseal.certcentral.HeldBackException.Reason;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops calls while CertCentral does not answer, then lets a few trial calls through. An answer of any kind shows that
 * CertCentral is up. Each node judges by its own calls alone.
 */
final class CallBreaker {

    private static final Logger log = LoggerFactory.getLogger(CallBreaker.class);

    private final CircuitBreaker breaker;
    private final Duration longestProbe;
    private final Clock clock;
    private volatile Instant triedAgain = Instant.EPOCH;

    /**
     * Makes a closed breaker.
     *
     * @param longestProbe longest duration of one call; the result of the trial calls is known after it
     */
    CallBreaker(BreakerSettings settings, Duration longestProbe, Clock clock) {
        this.longestProbe = longestProbe;
        this.clock = clock;
        IntervalFunction waits = IntervalFunction.ofExponentialBackoff(settings.firstWait(), 2, settings.longestWait());
        this.breaker = CircuitBreaker.of(
                "certcentral",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.calls())
                        .minimumNumberOfCalls(settings.leastCalls())
                        .failureRateThreshold(settings.failureRate())
                        .recordExceptions(UnavailableException.class, UnknownOutcomeException.class)
                        .ignoreExceptions(HeldBackException.class)
                        .waitIntervalFunctionInOpenState(opening -> {
                            long wait = waits.apply(opening);
                            triedAgain = clock.instant().plusMillis(wait);
                            return wait;
                        })
                        .permittedNumberOfCallsInHalfOpenState(settings.probes())
                        .writableStackTraceEnabled(false)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
    }

    /**
     * Makes the call and counts its result.
     *
     * @throws HeldBackException if the breaker is open: CertCentral is assumed to be down
     */
    <T> T run(String call, Supplier<T> exchange) {
        try {
            return breaker.executeSupplier(exchange);
        } catch (CallNotPermittedException e) {
            throw new HeldBackException(call, Reason.OUTAGE, outage().orElse(Duration.ZERO));
        }
    }

    /**
     * Returns how long no call is sent; zero if the next call is sent as a trial; empty while the breaker is closed.
     */
    Optional<Duration> outage() {
        return switch (breaker.getState()) {
            case OPEN ->
                Optional.of(Duration.between(clock.instant(), triedAgain))
                        .map(left -> left.isNegative() ? Duration.ZERO : left);
            case HALF_OPEN -> Optional.of(longestProbe);
            default -> Optional.empty();
        };
    }

    State state() {
        return breaker.getState();
    }

    private void tell(StateTransition transition) {
        if (transition == StateTransition.CLOSED_TO_OPEN) {
            log.warn("CertCentral does not answer: calls are held back, the first ones try again at {}.", triedAgain);
        } else if (transition == StateTransition.HALF_OPEN_TO_CLOSED) {
            log.info("CertCentral answers again: calls flow.");
        }
    }
}
