package io.eseal.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of mail, which is on once {@code spring.mail.host} is set.
 *
 * @param from sender of the mails
 * @param baseUrl public address of this service, up to its context path; links start with it
 * @param groups addresses of groups, such as mailing lists; a group without one is mailed at the addresses of its
 *     members
 * @param escalateAfter longest time after its due date until a task is escalated; a task that was given less time until
 *     its due date is escalated after that time
 * @param incidentPause how long new incidents are collected after a mail about incidents
 * @param giveUpAfter how long the sending of a mail is tried
 * @param deliveryInterval interval at which waiting mail is sent, on one node of the cluster
 * @param sweepInterval interval of the search for overdue tasks and new incidents, on one node of the cluster
 */
@Validated
@ConfigurationProperties("eseal.notification")
record NotificationSettings(
        @NotBlank @DefaultValue("eseal-orchestrator@localhost")
        String from,

        @NotNull
        @Pattern(
                regexp = "(https?://[^\\s/?#@]+(/[^\\s?#]*)?)?",
                message = "must be an address such as https://seals.example.org")
        @DefaultValue("")
        String baseUrl,

        @Valid @NestedConfigurationProperty @DefaultValue GroupAddresses groups,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("P1D")
        Duration escalateAfter,

        @NotNull @DurationMin @DefaultValue("PT15M") Duration incidentPause,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("P3D")
        Duration giveUpAfter,

        @NotNull @DurationMin(millis = 1) @DefaultValue("PT10S")
        Duration deliveryInterval,

        @NotNull @DurationMin(millis = 1) @DefaultValue("PT1M")
        Duration sweepInterval) {

    NotificationSettings {
        baseUrl = baseUrl == null ? "" : baseUrl.strip().replaceAll("/+$", "");
        try {
            new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("eseal.notification.from must be a mail address; it is '" + from + "'");
        }
    }
}
