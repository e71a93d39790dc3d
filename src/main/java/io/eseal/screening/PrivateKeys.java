package io.eseal.screening;

import org.jspecify.annotations.Nullable;

/**
 * Finds private keys in the shapes in which people paste them: PEM of any label, wrapped, quoted or on one line; DER
 * (PKCS#8, PKCS#1, SEC 1), PKCS#12, Microsoft's and Java's own formats in base64, base64url, hexadecimal, hex dumps or
 * literals of bytes; OpenSSH, PuTTY, JWK, {@code openssl}'s print; each of them escaped, in UTF-16, or in base64 once
 * more. A label alone is no key, and neither is a CSR, a certificate or a public key: what is called a key has the
 * structure of one, or its label and content.
 */
public final class PrivateKeys {

    /** What to tell whoever sent one. */
    public static final String WHAT_NOW =
            "This holds a private key. Nothing of it was kept, but it has left your hands: treat it as disclosed, "
                    + "make a new key pair and send only its CSR.";

    /** The shortest private key, one of an elliptic curve, takes 38 bytes. */
    static final int SHORTEST = 38;

    private PrivateKeys() {}

    /** Whether a private key stands somewhere in the text; null holds none. */
    public static boolean contains(@Nullable CharSequence text) {
        return text != null && text.length() >= SHORTEST && new KeySearch().inText(text);
    }

    /** Whether the bytes are or hold a private key, as text of any encoding or in binary form; null holds none. */
    public static boolean contains(byte @Nullable [] bytes) {
        return bytes != null && bytes.length >= SHORTEST && new KeySearch().inBytes(bytes);
    }
}
