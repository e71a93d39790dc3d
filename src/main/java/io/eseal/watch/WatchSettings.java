package io.eseal.watch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the watch over seals in service, {@code eseal.watch.*}.
 *
 * @param interval how often the certificate of each seal is looked at
 * @param passInterval how often one node of the cluster takes some of the seals that are due, so that the calls to
 *     issuers spread over the interval; at most 30 minutes, the longest time that the lock of a pass is held
 * @param orderInterval how long the order of a seal is left unread at CertCentral when no change of it is told; longer
 *     where {@code orderReads} do not suffice for all seals
 * @param orderReads how many orders at most are read in a day without a change of them, by all nodes together, beside
 *     one in each pass; the default is one in a hundred of five calls a second
 */
@Validated
@ConfigurationProperties("eseal.watch")
record WatchSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("P1D")
        Duration interval,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 30) @DefaultValue("PT5M")
        Duration passInterval,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("P30D")
        Duration orderInterval,

        @Positive @Max(1_000_000) @DefaultValue("4000") long orderReads) {}
