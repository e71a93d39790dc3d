package io.eseal.tracking;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the tracking of orders, {@code eseal.tracking.*}.
 *
 * @param sweepInterval how often CertCentral is asked which orders changed, once for the whole cluster; at most 5
 *     minutes, the longest time that the sweep's lock is held
 * @param fallbackPoll how long an order waits for a status change at most before its status is read anyway; longer
 *     where so many wait that this would take more than a tenth of the API key's calls
 * @param serviceLevel how long an order may stay open before a person chases its validation
 */
@Validated
@ConfigurationProperties("eseal.tracking")
record TrackingSettings(
        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("PT1M")
        Duration sweepInterval,

        @NotNull @DurationMin(millis = 1) @DefaultValue("PT6H")
        Duration fallbackPoll,

        @NotNull @DurationMin(millis = 1) @DefaultValue("P10D")
        Duration serviceLevel) {}
