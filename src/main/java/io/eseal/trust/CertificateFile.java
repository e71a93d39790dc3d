package io.eseal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Reads certificates from PEM and PKCS#12. */
final class CertificateFile {

    private static final String PEM = "-----BEGIN ";

    private CertificateFile() {}

    /**
     * Returns the certificates of a file.
     *
     * @param password password of a PKCS#12 file; not used for PEM
     * @throws UnreadableCertificatesException when the file cannot be read or holds no certificate
     */
    static List<X509Certificate> read(Path file, String password) throws UnreadableCertificatesException {
        try {
            return read(Files.readAllBytes(file), password);
        } catch (NoSuchFileException e) {
            throw new UnreadableCertificatesException("there is no such file.");
        } catch (AccessDeniedException e) {
            throw new UnreadableCertificatesException("the service may not read this file.");
        } catch (IOException e) {
            throw new UnreadableCertificatesException("the file cannot be read (" + e.getMessage() + ").");
        }
    }

    /**
     * Returns the certificates in the content of a file.
     *
     * @throws UnreadableCertificatesException when it holds no certificate
     */
    static List<X509Certificate> read(byte[] content, String password) throws UnreadableCertificatesException {
        List<X509Certificate> found = new String(content, StandardCharsets.ISO_8859_1).contains(PEM)
                ? pem(content)
                : pkcs12(content, password);
        if (found.isEmpty()) {
            throw new UnreadableCertificatesException("it holds no certificate.");
        }
        return found;
    }

    private static List<X509Certificate> pem(byte[] content) throws UnreadableCertificatesException {
        try {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            return all.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new UnreadableCertificatesException("it holds a block that is no certificate.");
        }
    }

    private static List<X509Certificate> pkcs12(byte[] content, String password)
            throws UnreadableCertificatesException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password.toCharArray());
            List<X509Certificate> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new UnreadableCertificatesException("it is neither PEM nor a PKCS#12 file that its password opens.");
        }
    }
}
