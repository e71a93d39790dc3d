package certcentral.simulator;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes RSA keys for the CA, for tokens, and as wrong keys. */
final class Keys {

    /**
     * Provider that is not registered with the JVM; it has RSASSA-PSS under the names that Bouncy Castle's builders
     * use.
     */
    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final int BITS = 3072;

    private Keys() {}

    /** Returns a new RSA key pair of 3072 bits. */
    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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

    /**
     * Returns a new public key as SubjectPublicKeyInfo in base 64; the private key is dropped, as if it were on a
     * token.
     */
    static String publicOnly() {
        return Base64.getEncoder().encodeToString(generate().getPublic().getEncoded());
    }
}
