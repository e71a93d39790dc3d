package io.eseal.certcentral;

/**
 * Makes texts from CertCentral fit for storage: PostgreSQL stores no NUL character, and half a surrogate pair is no
 * character in UTF-8. Both become U+FFFD, so that a text with one of them never equals a text without it.
 */
public final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** Returns the text as every database can store it; the same object if nothing was replaced. */
    public static String storable(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || isHalfOfAPair(text, i)) {
                changed = changed == null ? new StringBuilder(text) : changed;
                changed.setCharAt(i, REPLACEMENT);
            }
        }
        return changed == null ? text : changed.toString();
    }

    /**
     * Returns the beginning of the text, as every database can store it.
     *
     * @param longest most characters of the result, in UTF-16 units, which are at least as many as the database's
     *     characters
     */
    public static String limited(String text, int longest) {
        if (text.length() <= longest) {
            return storable(text);
        }
        boolean splitsAPair =
                Character.isHighSurrogate(text.charAt(longest - 1)) && Character.isLowSurrogate(text.charAt(longest));
        return storable(text.substring(0, splitsAPair ? longest - 1 : longest));
    }

    private static boolean isHalfOfAPair(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
