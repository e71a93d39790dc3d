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
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Mail is on once {@code spring.mail.host} is set.
 *
 * @param from sender of the mails
 * @param baseUrl address under which people reach this service, without what follows its host and context path; links
 *     start with it
 * @param groups addresses for a group, such as of a mailing list; without one its members in the engine's identity
 *     service are told
 * @param escalateAfter how long after its due date a task is escalated at the latest; one that may take less time,
 *     after that time
 * @param incidentPause how long after a mail about incidents the next ones are gathered
 * @param giveUpAfter how long a mail is tried for
 * @param deliveryInterval how often mail is sent that waits, once for the whole cluster
 * @param sweepInterval how often overdue tasks and incidents are looked for, once for the whole cluster
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

        @Valid @DefaultValue GroupAddresses groups,

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
