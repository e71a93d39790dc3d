package io.eseal.screening;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/** RSA keys of 2048 bits in the formats of CryptoAPI and CNG. */
final class MicrosoftFiles {

    private static final int HALF = 128;
    private static final int SALT = 16;

    private MicrosoftFiles() {}

    /** PRIVATEKEYBLOB */
    static byte[] blob(RSAPrivateCrtKey key) {
        ByteBuffer blob = buffer(20 + 9 * HALF);
        header(blob, 7, "RSA2");
        little(blob, key.getModulus(), 2 * HALF);
        little(blob, key.getPrimeP(), HALF);
        little(blob, key.getPrimeQ(), HALF);
        little(blob, key.getPrimeExponentP(), HALF);
        little(blob, key.getPrimeExponentQ(), HALF);
        little(blob, key.getCrtCoefficient(), HALF);
        little(blob, key.getPrivateExponent(), 2 * HALF);
        return blob.array();
    }

    /** PUBLICKEYBLOB */
    static byte[] publicBlob(PublicKey key) {
        ByteBuffer blob = buffer(20 + 2 * HALF);
        header(blob, 6, "RSA1");
        little(blob, ((RSAPublicKey) key).getModulus(), 2 * HALF);
        return blob.array();
    }

    private static void header(ByteBuffer blob, int type, String magic) {
        blob.put((byte) type)
                .put((byte) 2)
                .putShort((short) 0)
                .putInt(0xA400)
                .put(magic.getBytes(StandardCharsets.US_ASCII))
                .putInt(2048)
                .putInt(65_537);
    }

    /** A PVK file; what is encrypted is not seen. */
    static byte[] pvk(RSAPrivateCrtKey key, boolean encrypted) {
        byte[] blob = blob(key);
        if (encrypted) {
            for (int i = 8; i < blob.length; i++) {
                blob[i] ^= (byte) (31 * i + 7);
            }
        }
        int salt = encrypted ? SALT : 0;
        ByteBuffer file = buffer(24 + salt + blob.length);
        file.putInt(0xB0B5F11E)
                .putInt(0)
                .putInt(1)
                .putInt(encrypted ? 1 : 0)
                .putInt(salt)
                .putInt(blob.length)
                .put(new byte[salt])
                .put(blob);
        return file.array();
    }

    /** BCRYPT_RSAPRIVATE_BLOB */
    static byte[] cng(RSAPrivateCrtKey key) {
        ByteBuffer blob = buffer(24 + 3 + 4 * HALF);
        blob.put("RSA2".getBytes(StandardCharsets.US_ASCII))
                .putInt(2048)
                .putInt(3)
                .putInt(2 * HALF)
                .putInt(HALF)
                .putInt(HALF);
        blob.put(key.getPublicExponent().toByteArray());
        blob.put(key.getModulus().toByteArray(), 1, 2 * HALF)
                .put(key.getPrimeP().toByteArray(), 1, HALF)
                .put(key.getPrimeQ().toByteArray(), 1, HALF);
        return blob.array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void little(ByteBuffer target, BigInteger number, int length) {
        byte[] big = number.toByteArray();
        for (int i = 0; i < length; i++) {
            target.put(i < big.length ? big[big.length - 1 - i] : 0);
        }
    }
}
