package io.eseal.certcentral;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A pause of the API key, over or not.
 *
 * @param until no call leaves before
 * @param length how long the last pause of our own choice was; zero once a call went well again
 */
record Pause(Instant until, Duration length) {

    static final Pause NONE = new Pause(Instant.EPOCH, Duration.ZERO);

    // The longest window that CertCentral's limits ever had; a header that asks for years is a mistake.
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    /**
     * The pause after one more 429.
     *
     * @param sent when the call was sent
     * @param asked how long CertCentral asks to wait; zero is as good as nothing
     */
    Pause after(Instant sent, Instant now, Optional<Duration> asked, LimitSettings settings) {
        Optional<Duration> named = asked.filter(CertCentralSettings::isPositive);
        if (named.isPresent()) {
            return new Pause(later(until, now.plus(shorter(named.get(), LONGEST_ASKED))), length);
        }
        Duration next = next(sent, settings);
        return new Pause(later(until, now.plus(next)), next);
    }

    Pause wentWell() {
        return new Pause(until, Duration.ZERO);
    }

    /** What the database knows, and what this node could not write there. */
    Pause with(Pause stored) {
        return new Pause(later(until, stored.until), stored.length);
    }

    private Duration next(Instant sent, LimitSettings settings) {
        if (length.isZero()) {
            return settings.firstPause();
        }
        // Calls that were under way together are refused together; that is one 429, not several.
        return sent.isBefore(until) ? length : shorter(length.multipliedBy(2), settings.longestPause());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
