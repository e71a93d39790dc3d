package io.eseal.approval;

import java.util.Locale;

/** Fingerprints as people compare them. */
final class Fingerprints {

    private Fingerprints() {}

    /**
     * In pairs with colons, such as {@code AB:CD:12}, as certificate viewers show them. In any other grouping the
     * digits of one in several hundred line up like a card number, which is kept nowhere.
     *
     * @param hex an even number of hexadecimal digits
     */
    static String shown(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    }
}
