package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/**
 * A product of the account.
 *
 * @param nameId such as {@code eu_eseal}
 * @param validationType type of the validation of its organisation that its issuance needs, such as {@code ov}
 * @param allowedValidityYears empty if the answer does not say
 * @param allowedOrderValidityYears empty if the answer does not say
 */
public record Product(
        Optional<String> nameId,
        Optional<String> name,
        Optional<String> groupName,
        Optional<String> type,
        Optional<String> validationType,
        List<Integer> allowedValidityYears,
        List<Integer> allowedOrderValidityYears,
        boolean csrRequired,
        boolean customExpirationDateAllowed) {

    public Product {
        allowedValidityYears = Listed.of(allowedValidityYears);
        allowedOrderValidityYears = Listed.of(allowedOrderValidityYears);
    }
}
