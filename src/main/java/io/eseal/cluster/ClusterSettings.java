package io.eseal.cluster;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the nodes that share one database, {@code eseal.cluster.*}.
 *
 * @param lostAfter how long nothing is heard of a node until the others take its jobs; each node tells of itself in an
 *     eighth of this time
 * @param stopNotice how long a node that is told to stop still takes calls, while its readiness says no: longer than
 *     the load balancer in front of it takes to notice
 */
@Validated
@ConfigurationProperties("eseal.cluster")
record ClusterSettings(
        @NotNull @DurationMin(seconds = 8) @DurationMax(minutes = 5) @DefaultValue("PT40S")
        Duration lostAfter,

        @NotNull @DurationMin @DurationMax(minutes = 2) @DefaultValue("PT5S")
        Duration stopNotice) {

    Duration beat() {
        return lostAfter.dividedBy(8);
    }

    /** How long nothing is heard of a node until people are told. */
    Duration silentAfter() {
        return beat().multipliedBy(3);
    }
}
