package io.eseal.screening;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One search for a private key: first in the input itself, then in parts of it that are base64, hexadecimal or similar,
 * layer by layer. The total amount read is limited, so that layers which decode to more and more texts cost no more
 * than a few plain ones; outer layers are searched first.
 */
final class KeySearch {

    /** The most layers of base64 or hexadecimal that are decoded. */
    private static final int DEEPEST = 3;
    /**
     * The most characters and bytes that one search reads, twice as many as a body of 64 KiB has with all its readings
     * and layers.
     */
    private static final int MOST_READ = 640 * 1024;

    private static final int SHORTEST_STRING = 16;
    private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    /** Searches that are still to be done; each returns whether it found a key. */
    private final Deque<BooleanSupplier> layers = new ArrayDeque<>();

    private final Set<String> readings = new HashSet<>();
    private int read;

    /** Returns whether the text holds a private key. */
    boolean inText(CharSequence text) {
        layers.add(() -> isText(text, 0));
        return found();
    }

    /** Returns whether the bytes hold a private key, in binary form or as text. */
    boolean inBytes(byte[] bytes) {
        layers.add(() -> isBinary(bytes, 0));
        return found();
    }

    private boolean found() {
        while (!layers.isEmpty() && read < MOST_READ) {
            if (layers.remove().getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    private boolean isText(CharSequence text, int depth) {
        for (String reading : spellings(text)) {
            read += reading.length();
            if (!readings.add(reading)) {
                continue;
            }
            if (NamedKeys.in(reading) || ParsedKeys.in(reading) || DerKeys.inBase64(reading)) {
                return true;
            }
            if (depth < DEEPEST) {
                EncodedBytes.in(reading, PrivateKeys.SHORTEST)
                        .forEach(bytes -> layers.add(() -> isBinary(bytes, depth + 1)));
            }
        }
        return false;
    }

    /**
     * Returns the readings of a text. In the query of an address a plus sign is a blank, and the plus of base64 is
     * escaped.
     */
    private static Set<String> spellings(CharSequence text) {
        Set<String> all = Spellings.of(text);
        String plain = text.toString();
        if (plain.indexOf('%') >= 0 && plain.indexOf('+') >= 0) {
            all.addAll(Spellings.of(plain.replace('+', ' ')));
        }
        return all;
    }

    private boolean isBinary(byte[] bytes, int depth) {
        read += bytes.length;
        if (DerKeys.in(bytes) || MicrosoftKeys.in(bytes) || holds(bytes, OPENSSH) || isKeyStore(bytes)) {
            return true;
        }
        try {
            CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (depth == 0) {
                // Most such bytes are a text that was searched as one before, on the same way.
                layers.add(() -> PrivateKeys.contains(text));
            } else {
                add(text, depth);
            }
        } catch (CharacterCodingException e) {
            add(strings(bytes), depth);
        }
        if (isUtf16(bytes)) {
            add(new String(bytes, StandardCharsets.UTF_16LE), depth);
            add(new String(bytes, StandardCharsets.UTF_16BE), depth);
        }
        return false;
    }

    private void add(CharSequence text, int depth) {
        if (text.length() >= PrivateKeys.SHORTEST) {
            layers.add(() -> isText(text, depth));
        }
    }

    /** Returns the readable texts in a binary file, also those with NULs between their letters. */
    private static String strings(byte[] bytes) {
        StringBuilder strings = new StringBuilder();
        int start = 0;
        for (byte each : bytes) {
            if (each >= ' ' && each < 0x7f || each == '\n' || each == '\r' || each == '\t') {
                strings.append((char) each);
            } else if (each != 0) {
                start = ended(strings, start);
            }
        }
        strings.setLength(Math.max(0, ended(strings, start) - 1));
        return strings.toString();
    }

    private static int ended(StringBuilder strings, int start) {
        if (strings.length() - start < SHORTEST_STRING) {
            strings.setLength(start);
        } else {
            strings.append('\n');
        }
        return strings.length();
    }

    private static boolean isUtf16(byte[] bytes) {
        int zeros = 0;
        for (byte each : bytes) {
            zeros += each == 0 ? 1 : 0;
        }
        return zeros > bytes.length / 8;
    }

    /** Returns whether a Java key store (JKS or JCEKS) begins anywhere: its magic number, followed by its version. */
    private static boolean isKeyStore(byte[] bytes) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        for (int i = 0; i + Long.BYTES <= bytes.length; i++) {
            int magic = all.getInt(i);
            int version = magic == 0xFEEDFEED || magic == 0xCECECECE ? all.getInt(i + Integer.BYTES) : 0;
            if (version == 1 || version == 2) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
