package io.eseal.payment;

import io.eseal.approval.OrderPrice;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param price what one order may cost at most, in the currency of the CertCentral account: the funds that must be
 *     there before ordering
 * @param sweepInterval how often card payments are followed up whose call was cut off, once for the whole cluster; no
 *     longer than its lock is held at most
 */
@Validated
@ConfigurationProperties("eseal.payment")
record PaymentSettings(
        @NotNull @PositiveOrZero @DefaultValue("500.00") BigDecimal price,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 1) @DefaultValue("PT30S")
        Duration sweepInterval)
        implements OrderPrice {

    /** The price that the installation configures: CertCentral tells none before an order. */
    @Override
    public BigDecimal atMost() {
        return price;
    }
}
