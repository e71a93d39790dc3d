package io.eseal.screening;

/**
 * Tells of single characters what they become in the canonical form of {@link Spellings}, so that a text is not brought
 * into it that can hold nothing: bytes that are no UTF-16 read as if they were, or a text in Chinese.
 */
final class CanonicalSigns {

    private static final byte NEITHER = 1;
    private static final byte ASCII = 2;
    private static final byte DIGIT = 3;

    /** What has been found out for each character; 0 for nothing yet. Two threads find out the same. */
    private static final byte[] KINDS = new byte[Character.MAX_VALUE + 1];

    private CanonicalSigns() {}

    /** Returns whether the text has at least so many characters that may be digits of any script. */
    static boolean hasDigits(CharSequence text, int fewest) {
        return has(text, fewest, DIGIT);
    }

    /** Returns whether the text has at least so many characters that may be characters of ASCII in another form. */
    static boolean hasAscii(CharSequence text, int fewest) {
        return has(text, fewest, ASCII);
    }

    private static boolean has(CharSequence text, int fewest, byte kind) {
        int found = 0;
        for (int i = 0; i < text.length() && found < fewest; i++) {
            if (kind(text.charAt(i)) >= kind) {
                found++;
            }
        }
        return found >= fewest;
    }

    private static byte kind(char character) {
        byte known = KINDS[character];
        if (known == 0) {
            known = found(character);
            KINDS[character] = known;
        }
        return known;
    }

    private static byte found(char character) {
        // Half of a character beyond the first 65,536, among which all scripts have digits.
        if (Character.isSurrogate(character)) {
            return DIGIT;
        }
        String form = Spellings.visible(String.valueOf(character));
        if (form.chars().anyMatch(each -> each >= '0' && each <= '9')) {
            return DIGIT;
        }
        return form.chars().anyMatch(each -> each < 0x80) ? ASCII : NEITHER;
    }
}
