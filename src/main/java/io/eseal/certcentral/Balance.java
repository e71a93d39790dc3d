package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Amounts that the account can spend, in units of {@code currency}.
 *
 * @param totalAvailableFunds balance plus credit line; empty if credit is unlimited
 * @param unlimited whether CertCentral takes orders whatever the balance is
 */
public record Balance(
        Optional<BigDecimal> balance,
        Optional<String> currency,
        Optional<BigDecimal> unpaidInvoiceBalance,
        Optional<BigDecimal> negativeBalanceLimit,
        Optional<BigDecimal> usedCreditFromOtherContainers,
        Optional<BigDecimal> totalAvailableFunds,
        @JsonProperty("unlimited_negative_balance") boolean unlimited) {

    /** Returns a limited balance of which only the available funds and their currency are given. */
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

    /**
     * Returns whether an order of this price, in the account's currency, can be paid; false if the answer does not say.
     */
    public boolean covers(BigDecimal price) {
        return unlimited
                || totalAvailableFunds.map(funds -> funds.compareTo(price) >= 0).orElse(false);
    }
}
