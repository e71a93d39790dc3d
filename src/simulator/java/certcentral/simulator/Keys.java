package certcentral.simulator;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** RSA keys: those of the CA, those on tokens, and a wrong one. */
final class Keys {

    /** Not registered with the JVM; knows RSASSA-PSS by the names that Bouncy Castle's builders use. */
    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final int BITS = 3072;

    private Keys() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Does slow work in a thread that hinders neither the JVM nor a web context in stopping. */
    static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "simulator-keys");
            thread.setDaemon(true);
            thread.setContextClassLoader(Keys.class.getClassLoader());
            thread.start();
        });
    }

    /** A SubjectPublicKeyInfo in base 64; the private half is gone, as from a token nobody has. */
    static String publicOnly() {
        return Base64.getEncoder().encodeToString(generate().getPublic().getEncoded());
    }
}
