package io.eseal.screening;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Recognises private keys in Microsoft's formats: PVK files, encrypted or not; the PRIVATEKEYBLOB of CryptoAPI, by its
 * BLOBHEADER and the magic number that follows; the private blobs of CNG, by their magic number and the length of the
 * key.
 */
final class MicrosoftKeys {

    private static final int SHORTEST = 16;
    private static final int PVK = 0xB0B5F11E;
    private static final int PRIVATE_BLOB = 0x07;
    private static final int LATEST_BLOB = 4;
    private static final int RSA2 = magic("RSA2");
    private static final int RSA3 = magic("RSA3");
    private static final int DSS2 = magic("DSS2");
    private static final int DSS4 = magic("DSS4");
    private static final int LONGEST_EXPONENT = 8;
    /** Magic numbers of keys on elliptic curves, each with the number of octets in each of the key's numbers. */
    private static final Map<Integer, Integer> CURVES = Map.of(
            magic("ECS2"),
            32,
            magic("ECS4"),
            48,
            magic("ECS6"),
            66,
            magic("ECK2"),
            32,
            magic("ECK4"),
            48,
            magic("ECK6"),
            66);

    private MicrosoftKeys() {}

    private static int magic(String letters) {
        return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    /** Returns whether a key begins anywhere in the bytes. */
    static boolean in(byte[] bytes) {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + SHORTEST <= bytes.length; i++) {
            if (bytes[i] == PRIVATE_BLOB ? isBlob(all, i) : isOther(all, i)) {
                return true;
            }
        }
        return false;
    }

    /** Checks the fields of the header: type, version, two reserved octets, algorithm, magic number. */
    private static boolean isBlob(ByteBuffer bytes, int at) {
        int version = bytes.get(at + 1);
        int magic = bytes.getInt(at + 8);
        return version >= 1
                && version <= LATEST_BLOB
                && bytes.getShort(at + 2) == 0
                && (magic == RSA2 || magic == DSS2 || magic == DSS4);
    }

    private static boolean isOther(ByteBuffer bytes, int at) {
        int magic = bytes.getInt(at);
        int second = bytes.getInt(at + 4);
        int third = bytes.getInt(at + 8);
        if (magic == PVK) {
            return second == 0 && (third == 1 || third == 2);
        }
        if (magic == RSA2 || magic == RSA3) {
            return second >= 512
                    && second <= 16_384
                    && third >= 1
                    && third <= LONGEST_EXPONENT
                    && bytes.getInt(at + 12) == (second + 7) / 8;
        }
        return Integer.valueOf(second).equals(CURVES.get(magic));
    }
}
