package io.eseal.certcentral;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether calls to CertCentral flow, as this node knows it.
 *
 * @param breaker whether CertCentral is taken to be up
 * @param triedAgain when a call is let through again; empty while the breaker is closed
 * @param pausedUntil until when the key is paused; empty if it is not
 * @param lastGood when CertCentral last did what this node asked for; empty if never since the start
 */
public record CallState(
        Breaker breaker, Optional<Instant> triedAgain, Optional<Instant> pausedUntil, Optional<Instant> lastGood) {

    /** CLOSED: calls flow. OPEN: none is sent. HALF_OPEN: a few calls try whether CertCentral is back. */
    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
