package io.eseal.screening;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Decodes parts of a text that are base64, base64url or hexadecimal, wrapped or not, a hex dump, or a byte literal. */
final class EncodedBytes {

    /** Lines of wrapped base64 are at least this long, and most words are shorter. */
    private static final int SHORTEST_LINE = 16;

    private static final int LONGEST_GAP = 12;
    /** The most words of the length of a line that may precede the first line. */
    private static final int BEGINNINGS = 4;

    private EncodedBytes() {}

    /**
     * Decodes a text.
     *
     * @return the bytes of each encoded part that holds at least {@code shortest} bytes
     */
    static List<byte[]> in(String text, int shortest) {
        List<byte[]> found = new ArrayList<>();
        for (List<String> lines : base64Runs(text)) {
            int alignments = 0;
            int dropped = 0;
            for (int first = 0; first < Math.min(BEGINNINGS, lines.size()); first++) {
                int alignment = 1 << dropped % 4;
                // A later line with the same alignment would decode to the end of bytes that were already decoded.
                byte[] bytes = (alignments & alignment) != 0
                        ? new byte[0]
                        : base64(String.join("", lines.subList(first, lines.size())));
                if (bytes.length >= shortest) {
                    found.add(bytes);
                }
                alignments |= alignment;
                dropped += lines.get(first).length();
            }
        }
        hexRuns(text, 2 * shortest).forEach(digits -> {
            found.add(hex(digits, 0));
            found.add(hex(digits, 1));
        });
        Base64Pieces.in(text, shortest * 4 / 3).forEach(pieces -> found.add(base64(pieces)));
        found.addAll(HexDumps.in(text, shortest));
        found.addAll(ByteLiterals.in(text, shortest));
        return found;
    }

    /** Returns the value of a character of base64 or base64url, 0 to 63; -1 for any other character. */
    static int base64(char character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return switch (character) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }

    /** Finds runs of lines of base64 that follow each other. */
    private static List<List<String>> base64Runs(String text) {
        List<List<String>> runs = new ArrayList<>();
        int at = 0;
        int end = -1;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && isOfLine(text, at)) {
                at++;
            }
            if (at - start >= SHORTEST_LINE) {
                if (end < 0 || start - end > LONGEST_GAP) {
                    runs.add(new ArrayList<>());
                }
                runs.get(runs.size() - 1).add(text.substring(start, at));
                end = at;
            }
            at = Math.max(at, start + 1);
        }
        return runs;
    }

    /**
     * Returns whether the character can be part of a line; two dashes beside each other belong to the frame of a PEM
     * block.
     */
    private static boolean isOfLine(String text, int at) {
        char character = text.charAt(at);
        boolean dashes = character == '-'
                && (at > 0 && text.charAt(at - 1) == '-' || at + 1 < text.length() && text.charAt(at + 1) == '-');
        return base64(character) >= 0 && !dashes;
    }

    private static byte[] base64(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length() * 3 / 4);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < line.length(); i++) {
            held = held << 6 | base64(line.charAt(i));
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Finds hexadecimal digits with up to {@value #LONGEST_GAP} other characters between them, also across lines:
     * {@code 30:82}, {@code 0x30, 0x82}, {@code 3082}.
     */
    private static List<String> hexRuns(String text, int shortest) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        int gap = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean prefix = text.charAt(i) == '0'
                    && i + 1 < text.length()
                    && (text.charAt(i + 1) == 'x' || text.charAt(i + 1) == 'X');
            if (prefix && isDigit(text, i + 2) && !isDigit(text, i + 3)) {
                run.append('0'); // Go and others write 0x4 for 0x04.
                gap = 0;
            } else if (!prefix && Character.digit(text.charAt(i), 16) >= 0) {
                run.append(text.charAt(i));
                gap = 0;
            } else if (++gap > LONGEST_GAP
                    || Character.isLetter(text.charAt(i)) && text.charAt(i) != 'x' && text.charAt(i) != 'X') {
                keep(run, shortest, runs);
            }
        }
        keep(run, shortest, runs);
        return runs;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
    }

    private static void keep(StringBuilder run, int shortest, List<String> runs) {
        if (run.length() >= shortest) {
            runs.add(run.toString());
        }
        run.setLength(0);
    }

    private static byte[] hex(String digits, int first) {
        byte[] bytes = new byte[(digits.length() - first) / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Character.digit(digits.charAt(first + 2 * i), 16) << 4
                    | Character.digit(digits.charAt(first + 2 * i + 1), 16));
        }
        return bytes;
    }
}
