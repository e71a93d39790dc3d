package io.eseal.certificate;

import io.eseal.certcentral.Texts;
import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.springframework.stereotype.Component;

/** Writes the accepted certificate to the table of certificates, to the record of the request, and to the timeline. */
@Component
class CertificateRegister {

    // Length of the columns of subject and issuer.
    private static final int LONGEST_NAME = 1000;

    private final IssuedSeals seals;
    private final EsealRegister register;
    private final Timeline timeline;

    CertificateRegister(IssuedSeals seals, EsealRegister register, Timeline timeline) {
        this.seals = seals;
        this.register = register;
        this.timeline = timeline;
    }

    /**
     * Registers the request's certificate as the seal in service.
     *
     * @return the seal with serial number and dates of the certificate itself, or of CertCentral's order when there is
     *     no certificate to read
     */
    IssuedSeal register(EsealId esealId) {
        IssuedSeal told = seals.find(esealId).orElseThrow();
        Optional<X509Certificate> leaf =
                told.pem().flatMap(CertificateChain::readable).flatMap(CertificateChain::leaf);
        IssuedSeal seal = leaf.map(told::asCertified).orElse(told);
        seals.registered(
                seal,
                leaf.map(c -> name(c.getSubjectX500Principal())),
                leaf.map(c -> name(c.getIssuerX500Principal())),
                leaf.map(CertificateChain::keyFingerprint));
        register.certificateInService(esealId, seal.serialNumber(), seal.validFrom(), seal.validTill());
        timeline.add(
                esealId,
                new SealEvents.CertificateRegistered(seal.certificateId(), seal.serialNumber(), seal.validTill()));
        return seal;
    }

    private static String name(X500Principal principal) {
        return Texts.limited(principal.getName(), LONGEST_NAME);
    }
}
