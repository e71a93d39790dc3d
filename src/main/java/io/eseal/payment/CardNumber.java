package io.eseal.payment;

import io.eseal.request.CardNumbers;
import io.eseal.request.ValueRule;

import java.util.regex.Pattern;

/** The rule of a card's number: digits, the length of its brand, and the check digit. */
final class CardNumber {

    private static final Pattern WRITTEN = Pattern.compile("[0-9](?:[ -]?[0-9]){0,63}");

    /** First digits (ISO/IEC 7812 issuer ranges) and the lengths a brand issues. */
    private enum Brand {
        AMEX("3[47][0-9]*", "[0-9]{15}"),
        VISA("4[0-9]*", "[0-9]{13}|[0-9]{16}|[0-9]{19}"),
        MASTERCARD("(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)[0-9]*", "[0-9]{16}"),
        DINERS("3(0[0-59]|[689])[0-9]*", "[0-9]{14,19}"),
        OTHER("[0-9]*", "[0-9]{12,19}");

        private final Pattern prefix;
        private final Pattern length;

        Brand(String prefix, String length) {
            this.prefix = Pattern.compile(prefix);
            this.length = Pattern.compile(length);
        }

        static Brand of(String digits) {
            for (Brand brand : values()) {
                if (brand.prefix.matcher(digits).matches()) {
                    return brand;
                }
            }
            return OTHER;
        }
    }

    private CardNumber() {
    }

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
        return Brand.of(digits) == Brand.AMEX ? 4 : 3;
    }

    private static boolean hasBrandLength(String digits) {
        return Brand.of(digits).length.matcher(digits).matches();
    }
}
