package io.eseal.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Lets the JDK judge what an issuer says about a certificate of its own (RFC 6960, RFC 5280). The JDK is given no
 * reason to call anybody itself.
 */
record JdkValidation(X509Certificate certificate, X509Certificate issuer, Instant now) {

    /** Returns parameters that leave the certificate's own days out of the question: they are judged elsewhere. */
    PKIXParameters parameters() throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(within());
        parameters.addCertPathChecker(new QualifiedStatements());
        return parameters;
    }

    private Date within() {
        Date moment = Date.from(now);
        if (moment.before(certificate.getNotBefore())) {
            return certificate.getNotBefore();
        }
        return moment.after(certificate.getNotAfter()) ? certificate.getNotAfter() : moment;
    }

    /**
     * Judges by the parameters; says nothing when the certificate is found good.
     *
     * @throws CertPathValidatorException when it is not
     */
    void validate(PKIXParameters parameters) throws GeneralSecurityException {
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }
}
