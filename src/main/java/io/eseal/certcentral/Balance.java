package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the account can spend, in units of {@code currency}.
 *
 * @param totalAvailableFunds balance plus credit line; absent when credit is unlimited
 * @param unlimited whether orders are taken whatever the balance
 */
public record Balance(
        Optional<BigDecimal> balance,
        Optional<String> currency,
        Optional<BigDecimal> unpaidInvoiceBalance,
        Optional<BigDecimal> negativeBalanceLimit,
        Optional<BigDecimal> usedCreditFromOtherContainers,
        Optional<BigDecimal> totalAvailableFunds,
        @JsonProperty("unlimited_negative_balance") boolean unlimited) {

    public static Balance of(BigDecimal totalAvailableFunds, String currency) {
        return new Balance(
                Optional.empty(),
                Optional.of(currency),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(totalAvailableFunds),
                false);
    }

    /** Whether an order of this price, in the account's currency, can be paid. False if the answer does not tell. */
    public boolean covers(BigDecimal price) {
        return unlimited
                || totalAvailableFunds.map(funds -> funds.compareTo(price) >= 0).orElse(false);
    }
}
