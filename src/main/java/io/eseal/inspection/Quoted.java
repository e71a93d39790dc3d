package io.eseal.inspection;

import io.eseal.text.VisibleText;
import java.util.Collection;
import java.util.stream.Collectors;

/** Texts from certificates, made fit to be shown: cut, and without characters that control the display. */
final class Quoted {

    private static final int LONGEST = 300;

    private Quoted() {}

    /** Returns the text in quotation marks. */
    static String text(String text) {
        return "\"" + plain(text) + "\"";
    }

    /** Returns the texts in quotation marks with commas between them, or {@code none}. */
    static String list(Collection<String> texts) {
        return texts.isEmpty() ? "none" : plain(texts.stream().limit(20).collect(Collectors.joining(", ")));
    }

    /** Returns the text without quotation marks. */
    static String plain(String text) {
        String shown = text.codePoints()
                .limit(LONGEST)
                .mapToObj(point -> isInvisible(point) ? codePoint(point) : Character.toString(point))
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown;
    }

    /** Returns whether a character is not seen, changes how others are seen, or is none that fonts know. */
    static boolean isInvisible(int point) {
        int type = Character.getType(point);
        return type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || point >= 0x7F && VisibleText.hasInvisible(Character.toString(point))
                || type == Character.CONTROL;
    }

    /** Returns the name of the code point, such as {@code U+200B}. */
    static String codePoint(int point) {
        return "U+%04X".formatted(point);
    }
}
