package io.eseal.screening;

import org.jspecify.annotations.Nullable;

/**
 * Finds private keys in the forms in which people paste them:
 *
 * <ul>
 *   <li>PEM with any label, wrapped, quoted or on one line
 *   <li>DER (PKCS#8, PKCS#1, SEC 1), PKCS#12, and the formats of Microsoft and Java, in base64, base64url, hexadecimal,
 *       hex dumps or byte literals
 *   <li>OpenSSH, PuTTY, JWK, and the output of {@code openssl}
 *   <li>each of them escaped, in UTF-16, or encoded in base64 once more
 * </ul>
 *
 * <p>A label alone does not count, nor do CSRs, certificates and public keys: a key is recognised by its structure, or
 * by its label together with its content.
 */
public final class PrivateKeys {

    /** Sentence for people who sent a private key. */
    public static final String WHAT_NOW =
            "This holds a private key. Nothing of it was kept, but it has left your hands: treat it as disclosed, "
                    + "make a new key pair and send only its CSR.";

    /** Length of the shortest private key in bytes, one of an elliptic curve. */
    static final int SHORTEST = 38;

    /** A label of a key and the shortest content beside it have more characters of ASCII. */
    private static final int FEWEST_SIGNS = 24;

    private static final CleanTexts CLEAN = new CleanTexts(4096);
    private static final CleanTexts CLEAN_BYTES = new CleanTexts(4096);

    private PrivateKeys() {}

    /** Returns whether the text holds a private key; false for null. */
    public static boolean contains(@Nullable CharSequence text) {
        return text != null
                && text.length() >= SHORTEST
                && CanonicalSigns.hasAscii(text, FEWEST_SIGNS)
                && CLEAN.holds(text, searched -> new KeySearch().inText(searched));
    }

    /**
     * Returns whether the bytes are or hold a private key, as text of any encoding or in binary form; false for null.
     */
    public static boolean contains(byte @Nullable [] bytes) {
        return bytes != null
                && bytes.length >= SHORTEST
                && CLEAN_BYTES.holds(bytes, searched -> new KeySearch().inBytes(searched));
    }
}
