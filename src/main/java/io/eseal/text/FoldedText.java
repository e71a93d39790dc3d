package io.eseal.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which texts are searched: without case, accents and variants of signs that look the same, so that
 * "strasse" finds "Straße", "istanbul" finds "İSTANBUL", and "société" finds itself however it was typed.
 */
public final class FoldedText {

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private FoldedText() {}

    /** Returns the form of the text; the form of a form is itself. A text of accents alone has an empty one. */
    public static String of(String text) {
        String plain = withoutCase(decomposed(withoutCase(decomposed(text))));
        return SPACES.matcher(decomposed(plain)).replaceAll(" ").strip();
    }

    private static String decomposed(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }

    /** To lower case, over upper case: there "ß" becomes "SS", and a sigma is one wherever it stands in a word. */
    private static String withoutCase(String text) {
        String upper = lowerCase(text).toUpperCase(Locale.ROOT);
        return lowerCase(upper);
    }

    private static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }
}
