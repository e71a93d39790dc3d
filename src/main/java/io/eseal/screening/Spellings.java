package io.eseal.screening;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a text into the canonical form in which all searches read it: Unicode's compatibility form NFKC, digits of all
 * scripts as 0 to 9, without invisible characters, and with the escapes of JSON, HTML and addresses undone.
 */
public final class Spellings {

    /**
     * The most rounds in which escapes are undone; one escape may hide another one. From the second round on, all
     * layers of one kind are undone at once: {@code %252534}.
     */
    private static final int ROUNDS = 3;
    /**
     * The most characters that one character may expand to; longer ones, such as ligatures of whole sentences, become a
     * blank.
     */
    private static final int LONGEST_FORM = 4;

    private static final String HAN_DIGITS = "\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";

    private static final Pattern ESCAPED = Pattern.compile(
            "\\\\+(?:u([0-9a-fA-F]{4})|u\\{([0-9a-fA-F]{1,6})\\}|x([0-9a-fA-F]{2})|([nrtbf])|([/\"'\\\\]))");
    private static final Pattern ENTITY = Pattern.compile(
            "&(?:amp;){0,9}(?:#[xX]0{0,6}([0-9a-fA-F]{1,6});?|#0{0,6}([0-9]{1,7});?|([a-zA-Z][a-zA-Z0-9]{1,31});)");

    private Spellings() {}

    /**
     * Returns the readings of a text in the canonical form: as it is and, when it has escapes, with one layer after
     * another undone.
     *
     * @return at least one text, in the order of the layers
     */
    public static Set<String> of(CharSequence text) {
        Set<String> readings = new LinkedHashSet<>();
        String reading = visible(text);
        for (int round = 0; readings.add(reading) && round < ROUNDS; round++) {
            reading = visible(percent(entities(escapes(reading)), round > 0));
        }
        return readings;
    }

    /**
     * Applies NFKC and removes invisible characters: marks, fillers, and format and control characters other than
     * blanks and line breaks.
     */
    static String visible(CharSequence text) {
        if (isPlainAscii(text)) {
            return text.toString();
        }
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int character = Character.codePointAt(text, i);
            i += Character.charCount(character);
            if (character < 0x80) {
                append(character, visible);
            } else if (!isUnseen(character)) {
                // Characters are normalised one by one: compositions of several characters have no digits, and marks
                // are removed.
                appendForm(Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC), visible);
            }
        }
        return visible.toString();
    }

    private static void appendForm(String form, StringBuilder visible) {
        if (form.length() > LONGEST_FORM) {
            visible.append(' ');
        } else {
            form.codePoints().forEach(character -> append(character, visible));
        }
    }

    private static void append(int character, StringBuilder visible) {
        if (!isUnseen(character)) {
            int digit = character < 0x80 ? -1 : digit(character);
            visible.appendCodePoint(digit >= 0 ? '0' + digit : character);
        }
    }

    /** Returns the value of a digit in any script, in a circle, or as a Han numeral; -1 for any other character. */
    @SuppressWarnings("CharacterGetNumericValue") // Numerals of all scripts are meant; their types exclude letters.
    private static int digit(int character) {
        int type = Character.getType(character);
        if (type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.OTHER_NUMBER
                || type == Character.LETTER_NUMBER) {
            int value = Character.getNumericValue(character);
            return value <= 9 ? value : -1;
        }
        return HAN_DIGITS.indexOf(character);
    }

    private static boolean isPlainAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if ((character < ' ' || character >= 0x7f) && character != '\n' && character != '\r' && character != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.CONTROL -> character != '\n' && character != '\r' && character != '\t' && character != 0x85;
            // Unicode counts Hangul fillers and the Braille blank as letters and symbols, but they are invisible.
            default ->
                character == 0x115F
                        || character == 0x1160
                        || character == 0x3164
                        || character == 0xFFA0
                        || character == 0x2800;
        };
    }

    private static String escapes(String text) {
        return text.indexOf('\\') < 0
                ? text
                : ESCAPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escaped(found)));
    }

    private static String escaped(MatchResult found) {
        for (int group = 1; group <= 3; group++) {
            if (found.group(group) != null) {
                return character(Integer.parseInt(found.group(group), 16));
            }
        }
        return found.group(5) != null ? found.group(5) : "\n";
    }

    private static String entities(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(entity(found)));
    }

    private static String entity(MatchResult found) {
        if (found.group(1) != null) {
            return character(Integer.parseInt(found.group(1), 16));
        }
        if (found.group(2) != null) {
            return character(Integer.parseInt(found.group(2)));
        }
        return switch (found.group(3).toLowerCase(Locale.ROOT)) {
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "percnt" -> "%";
            case "bsol" -> "\\";
            case "plus" -> "+";
            case "equals" -> "=";
            case "lt" -> "<";
            case "gt" -> ">";
            case "colon" -> ":";
            case "newline" -> "\n";
            case "sol" -> "/";
            case "hyphen", "dash" -> "-";
            case "lowbar" -> "_";
            case "zwj", "zwnj", "shy", "lrm", "rlm", "nobreak", "zerowidthspace" -> "";
            // Any other entity is one character that is not a digit.
            default -> " ";
        };
    }

    /**
     * Undoes percent escapes: {@code %34}, {@code %u0034} of old scripts and, when all layers are undone, {@code %2534}
     * and {@code %252534}.
     */
    private static String percent(String text, boolean allLayers) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int start = text.charAt(i) != '%' ? i : allLayers ? innermost(text, i + 1) : i + 1;
            if (start > i && isHex(text, start, 2)) {
                bytes.write(Integer.parseInt(text, start, start + 2, 16));
                i = start + 2;
                continue;
            }
            flush(bytes, plain);
            if (start > i && start < text.length() && text.charAt(start) == 'u' && isHex(text, start + 1, 4)) {
                plain.append(character(Integer.parseInt(text, start + 1, start + 5, 16)));
                i = start + 5;
            } else {
                plain.append(text.charAt(i++));
            }
        }
        flush(bytes, plain);
        return plain.toString();
    }

    /** Returns the index behind all escapes of the percent sign itself. */
    private static int innermost(String text, int at) {
        int start = at;
        while (text.startsWith("25", start) && (isHex(text, start + 2, 2) || text.startsWith("u", start + 2))) {
            start += 2;
        }
        return start;
    }

    private static boolean isHex(String text, int start, int length) {
        if (start + length > text.length()) {
            return false;
        }
        for (int i = start; i < start + length; i++) {
            if (text.charAt(i) >= 0x80 || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void flush(ByteArrayOutputStream bytes, StringBuilder plain) {
        if (bytes.size() > 0) {
            try {
                plain.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
            } catch (CharacterCodingException e) {
                plain.append(bytes.toString(StandardCharsets.ISO_8859_1));
            }
            bytes.reset();
        }
    }

    private static String character(int codePoint) {
        // Halves of a surrogate pair join when the text is put together.
        return Character.isValidCodePoint(codePoint)
                ? codePoint <= 0xFFFF ? String.valueOf((char) codePoint) : Character.toString(codePoint)
                : " ";
    }
}
