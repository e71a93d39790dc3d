package io.eseal.certcentral;

import static io.eseal.certcentral.CertCentralSettings.check;
import static io.eseal.certcentral.CertCentralSettings.isPositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a node stops calling a CertCentral that does not answer. A value that is not allowed stops the start.
 *
 * @param calls how many of the latest calls are judged
 * @param leastCalls fewer than this are never judged
 * @param failureRate per cent of them that must have failed, 1 to 100
 * @param firstWait how long nothing is sent then, before some calls try whether CertCentral is back
 * @param longestWait what the wait grows to, doubling each time that CertCentral was not
 * @param probes how many calls try
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
