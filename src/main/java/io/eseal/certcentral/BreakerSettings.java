package io.eseal.certcentral;

import static io.eseal.certcentral.CertCentralSettings.check;
import static io.eseal.certcentral.CertCentralSettings.isPositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the circuit breaker, which stops the calls of a node while CertCentral does not answer. A value that is
 * not allowed stops the start.
 *
 * @param calls number of latest calls that are judged, at least 1
 * @param leastCalls number of calls before the first judgement, 1 to {@code calls}
 * @param failureRate percentage of failed calls that opens the breaker, 1 to 100
 * @param firstWait how long no call is sent then, before trial calls; longer than zero
 * @param longestWait upper limit of the wait, which doubles after every failed trial; at least {@code firstWait}
 * @param probes number of trial calls, at least 1
 */
@ConfigurationProperties("certcentral.breaker")
record BreakerSettings(
        @DefaultValue("20") int calls,
        @DefaultValue("10") int leastCalls,
        @DefaultValue("50") int failureRate,
        @DefaultValue("PT30S") Duration firstWait,
        @DefaultValue("PT5M") Duration longestWait,
        @DefaultValue("3") int probes) {

    BreakerSettings {
        check(calls >= 1, "certcentral.breaker.calls must be at least 1.");
        check(
                leastCalls >= 1 && leastCalls <= calls,
                "certcentral.breaker.least-calls must be at least 1 and at most certcentral.breaker.calls.");
        check(failureRate >= 1 && failureRate <= 100, "certcentral.breaker.failure-rate must be 1 to 100.");
        check(isPositive(firstWait), "certcentral.breaker.first-wait must be longer than zero.");
        check(
                longestWait != null && longestWait.compareTo(firstWait) >= 0,
                "certcentral.breaker.longest-wait must not be shorter than certcentral.breaker.first-wait.");
        check(probes >= 1, "certcentral.breaker.probes must be at least 1.");
    }
}
