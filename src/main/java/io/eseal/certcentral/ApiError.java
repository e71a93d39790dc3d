package io.eseal.certcentral;

import java.util.regex.Pattern;

/**
 * Holds one error of an answer, in CertCentral's own words. Masks digits that could be a card number, because the text
 * is shown to people and stored.
 *
 * @param code such as {@code not_found|order}; empty if the answer had none
 * @param message text for people; empty if the answer had none
 */
public record ApiError(String code, String message) {

    // ISO/IEC 7812-1: a card number has up to 19 digits; 12 is the shortest in use.
    private static final Pattern CARD_NUMBER = Pattern.compile("(?:\\d[ -]?){8,15}(\\d{4})(?!\\d)");
    private static final int LONGEST_CODE = 120;
    private static final int LONGEST_MESSAGE = 1000;

    public ApiError {
        code = code == null
                ? ""
                : Texts.limited(masked(code.replaceAll("\\p{Cntrl}", " ").strip()), LONGEST_CODE);
        message = message == null ? "" : Texts.limited(masked(message), LONGEST_MESSAGE);
    }

    private static String masked(String text) {
        return CARD_NUMBER.matcher(text).replaceAll("****$1");
    }
}
