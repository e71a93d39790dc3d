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
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the CA in a PKCS #12 file. Its password is no secret, because nobody trusts this CA. */
final class CaFile {

    static final char[] PASSWORD = "simulator".toCharArray();

    private static final Logger log = LoggerFactory.getLogger(CaFile.class);
    private static final String ROOT = "root";
    private static final String ISSUING = "issuing";
    private static final String RESPONDER = "ocsp";
    private static final String TIME_STAMPER = "tsa";
    private static final String LOTL_SIGNER = "lotl-signer";
    private static final String LIST_SIGNER = "list-signer";

    private final Path file;

    CaFile(Path directory) {
        this.file = directory.resolve("simulator-ca.p12");
    }

    /**
     * Returns the CA from the file; makes and stores one if there is no file. A file of an earlier version holds the
     * issuing CA alone: all else is made new around its key.
     */
    Ca loadOrCreate(CaFactory factory, SealUrls urls) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (!Files.exists(file)) {
                return save(factory.create());
            }
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            if (!store.containsAlias(LIST_SIGNER)) {
                log.info(
                        "{} is from an earlier version: it gets a new root, an OCSP responder and signers of trusted lists;"
                                + " the issuing CA keeps its name and key, so that its seals stay valid",
                        file);
                return save(factory.renew(entry(store, ISSUING)));
            }
            Ca ca = new Ca(
                    entry(store, ROOT),
                    entry(store, ISSUING),
                    entry(store, RESPONDER),
                    entry(store, TIME_STAMPER),
                    entry(store, LOTL_SIGNER),
                    entry(store, LIST_SIGNER));
            return namesThisAddress(ca, urls) ? ca : save(readdress(factory, ca));
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("The simulator's CA in " + file + " cannot be used", failure);
        }
    }

    private Ca readdress(CaFactory factory, Ca ca) {
        log.info(
                "The issuing CA in {} names another address than this one: its certificate is made anew; seals issued"
                        + " before still name the old address",
                file);
        return factory.readdress(ca);
    }

    private static boolean namesThisAddress(Ca ca, SealUrls urls) throws IOException {
        byte[] named = Optional.ofNullable(
                        ca.issuing().certificate().getExtensionValue(Extension.cRLDistributionPoints.getId()))
                .orElse(new byte[0]);
        byte[] own = new DEROctetString(urls.crlOfRoot().getEncoded()).getEncoded();
        return Arrays.equals(named, own);
    }

    private static CertifiedKey entry(KeyStore store, String alias) throws GeneralSecurityException {
        return new CertifiedKey(
                (X509Certificate) store.getCertificate(alias), (PrivateKey) store.getKey(alias, PASSWORD));
    }

    private Ca save(Ca ca) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        put(store, ROOT, ca.root());
        put(store, ISSUING, ca.issuing(), ca.root());
        put(store, RESPONDER, ca.responder(), ca.issuing(), ca.root());
        put(store, TIME_STAMPER, ca.timeStamper(), ca.issuing(), ca.root());
        put(store, LOTL_SIGNER, ca.lotlSigner());
        put(store, LIST_SIGNER, ca.listSigner());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        AtomicFile.replace(file, out.toByteArray());
        return ca;
    }

    private static void put(KeyStore store, String alias, CertifiedKey entry, CertifiedKey... issuers)
            throws GeneralSecurityException {
        Certificate[] chain = new Certificate[issuers.length + 1];
        chain[0] = entry.certificate();
        for (int i = 0; i < issuers.length; i++) {
            chain[i + 1] = issuers[i].certificate();
        }
        store.setKeyEntry(alias, entry.key(), PASSWORD, chain);
    }
}
