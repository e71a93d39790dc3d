package io.eseal.certcentral;

import java.time.Duration;
import java.util.Optional;

/** Whether calls to CertCentral flow, as far as this node knows. Answers from memory. */
public interface Availability {

    /**
     * How long this node sends nothing because CertCentral does not answer; zero when the next call tries; empty while
     * it answers.
     */
    Optional<Duration> outage();

    /**
     * How long no node sends anything because CertCentral has had too many requests of the key; empty if it is not
     * paused.
     */
    Optional<Duration> pause();
}
