package io.eseal.certcentral;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pause of the API key, present or past.
 *
 * @param until no call is sent before this instant
 * @param length length of the last pause that this service chose itself; zero after a call without 429
 */
record Pause(Instant until, Duration length) {

    static final Pause NONE = new Pause(Instant.EPOCH, Duration.ZERO);

    // The longest window that CertCentral's limits ever had; a header that asks for years is a mistake.
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    /**
     * Returns the pause after one more 429.
     *
     * @param sent when the call was sent
     * @param asked how long CertCentral asks to wait; zero counts as not given
     */
    Pause after(Instant sent, Instant now, Optional<Duration> asked, LimitSettings settings) {
        Optional<Duration> named = asked.filter(CertCentralSettings::isPositive);
        if (named.isPresent()) {
            return new Pause(later(until, now.plus(shorter(named.get(), LONGEST_ASKED))), length);
        }
        Duration next = next(sent, settings);
        return new Pause(later(until, now.plus(next)), next);
    }

    /** Returns the pause after a call without 429: the next pause has its first length again. */
    Pause wentWell() {
        return new Pause(until, Duration.ZERO);
    }

    /**
     * Combines this pause, which this node may have failed to store, with the one in the database: the later end, the
     * stored length.
     */
    Pause with(Pause stored) {
        return new Pause(later(until, stored.until), stored.length);
    }

    private Duration next(Instant sent, LimitSettings settings) {
        if (length.isZero()) {
            return settings.firstPause();
        }
        // Calls that were in progress at the same time are refused together and count as one 429.
        return sent.isBefore(until) ? length : shorter(length.multipliedBy(2), settings.longestPause());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
