package io.eseal.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Decodes byte literals as Python, C and shells write them: {@code b'0\x82\x04\xbd\r'}. */
final class ByteLiterals {

    /** Layers of escapes: a literal within a JSON string has its escapes escaped, and so on. */
    private static final int LAYERS = 3;

    private static final String ESCAPE = "\\x";
    /**
     * Place where a literal ends and the next one continues it. A quote behind an odd number of backslashes is one of
     * the literal's own, behind an even number its last sign is a backslash.
     */
    private static final Pattern GOES_ON = Pattern.compile("(?<!\\\\)((?:\\\\\\\\){0,40})(['\"])\\\\?\\s{1,40}b?\\2");

    private ByteLiterals() {}

    /**
     * Decodes a text.
     *
     * @param shortest the fewest bytes of a result
     * @return the bytes of the whole text after each layer of escapes is undone; empty when no byte is escaped
     */
    static List<byte[]> in(String text, int shortest) {
        List<byte[]> found = new ArrayList<>();
        String literal = text;
        for (int layer = 0; layer < LAYERS && literal.contains(ESCAPE); layer++) {
            literal = unescaped(GOES_ON.matcher(literal).replaceAll("$1"));
            if (literal.length() >= shortest) {
                found.add(latin(literal));
            }
        }
        return found;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '\\' || i + 1 == text.length()) {
                plain.append(character);
                continue;
            }
            char kind = text.charAt(++i);
            int first = i + 2 < text.length() && kind == 'x' ? Character.digit(text.charAt(i + 1), 16) : -1;
            int second = first >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (second >= 0) {
                plain.append((char) (first << 4 | second));
                i += 2;
            } else {
                plain.append(control(kind));
            }
        }
        return plain.toString();
    }

    private static char control(char kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'a' -> 7;
            case 'v' -> 11;
            case '0' -> 0;
            default -> kind;
        };
    }

    private static byte[] latin(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
