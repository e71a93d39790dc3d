package io.eseal.trust;

import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplecertificatereport.SimpleCertificateReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.validation.CertificateValidator;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/**
 * The qualification of a certificate as DSS reads certificate and lists (TS 119 615), in DSS's words.
 *
 * @param atIssuance the one when the certificate began
 * @param now the one at the moment judged
 */
record Qualification(String atIssuance, String now) {

    /** DSS's own policy for certificates, which it would read from its jar for each one. Nothing changes it. */
    private static final class Policy {
        static final ValidationPolicy DSS = ValidationPolicyLoader.fromValidationPolicy(
                        CertificateValidator.class.getResourceAsStream("/policy/certificate-constraint.xml"))
                .create();
    }

    /** Asks DSS for the qualification. */
    static Qualification of(List<X509Certificate> path, LoadedLists lists, Instant at) {
        CommonCertificateSource others = new CommonCertificateSource();
        path.forEach(certificate -> others.addCertificate(new CertificateToken(certificate)));
        // Without sources of its own it calls nobody.
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(lists.certificates());
        verifier.setAdjunctCertSources(others);
        CertificateValidator validator = CertificateValidator.fromCertificate(new CertificateToken(path.get(0)));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(at));
        validator.setLocale(Locale.ENGLISH);
        SimpleCertificateReport report = validator.validate(Policy.DSS).getSimpleReport();
        return new Qualification(
                report.getQualificationAtCertificateIssuance().name(),
                report.getQualificationAtValidationTime().name());
    }
}
