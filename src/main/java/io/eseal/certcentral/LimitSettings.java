package io.eseal.certcentral;

import static io.eseal.certcentral.CertCentralSettings.check;
import static io.eseal.certcentral.CertCentralSettings.isPositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the call budget and of the pause, which all nodes with the same API key share. CertCentral takes 100
 * calls of a key in 5 seconds and 1000 in 180 seconds, in rolling windows (dev.digicert.com, "Rate limits"); the
 * defaults leave a fifth to other users of the key. A value that is not allowed stops the start.
 *
 * @param callsPerShortWindow most calls in any short window, at least 2
 * @param shortWindow length of the short window, some seconds
 * @param callsPerLongWindow most calls in any long window, at least 2
 * @param longWindow length of the long window, some minutes
 * @param longestWait longest wait of a call for the budget, during which it holds a database connection; at most 10 s
 * @param firstPause pause of the key after a 429 without {@code Retry-After}
 * @param longestPause upper limit of the pause, which doubles with each further 429
 */
@ConfigurationProperties("certcentral.limits")
record LimitSettings(
        @DefaultValue("80") int callsPerShortWindow,
        @DefaultValue("PT5S") Duration shortWindow,
        @DefaultValue("800") int callsPerLongWindow,
        @DefaultValue("PT3M") Duration longWindow,
        @DefaultValue("PT1S") Duration longestWait,
        @DefaultValue("PT5S") Duration firstPause,
        @DefaultValue("PT3M") Duration longestPause) {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    LimitSettings {
        check(callsPerShortWindow >= 2, "certcentral.limits.calls-per-short-window must be at least 2.");
        check(isPositive(shortWindow), "certcentral.limits.short-window must be longer than zero.");
        check(callsPerLongWindow >= 2, "certcentral.limits.calls-per-long-window must be at least 2.");
        check(isPositive(longWindow), "certcentral.limits.long-window must be longer than zero.");
        check(
                isPositive(longestWait) && longestWait.compareTo(LONGEST_WAIT) <= 0,
                "certcentral.limits.longest-wait must be longer than zero and at most ten seconds.");
        check(isPositive(firstPause), "certcentral.limits.first-pause must be longer than zero.");
        check(
                longestPause != null && longestPause.compareTo(firstPause) >= 0,
                "certcentral.limits.longest-pause must not be shorter than certcentral.limits.first-pause.");
    }

    /** Returns the calls that both windows permit in the long run. */
    CallRate rate() {
        return new CallRate(
                Math.min(perSecond(callsPerShortWindow, shortWindow), perSecond(callsPerLongWindow, longWindow)));
    }

    private static double perSecond(int calls, Duration window) {
        return calls * 1000.0 / window.toMillis();
    }
}
