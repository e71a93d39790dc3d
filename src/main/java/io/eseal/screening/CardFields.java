package io.eseal.screening;

import java.util.Locale;
import java.util.Set;

/** Recognises fields of card data by their names. */
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
     * Returns whether a field is named like card data, in any case and with any characters between the words. A CVV can
     * be recognised by its field name only: its value looks like any other number.
     */
    public static boolean isOne(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
