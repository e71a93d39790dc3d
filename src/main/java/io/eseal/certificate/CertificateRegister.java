package io.eseal.certificate;

import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Sha256;
import io.eseal.lifecycle.Timeline;
import org.springframework.stereotype.Component;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Writes the accepted certificate into the registers. */
@Component
class CertificateRegister {

    private final IssuedSeals seals;
    private final EsealRegister register;
    private final Timeline timeline;

    CertificateRegister(IssuedSeals seals, EsealRegister register, Timeline timeline) {
        this.seals = seals;
        this.register = register;
        this.timeline = timeline;
    }

    IssuedSeal register(String esealId) {
        IssuedSeal seal = seals.find(esealId).orElseThrow();
        Optional<X509Certificate> leaf = leaf(seal);
        seals.registered(esealId, leaf.map(c -> c.getSubjectX500Principal().getName()).orElse(null),
                leaf.map(c -> c.getIssuerX500Principal().getName()).orElse(null), leaf.map(c -> Sha256.hex(c.getPublicKey().getEncoded())).orElse(null));
        register.certificateInService(esealId, seal.serialNumber(), seal.validFrom(), seal.validTill());
        timeline.add(esealId, "certificate_registered", "CertCentral certificate " + seal.certificateId()
                + seal.serialNumber().map(serial -> ", serial number " + serial).orElse("") + ", valid till " + seal.validTill());
        return seal;
    }

    private static Optional<X509Certificate> leaf(IssuedSeal seal) {
        try {
            return seal.pem().isPresent() ? CertificateChain.of(seal.pem().get()).leaf() : Optional.empty();
        } catch (CertificateException e) {
            // Somebody accepted it all the same; its text stays as it came.
            return Optional.empty();
        }
    }
}
