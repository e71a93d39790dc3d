package io.eseal.certificate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of certificates.
 *
 * @param proof whether a seal has to prove that it seals before it is in service: {@code required}, {@code offered}
 *     (its owner may leave it out) or {@code off}
 * @param renewalWindow time before a seal's end at which its requester is asked about renewal
 * @param reminders times before a seal's end at which people are reminded of it, each at most once; empty: never
 * @param reminderCron when people are reminded, each day: a cron expression with seconds, in UTC; {@code -}: never
 */
@Validated
@ConfigurationProperties("eseal.certificate")
record CertificateSettings(
        @NotNull @DefaultValue("required") ProofDemand proof,

        @NotNull @DurationMin(millis = 1) @DefaultValue("P90D")
        Duration renewalWindow,

        @NotNull @UniqueElements @DefaultValue({"P90D", "P60D", "P30D", "P14D", "P7D"})
        List<@NotNull @DurationMin(seconds = 1) Duration> reminders,

        @NotBlank @DefaultValue("0 0 6 * * *") String reminderCron) {

    /**
     * Checks the cron expression.
     *
     * @throws IllegalArgumentException when the expression is not valid
     */
    CertificateSettings {
        reminders = reminders == null ? List.of() : List.copyOf(reminders);
        if (reminderCron != null
                && !reminderCron.equals(Scheduled.CRON_DISABLED)
                && !CronExpression.isValidExpression(reminderCron)) {
            throw new IllegalArgumentException(
                    "eseal.certificate.reminder-cron must be a cron expression of six fields or -, but is: "
                            + reminderCron);
        }
    }
}
