package io.eseal.certcentral;

import io.eseal.certcentral.HeldBackException.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Makes a call only while CertCentral is up, the API key is not paused and the budget has calls left; updates pause and
 * breaker by the result.
 */
final class CallGuard implements Availability, CallWatch {

    private final CallBudget budget;
    private final KeyPause pause;
    private final CallBreaker breaker;
    private final Clock clock;
    private volatile Instant lastGood = Instant.EPOCH;
    private final Map<Reason, AtomicLong> heldBack = new ConcurrentHashMap<>();

    CallGuard(CallBudget budget, KeyPause pause, CallBreaker breaker, Clock clock) {
        this.budget = budget;
        this.pause = pause;
        this.breaker = breaker;
        this.clock = clock;
    }

    /**
     * Makes the call, or holds it back.
     *
     * @param call name of the call, for the exception
     * @throws HeldBackException if the call is not made
     * @throws CertCentralException as the exchange throws it
     */
    <T> T make(String call, Supplier<T> exchange) {
        try {
            pause.check(call);
            return breaker.run(call, () -> {
                budget.take(call);
                // Another call may have been answered 429 while this one waited for the budget.
                pause.check(call);
                return learn(exchange);
            });
        } catch (HeldBackException e) {
            heldBack(e.reason()).incrementAndGet();
            throw e;
        }
    }

    @Override
    public Optional<Duration> outage() {
        return breaker.outage();
    }

    @Override
    public Optional<Duration> pause() {
        return pause.left();
    }

    @Override
    public CallState now() {
        Instant now = clock.instant();
        CallState.Breaker state = switch (breaker.state()) {
            case OPEN, FORCED_OPEN -> CallState.Breaker.OPEN;
            case HALF_OPEN -> CallState.Breaker.HALF_OPEN;
            default -> CallState.Breaker.CLOSED;
        };
        return new CallState(
                state,
                outage().map(now::plus),
                pause().map(now::plus),
                Optional.of(lastGood).filter(Instant.EPOCH::isBefore));
    }

    State breaker() {
        return breaker.state();
    }

    /** Returns the number of calls held back for that reason since the start of this node. */
    AtomicLong heldBack(Reason reason) {
        return heldBack.computeIfAbsent(reason, first -> new AtomicLong());
    }

    private <T> T learn(Supplier<T> exchange) {
        Instant sent = clock.instant();
        try {
            T answer = exchange.get();
            lastGood = clock.instant();
            pause.answered(sent);
            return answer;
        } catch (TooManyRequestsException e) {
            pause.begin(sent, e.retryAfter());
            throw e;
        } catch (RefusedException e) {
            pause.answered(sent);
            throw e;
        }
    }
}
