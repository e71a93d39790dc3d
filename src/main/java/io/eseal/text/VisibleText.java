package io.eseal.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a text holds anything that people can see. {@link String#isBlank} is not enough: it knows neither the
 * no-break spaces nor the characters of no width, and a text of them looks as empty as a missing one.
 */
public final class VisibleText {

    /**
     * Characters without any ink that are no white space: controls, format and direction characters, fillers, variation
     * selectors (Unicode's property Default_Ignorable_Code_Point), the blank Braille pattern, the blanks of music,
     * Khitan and hieroglyphs, halves of a surrogate pair, and code points that are no characters.
     */
    private static final String INVISIBLE =
            "\\p{Cc}\\p{Cf}\\p{Cs}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2028\\u2029\\u2065\\u2800\\u3164"
                    + "\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8\\x{13441}\\x{13442}\\x{16FE4}\\x{1D159}\\x{E0000}-\\x{E0FFF}"
                    + "\\p{IsNoncharacter_Code_Point}";

    private static final String WHITE_SPACE = "\\p{IsWhite_Space}\\p{Z}";

    private static final Pattern HIDDEN = Pattern.compile("[" + INVISIBLE + "]");
    private static final Pattern BLANK = Pattern.compile("[" + INVISIBLE + WHITE_SPACE + "]*");
    // Modifier letters look like apostrophes and other marks.
    private static final Pattern LETTER = Pattern.compile("[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}&&[^" + INVISIBLE + "]]");
    private static final Pattern DIGIT = Pattern.compile("\\p{N}");

    private VisibleText() {}

    /** Returns whether nothing of the text can be seen; true for null and for an empty text. */
    public static boolean isBlank(@Nullable String text) {
        return text == null || BLANK.matcher(text).matches();
    }

    /** Returns the text without white space at its edges; an empty text when nothing of it can be seen. */
    public static String trim(@Nullable String text) {
        if (text == null || isBlank(text)) {
            return "";
        }
        int start = 0;
        while (isSpace(text.codePointAt(start))) {
            start = text.offsetByCodePoints(start, 1);
        }
        int end = text.length();
        while (isSpace(text.codePointBefore(end))) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(start, end);
    }

    // Format characters stay at the edges: one may change the form of the letter beside it.
    private static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.CONTROL;
    }

    /** Returns whether the text holds a letter that can be seen, of any script. */
    public static boolean hasLetter(String text) {
        return LETTER.matcher(text).find();
    }

    /** Returns whether the text holds a letter or a digit that can be seen, of any script. */
    public static boolean hasLetterOrDigit(String text) {
        return hasLetter(text) || DIGIT.matcher(text).find();
    }

    /** Returns whether the text holds invisible characters or characters that turn the direction of writing. */
    public static boolean hasInvisible(String text) {
        return HIDDEN.matcher(text).find();
    }

    /** Returns the text without its invisible characters; white space stays. */
    public static String withoutInvisible(String text) {
        return HIDDEN.matcher(text).replaceAll("");
    }
}
