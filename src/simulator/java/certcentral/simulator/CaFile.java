package certcentral.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Stores the CA in a PKCS #12 file. Its password is no secret, because nobody trusts this CA. */
final class CaFile {

    private static final String ALIAS = "issuing";
    private static final char[] PASSWORD = "simulator".toCharArray();

    private final Path file;

    CaFile(Path directory) {
        this.file = directory.resolve("simulator-ca.p12");
    }

    /** Returns the CA from the file; makes and stores one if there is no file. */
    Ca loadOrCreate(Instant now) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, PASSWORD);
                }
                Certificate[] chain = store.getCertificateChain(ALIAS);
                return new Ca((X509Certificate) chain[1], (X509Certificate) chain[0], (PrivateKey)
                        store.getKey(ALIAS, PASSWORD));
            }
            Ca ca = CaFactory.create(now);
            store.load(null, null);
            store.setKeyEntry(ALIAS, ca.key(), PASSWORD, new Certificate[] {ca.issuing(), ca.root()});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, PASSWORD);
            AtomicFile.replace(file, out.toByteArray());
            return ca;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("The simulator's CA in " + file + " cannot be used", failure);
        }
    }
}
