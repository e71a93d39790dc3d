package io.eseal.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The certificates of a PEM bundle, whose order CertCentral does not promise. */
record CertificateChain(List<X509Certificate> certificates) {

    /** @throws CertificateException when the text holds no readable certificates */
    static CertificateChain of(String pem) throws CertificateException {
        try (var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
            return new CertificateChain(CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast).toList());
        } catch (IOException e) {
            throw new CertificateException(e);
        }
    }

    /** The only certificate that is not a CA's. */
    Optional<X509Certificate> leaf() {
        List<X509Certificate> leaves = certificates.stream().filter(c -> c.getBasicConstraints() < 0).toList();
        return leaves.size() == 1 ? Optional.of(leaves.get(0)) : Optional.empty();
    }

    /** The certificate in the bundle whose key signed the given one. */
    Optional<X509Certificate> issuerOf(X509Certificate certificate) {
        return certificates.stream().filter(candidate -> candidate != certificate
                && candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && signed(candidate, certificate)).findFirst();
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
