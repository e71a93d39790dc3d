package io.eseal.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.ListCertificateSource;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The sources of trust in the form in which DSS takes them. */
public final class SealSources {

    private final Optional<LoadedLists> lists;
    private final List<X509Certificate> fileAnchors;
    private final IssuersAnswers answers;

    SealSources(Optional<LoadedLists> lists, List<X509Certificate> fileAnchors, IssuersAnswers answers) {
        this.lists = lists;
        this.fileAnchors = fileAnchors;
        this.answers = answers;
    }

    /**
     * Sets DSS up to validate a seal. It asks the issuers for OCSP answers and CRLs, with the limits on downloads of
     * this service, and calls nobody else.
     *
     * @param path the seal's certificate and its issuers, as far as they are known
     */
    public CertificateVerifier verifier(List<X509Certificate> path) {
        ListCertificateSource trusted = new ListCertificateSource();
        lists.map(LoadedLists::certificates).ifPresent(trusted::add);
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        fileAnchors.forEach(anchor -> anchors.addCertificate(new CertificateToken(anchor)));
        trusted.add(anchors);
        CommonCertificateSource others = new CommonCertificateSource();
        path.forEach(certificate -> others.addCertificate(new CertificateToken(certificate)));
        // Without sources of its own it calls nobody.
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        verifier.setAdjunctCertSources(others);
        verifier.setOcspSource(answers::ofOcsp);
        verifier.setCrlSource(answers::ofCrl);
        return verifier;
    }
}
