package io.eseal.keys;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Parses DER values and limits their nesting (ITU-T X.690, 8.1.3: every value states its length in front). The limit is
 * checked before a parser reads the value: parsers are recursive, and deep nesting would end in a stack overflow.
 */
public final class Der {

    // A certificate nests to about fifteen levels when all its extensions are decoded.
    private static final int DEEPEST = 32;
    private static final int CONSTRUCTED = 0x20;
    private static final int MORE_OF_THE_TAG = 0x1F;

    private Der() {}

    /** Position of a value's content, and whether the content consists of values. */
    private record Outline(int begin, int end, boolean constructed) {}

    /**
     * Reads one value.
     *
     * @throws IOException when the bytes are not exactly one complete value, nest deeper than 32 levels, or hold a
     *     value that does not state its length in front
     */
    public static ASN1Primitive parse(byte[] value) throws IOException {
        check(value);
        return ASN1Primitive.fromByteArray(value);
    }

    /**
     * Checks the bytes as {@link #parse} does, without parsing them.
     *
     * @throws IOException as {@link #parse}
     */
    public static void check(byte[] value) throws IOException {
        int[] ends = new int[DEEPEST];
        int depth = 0;
        int at = 0;
        do {
            Outline outline = outline(value, at, depth == 0 ? value.length : ends[depth - 1]);
            if (outline.constructed) {
                if (depth == DEEPEST) {
                    throw new IOException("nested too deeply");
                }
                ends[depth++] = outline.end;
                at = outline.begin;
            } else {
                at = outline.end;
            }
            while (depth > 0 && at == ends[depth - 1]) {
                depth--;
            }
        } while (depth > 0);
        if (at != value.length) {
            throw new IOException("more than one value");
        }
    }

    /** Returns the bytes of the first value in a sequence, unchanged. */
    public static byte[] first(byte[] sequence) throws IOException {
        Outline outer = outline(sequence, 0, sequence.length);
        return Arrays.copyOfRange(sequence, outer.begin, outline(sequence, outer.begin, outer.end).end);
    }

    private static Outline outline(byte[] value, int start, int limit) throws IOException {
        int at = start;
        int tag = next(value, at++, limit);
        if ((tag & MORE_OF_THE_TAG) == MORE_OF_THE_TAG) {
            while ((next(value, at++, limit) & 0x80) != 0) {
                // The tag's number goes on.
            }
        }
        int length = next(value, at++, limit);
        if (length == 0x80 || length > 0x84) {
            throw new IOException("no length");
        }
        if (length > 0x80) {
            long told = 0;
            for (int left = length & 0x7F; left > 0; left--) {
                told = told << 8 | next(value, at++, limit);
            }
            if (told > limit - at) {
                throw new IOException("cut off");
            }
            length = (int) told;
        }
        if (length > limit - at) {
            throw new IOException("cut off");
        }
        return new Outline(at, at + length, (tag & CONSTRUCTED) != 0);
    }

    private static int next(byte[] value, int at, int limit) throws IOException {
        if (at >= limit) {
            throw new IOException("cut off");
        }
        return value[at] & 0xFF;
    }
}
