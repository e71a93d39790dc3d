package io.eseal.screening;

import java.util.Locale;
import java.util.Set;

/** The names that fields of card data go by. */
public final class CardFields {

    private static final Set<String> NAMES = Set.of(
            "creditcard",
            "card",
            "cardnumber",
            "cardcvv",
            "cardcvc",
            "cvv",
            "cvv2",
            "cvc",
            "cvc2",
            "securitycode",
            "cardsecuritycode",
            "pan");

    private CardFields() {}

    /**
     * Whether a field is named like card data, in whatever case and with whatever between the words: a CVV has no form
     * by which it could be told from other numbers.
     */
    public static boolean isOne(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
