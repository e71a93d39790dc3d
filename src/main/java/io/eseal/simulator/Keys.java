package io.eseal.simulator;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RSA keys: those of the CA, those on tokens, and a wrong one. */
final class Keys {

    private static final int BITS = 3072;

    private Keys() {
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A SubjectPublicKeyInfo in base 64; the private half is gone, as from a token nobody has. */
    static String publicOnly() {
        return Base64.getEncoder().encodeToString(generate().getPublic().getEncoded());
    }
}
