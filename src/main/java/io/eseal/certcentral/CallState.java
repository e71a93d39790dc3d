package io.eseal.certcentral;

import java.time.Instant;
import java.util.Optional;

/**
 * State of the calls to CertCentral, as this node sees it.
 *
 * @param breaker state of the circuit breaker
 * @param triedAgain when the next call is let through; empty while the breaker is closed
 * @param pausedUntil when the pause of the API key ends; empty if it is not paused
 * @param lastGood when CertCentral last answered a call of this node with success; empty if never since the start
 */
public record CallState(
        Breaker breaker, Optional<Instant> triedAgain, Optional<Instant> pausedUntil, Optional<Instant> lastGood) {

    /**
     * State of the circuit breaker. CLOSED: calls are sent. OPEN: no call is sent. HALF_OPEN: a few trial calls are
     * sent.
     */
    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
