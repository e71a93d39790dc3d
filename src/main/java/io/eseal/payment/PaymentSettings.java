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
 * Settings of payment.
 *
 * @param price highest price of one order, in the currency of the CertCentral account: the funds that must be available
 *     before ordering
 * @param balanceKept how long a node goes by a balance that CertCentral told, less what was ordered since, before it
 *     asks again; zero to ask for each order
 * @param sweepInterval time between two sweeps for card payments whose call was cut off, for the whole cluster; at most
 *     one minute, the longest time that the sweep's lock is held
 */
@Validated
@ConfigurationProperties("eseal.payment")
record PaymentSettings(
        @NotNull @PositiveOrZero @DefaultValue("500.00") BigDecimal price,

        @NotNull @DurationMin(seconds = 0) @DurationMax(minutes = 15) @DefaultValue("PT2M")
        Duration balanceKept,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 1) @DefaultValue("PT30S")
        Duration sweepInterval)
        implements OrderPrice {

    /** Returns the configured price, because CertCentral tells none before an order. */
    @Override
    public BigDecimal atMost() {
        return price;
    }
}
