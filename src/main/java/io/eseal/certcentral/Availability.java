package io.eseal.certcentral;

import java.time.Duration;
import java.util.Optional;

/** Tells whether this node can call CertCentral now. Answers from memory, without a call. */
public interface Availability {

    /**
     * Returns how long this node sends no call because CertCentral does not answer; zero if the next call is sent as a
     * trial; empty while CertCentral answers.
     */
    Optional<Duration> outage();

    /**
     * Returns how long no node sends a call because CertCentral answered 429 to this API key; empty if the key is not
     * paused.
     */
    Optional<Duration> pause();
}
