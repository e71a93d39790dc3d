package io.eseal.watch;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the watch over seals in service, {@code eseal.watch.*}.
 *
 * @param interval how often each seal is looked at
 * @param passInterval how often one node of the cluster takes some of the seals that are due, so that the calls to
 *     issuers spread over the interval; at most 30 minutes, the longest time that the lock of a pass is held
 */
@Validated
@ConfigurationProperties("eseal.watch")
record WatchSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("P1D")
        Duration interval,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 30) @DefaultValue("PT5M")
        Duration passInterval) {}
