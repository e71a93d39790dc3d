package io.eseal.screening;

import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** Bytes in rows as the programs write them that show a binary file. */
final class HexRows {

    private static final HexFormat HEX = HexFormat.of();

    private HexRows() {}

    /** {@code 00000000: 3082 04bd 0201 0030 0......0} */
    static String xxd(byte[] bytes, int width) {
        return rows(bytes, width, "%08x: "::formatted, 2, " ", "  %s");
    }

    /** {@code 00000000 30 82 04 bd |0...|}, of {@code hexdump -C} */
    static String canonical(byte[] bytes) {
        return rows(bytes, 16, "%08x  "::formatted, 1, " ", "  |%s|");
    }

    /** {@code 0000020 30 82 04 bd}, of {@code od -tx1} */
    static String od(byte[] bytes) {
        return rows(bytes, 16, "%07o "::formatted, 1, " ", "");
    }

    /** {@code 0000020 8230 bd04}, of {@code od -x} */
    static String odSwapped(byte[] bytes) {
        byte[] swapped = new byte[bytes.length + bytes.length % 2];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i ^ 1] = bytes[i];
        }
        return rows(swapped, 16, "%07o "::formatted, 2, " ", "");
    }

    /** {@code 0000 - 30 82 04 bd 02 01 00 30-0d 06 0......0}, of OpenSSL */
    static String openssl(byte[] bytes) {
        return rows(bytes, 16, "%04x - "::formatted, 1, "-", "   %s");
    }

    private static String rows(
            byte[] bytes, int width, IntFunction<String> offset, int group, String middle, String text) {
        StringJoiner rows = new StringJoiner("\n");
        for (int at = 0; at < bytes.length; at += width) {
            StringBuilder row = new StringBuilder(offset.apply(at));
            StringBuilder plain = new StringBuilder();
            for (int i = at; i < Math.min(at + width, bytes.length); i++) {
                row.append(i == at || i % group != 0 ? "" : i == at + width / 2 ? middle : " ")
                        .append(HEX.toHexDigits(bytes[i]));
                plain.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            rows.add(row + text.replace("%s", plain));
        }
        return rows.toString();
    }

    /** {@code b'0\x82\x04\xbd'}, of Python */
    static String python(byte[] bytes) {
        StringBuilder literal = new StringBuilder("b'");
        for (byte each : bytes) {
            literal.append(
                    switch (each) {
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        case '\\' -> "\\\\";
                        case '\'' -> "\\'";
                        default ->
                            each >= ' ' && each < 0x7f ? String.valueOf((char) each) : "\\x" + HEX.toHexDigits(each);
                    });
        }
        return literal.append('\'').toString();
    }
}
