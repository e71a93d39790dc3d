package io.eseal.payment;

import io.eseal.approval.OrderPrice;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;

/** The price that the installation configures: CertCentral tells none before an order. */
@Component
class ConfiguredPrice implements OrderPrice {

    private final PaymentSettings settings;

    ConfiguredPrice(PaymentSettings settings) {
        this.settings = settings;
    }

    @Override
    public BigDecimal atMost() {
        return settings.price();
    }
}
