package io.eseal.approval;

import java.util.Locale;

/** Formats fingerprints in the way people compare them. */
final class Fingerprints {

    private Fingerprints() {}

    /**
     * Returns the digits in pairs with colons, such as {@code AB:CD:12}, as certificate viewers show them. In any other
     * grouping the digits of one fingerprint in several hundred look like a card number, and card numbers are removed
     * from texts.
     *
     * @param hex an even number of hexadecimal digits
     */
    static String shown(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    }
}
