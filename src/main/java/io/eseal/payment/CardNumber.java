package io.eseal.payment;

import io.eseal.screening.CardBrand;
import io.eseal.screening.CardNumbers;
import io.eseal.text.VisibleText;
import io.eseal.validation.ValueRule;
import java.util.regex.Pattern;

/** Rule of a card's number: digits, a length that its brand issues, and the check digit. */
final class CardNumber {

    private static final Pattern WRITTEN = Pattern.compile("[0-9](?:[ -]?[0-9]){0,63}");

    private CardNumber() {}

    // Not built on the rules of texts, because those refuse card numbers.
    static ValueRule rule() {
        return (value, at) -> {
            if (!value.isTextual()) {
                at.report("type", "must be a text.");
            } else if (!WRITTEN.matcher(VisibleText.trim(value.textValue())).matches()) {
                at.report("format", "must hold digits only, optionally grouped by spaces or dashes.");
            } else if (!hasBrandLength(digits(value.textValue()))) {
                at.report("length", "does not have the number of digits of this kind of card.");
            } else if (!CardNumbers.luhn(digits(value.textValue()))) {
                at.report("check_digit", "is not a valid card number: its check digit does not fit.");
            }
            return value;
        };
    }

    /** Returns the number without spaces and dashes. */
    static String digits(String number) {
        return VisibleText.trim(number.replaceAll("[ -]", ""));
    }

    /** Returns whether the number is one that its brand may have issued, with a correct check digit. */
    static boolean isValid(String digits) {
        return WRITTEN.matcher(digits).matches() && hasBrandLength(digits) && CardNumbers.luhn(digits);
    }

    /** Returns the number of digits of the CVV of this brand. */
    static int cvvLength(String digits) {
        return CardBrand.of(digits).cvvLength();
    }

    /** Returns brand and last four digits, the only part of a card's number that may be stored. */
    static String masked(String digits) {
        return CardBrand.of(digits).label() + " ending in " + digits.substring(Math.max(0, digits.length() - 4));
    }

    private static boolean hasBrandLength(String digits) {
        return CardBrand.of(digits).issues(digits);
    }
}
