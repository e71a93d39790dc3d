package io.eseal.ledgercheck;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the ledger check, {@code eseal.ledger-check.*}.
 *
 * @param cron when the ledger is checked, in UTC, once for the whole cluster; {@code -} for on demand only
 * @param keep how many checks are stored; older ones are deleted
 * @param orderReads how many orders a check reads one by one at most, to confirm possible differences
 * @param settleTime how long before a check a change must have been made to be compared; later changes are left to the
 *     next check
 */
@Validated
@ConfigurationProperties("eseal.ledger-check")
record LedgerCheckSettings(
        @NotBlank @DefaultValue("0 30 3 * * *") String cron,
        @Min(1) @DefaultValue("30") int keep,
        @Min(1) @DefaultValue("200") int orderReads,
        @NotNull @DurationMin @DefaultValue("PT5M") Duration settleTime) {

    /**
     * Checks the cron expression.
     *
     * @throws IllegalArgumentException when the expression is not valid
     */
    LedgerCheckSettings {
        if (cron != null && !cron.equals(Scheduled.CRON_DISABLED) && !CronExpression.isValidExpression(cron)) {
            throw new IllegalArgumentException(
                    "eseal.ledger-check.cron must be a cron expression of six fields or -, but is: " + cron);
        }
    }
}
