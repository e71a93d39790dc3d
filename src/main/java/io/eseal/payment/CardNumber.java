package io.eseal.payment;

import io.eseal.screening.CardBrand;
import io.eseal.screening.CardNumbers;
import io.eseal.validation.ValueRule;
import java.util.regex.Pattern;

/** The rule of a card's number: digits, the length of its brand, and the check digit. */
final class CardNumber {

    private static final Pattern WRITTEN = Pattern.compile("[0-9](?:[ -]?[0-9]){0,63}");

    private CardNumber() {}

    // Not a text rule: those refuse card numbers.
    static ValueRule rule() {
        return (value, at) -> {
            if (!value.isTextual()) {
                at.report("type", "must be a text.");
            } else if (!WRITTEN.matcher(value.textValue().strip()).matches()) {
                at.report("format", "must hold digits only, optionally grouped by spaces or dashes.");
            } else if (!hasBrandLength(digits(value.textValue()))) {
                at.report("length", "does not have the number of digits of this kind of card.");
            } else if (!CardNumbers.luhn(digits(value.textValue()))) {
                at.report("check_digit", "is not a valid card number: its check digit does not fit.");
            }
            return value;
        };
    }

    static String digits(String number) {
        return number.replaceAll("[ -]", "").strip();
    }

    static boolean isValid(String digits) {
        return WRITTEN.matcher(digits).matches() && hasBrandLength(digits) && CardNumbers.luhn(digits);
    }

    static int cvvLength(String digits) {
        return CardBrand.of(digits).cvvLength();
    }

    /** All that may be kept of a number: its brand and its last four digits. */
    static String masked(String digits) {
        return CardBrand.of(digits).label() + " ending in " + digits.substring(Math.max(0, digits.length() - 4));
    }

    private static boolean hasBrandLength(String digits) {
        return CardBrand.of(digits).issues(digits);
    }
}
