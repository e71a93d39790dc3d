package certcentral.simulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes keys for the CA, for tokens, and as wrong keys. */
final class Keys {

    /**
     * Provider that is not registered with the JVM; it has RSASSA-PSS under the names that Bouncy Castle's builders
     * use, and curves and digests that the JDK no longer has.
     */
    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final int BITS = 3072;

    private Keys() {}

    /** Returns a new RSA key pair of 3072 bits. */
    static KeyPair generate() {
        return rsa(BITS, RSAKeyGenParameterSpec.F4.intValueExact());
    }

    static KeyPair rsa(int bits, long exponent) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            return generate(generator, new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a new key pair on P-256, which is made at once. */
    static KeyPair elliptic() {
        try {
            return generate(KeyPairGenerator.getInstance("EC"), new ECGenParameterSpec("secp256r1"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a new key pair on P-192, which is too weak. */
    static KeyPair shortElliptic() {
        try {
            return generate(KeyPairGenerator.getInstance("EC", PROVIDER), new ECGenParameterSpec("secp192r1"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair generate(KeyPairGenerator generator, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    /** Runs slow work in a daemon thread, which does not delay the end of the JVM or of a web context. */
    static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "simulator-keys");
            thread.setDaemon(true);
            thread.setContextClassLoader(Keys.class.getClassLoader());
            thread.start();
        });
    }
}
