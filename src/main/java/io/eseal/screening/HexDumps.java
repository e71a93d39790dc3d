package io.eseal.screening;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes hex dumps: rows with an offset at the left, bytes in groups, and perhaps a column of text at the right, as
 * written by {@code xxd}, {@code hexdump -C}, {@code od -tx1}, {@code certutil} and others. A row is recognised by its
 * offset, which differs from that of the next row by the number of its bytes; neither line breaks nor the column of
 * text matter.
 */
final class HexDumps {

    private static final int SHORTEST_ROW = 4;
    private static final int LONGEST_ROW = 64;
    /** The most words until the next row begins: groups, words of the text column, signs of quoting. */
    private static final int FURTHEST_ROW = 2 * LONGEST_ROW;
    /**
     * The most bytes in words behind an offset that look like groups: those of the row, and words of its text column
     * that look like more.
     */
    private static final int MOST_GROUPS = LONGEST_ROW + LONGEST_ROW / 2;

    private static final int SHORTEST_OFFSET = 4;
    private static final int LONGEST_WORD = 16;
    /** Number of last digits in which offsets are compared, enough for a body of any size. */
    private static final int LONGEST_DIFFERENCE = 7;

    private static final Word NO_DIGITS = new Word("");

    /** A word of hexadecimal digits; without digits for any other word. */
    private record Word(String digits) {

        boolean isOffset() {
            return digits.length() >= SHORTEST_OFFSET;
        }

        boolean isGroup() {
            return digits.length() >= 2 && digits.length() % 2 == 0;
        }

        /**
         * Returns the number of bytes in the row between this offset and the next one; 0 when the words are not such
         * offsets.
         *
         * @param bytes the most bytes that the words between them can hold
         */
        int rowUntil(Word next, int bytes) {
            if (next.digits.length() != digits.length()) {
                return 0;
            }
            int hex = between(next, 16);
            int octal = between(next, 8);
            return hex > 0 && hex <= bytes ? hex : octal <= bytes ? octal : 0;
        }

        private int between(Word next, int radix) {
            int same = digits.length() - LONGEST_DIFFERENCE;
            if (same > 0 && !next.digits.startsWith(digits.substring(0, same))) {
                return 0;
            }
            int difference = number(next.digits, Math.max(0, same), radix) - number(digits, Math.max(0, same), radix);
            return difference >= SHORTEST_ROW && difference <= LONGEST_ROW ? difference : 0;
        }

        private static int number(String digits, int first, int radix) {
            int number = 0;
            for (int i = first; i < digits.length(); i++) {
                int digit = Character.digit(digits.charAt(i), radix);
                if (digit < 0) {
                    return Integer.MIN_VALUE / 2;
                }
                number = number * radix + digit;
            }
            return number;
        }
    }

    /**
     * A row of a dump.
     *
     * @param next index of the word with which the next row begins
     */
    private record Row(int next, int bytes) {}

    private final List<Word> words = new ArrayList<>();
    private final List<byte[]> found = new ArrayList<>();
    private final ByteArrayOutputStream dump = new ByteArrayOutputStream();
    private boolean pairs = true;

    private HexDumps(String text) {
        for (int at = 0; at < text.length(); at++) {
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                words.add(word(text, start, at));
            }
        }
    }

    private static Word word(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (end - start > LONGEST_WORD || Character.digit(text.charAt(i), 16) < 0) {
                return NO_DIGITS;
            }
        }
        return new Word(text.substring(start, end));
    }

    /**
     * Decodes the hex dumps in a text.
     *
     * @return the bytes of each dump that has at least {@code shortest} of them; for a dump in pairs of bytes, also the
     *     bytes with each pair swapped
     */
    static List<byte[]> in(String text, int shortest) {
        return new HexDumps(text).read(shortest);
    }

    private List<byte[]> read(int shortest) {
        int width = 0;
        for (int at = 0; at < words.size(); ) {
            Optional<Row> row = words.get(at).isOffset() ? row(at) : Optional.empty();
            // The last row has no next one from which its number of bytes could be computed.
            width = row.map(Row::bytes).orElse(width);
            add(at, width);
            if (row.isEmpty()) {
                keep(shortest);
                width = 0;
            }
            at = row.map(Row::next).orElse(at + 1);
        }
        return found;
    }

    private Optional<Row> row(int at) {
        int bytes = 0;
        boolean groups = true;
        for (int next = at + 1; next < words.size() && next - at <= FURTHEST_ROW; next++) {
            Word word = words.get(next);
            int row = word.isOffset() && bytes > 0 ? words.get(at).rowUntil(word, bytes) : 0;
            if (row > 0) {
                return Optional.of(new Row(next, row));
            }
            groups &= word.isGroup();
            bytes += groups ? word.digits.length() / 2 : 0;
            if (bytes == 0 || bytes > MOST_GROUPS) {
                break;
            }
        }
        return Optional.empty();
    }

    private void add(int offset, int width) {
        int left = width;
        for (int at = offset + 1; left > 0 && at < words.size() && words.get(at).isGroup(); at++) {
            String digits = words.get(at).digits;
            pairs &= digits.length() == 4;
            for (int i = 0; i < digits.length() && left > 0; i += 2, left--) {
                dump.write(Integer.parseInt(digits, i, i + 2, 16));
            }
        }
    }

    private void keep(int shortest) {
        if (dump.size() >= shortest) {
            byte[] bytes = dump.toByteArray();
            found.add(bytes);
            if (pairs) {
                found.add(swapped(bytes));
            }
        }
        dump.reset();
        pairs = true;
    }

    /**
     * Swaps the bytes of each pair, because {@code od -x} and {@code hexdump} write the second byte first on most
     * machines.
     */
    private static byte[] swapped(byte[] bytes) {
        byte[] swapped = bytes.clone();
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            swapped[i] = bytes[i + 1];
            swapped[i + 1] = bytes[i];
        }
        return swapped;
    }
}
