package certcentral.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.stream.Stream;

/** Writes key and certificates of a token into a file, so that something can be sealed as if with the token. */
final class TokenFile {

    private TokenFile() {}

    /** Returns a PKCS #12 file; the key comes in PKCS #8, base 64. */
    static byte[] of(String key, IssuedCertificate issued, Ca ca) {
        try {
            PrivateKey privateKey = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
            Certificate[] chain = Stream.concat(
                            Stream.of(Pem.read(issued.pem())),
                            issued.storedIssuers()
                                    .map(pems -> pems.stream().map(Pem::read))
                                    .orElseGet(() -> ca.chain().stream()))
                    .toArray(Certificate[]::new);
            // The platform's own writes what OpenSSL 3 reads; Bouncy Castle's encrypts by RC2, which that refuses.
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("seal", privateKey, CaFile.PASSWORD, chain);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, CaFile.PASSWORD);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("The token's content cannot be written", failure);
        }
    }
}
