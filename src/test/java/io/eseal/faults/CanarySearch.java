package io.eseal.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Finds texts in bytes of any kind: as UTF-8 (so also as Latin-1 and as Java serialises texts), UTF-16 of both byte
 * orders (so also as the {@code char[]} of a heap dump), in base64 at any offset, in hexadecimal, and each of these
 * within gzip and zlib.
 */
final class CanarySearch {

    private static final int LARGEST_UNPACKED = 4 * 1024 * 1024;

    private final AhoCorasick patterns = new AhoCorasick();

    CanarySearch(Collection<Canaries.Canary> canaries) {
        canaries.forEach(canary -> {
            plain(canary, StandardCharsets.UTF_8);
            plain(canary, StandardCharsets.UTF_16LE);
            plain(canary, StandardCharsets.UTF_16BE);
            byte[] bytes = canary.text().getBytes(StandardCharsets.UTF_8);
            ascii(canary, "hex", HexFormat.of().formatHex(bytes));
            ascii(canary, "hex", HexFormat.of().withUpperCase().formatHex(bytes));
            for (int offset = 0; offset < 3; offset++) {
                ascii(canary, "base64", base64(bytes, offset));
            }
        });
        patterns.ready();
    }

    /** Returns the canaries in the bytes, each with its spelling there. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        patterns.find(bytes, bytes.length, found);
        for (int at = 0; at < bytes.length - 2; at++) {
            if (bytes[at] == 0x1f && (bytes[at + 1] & 0xff) == 0x8b && bytes[at + 2] == 8) {
                unpack("gzip", bytes, at, GZIPInputStream::new, found);
            } else if (bytes[at] == 0x78
                    && (0x7800 + (bytes[at + 1] & 0xff)) % 31 == 0
                    && (bytes[at + 1] & 0x20) == 0) {
                unpack("zlib", bytes, at, InflaterInputStream::new, found);
            }
        }
        return found;
    }

    private void plain(Canaries.Canary canary, Charset charset) {
        patterns.add(canary.name() + " (" + charset + ")", canary.text().getBytes(charset));
    }

    private void ascii(Canaries.Canary canary, String how, String text) {
        patterns.add(canary.name() + " (" + how + ")", text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The characters that depend on nothing but the bytes, when so many others (modulo 3) stand before them. */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(shifted)
                .substring((offset * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    private void unpack(String how, byte[] bytes, int at, Unpacking unpacking, Set<String> found) {
        byte[] unpacked = new byte[8192];
        int length = 0;
        try (InputStream in = unpacking.of(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
            for (int read = 0;
                    read >= 0 && length < LARGEST_UNPACKED;
                    read = in.read(unpacked, length, unpacked.length - length)) {
                length += read;
                unpacked = length == unpacked.length ? Arrays.copyOf(unpacked, 2 * length) : unpacked;
            }
        } catch (IOException notPacked) {
            // What came until then is looked at: a file may end too early.
        }
        Set<String> inside = new TreeSet<>();
        patterns.find(unpacked, length, inside);
        inside.forEach(name -> found.add(name + " in " + how));
    }
}
