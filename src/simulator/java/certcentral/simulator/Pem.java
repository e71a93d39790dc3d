package certcentral.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads and writes certificates as PEM. */
final class Pem {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String END = "\n-----END CERTIFICATE-----\n";

    private Pem() {}

    static String of(X509Certificate certificate) {
        try {
            return BEGIN
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(certificate.getEncoded())
                    + END;
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads a PEM that {@link #of} wrote. */
    static X509Certificate read(String pem) {
        String body = pem.substring(BEGIN.length(), pem.length() - END.length());
        try {
            return CertificateDraft.read(
                    new X509CertificateHolder(Base64.getMimeDecoder().decode(body)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
