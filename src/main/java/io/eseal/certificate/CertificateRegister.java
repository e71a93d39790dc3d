package io.eseal.certificate;

import io.eseal.certcentral.Texts;
import io.eseal.certificate.IssuedSeals.RegisteredNames;
import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.text.CertificateNames;
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
    private final InspectionReports reports;
    private final EsealRegister register;
    private final Timeline timeline;

    CertificateRegister(IssuedSeals seals, InspectionReports reports, EsealRegister register, Timeline timeline) {
        this.seals = seals;
        this.reports = reports;
        this.register = register;
        this.timeline = timeline;
    }

    /**
     * Registers the request's certificate as the seal in service.
     *
     * @return the seal with serial number and dates of the certificate itself, or of CertCentral's order when there is
     *     no certificate to read
     * @throws CompletionRefused when the newest report speaks against it, or is on another certificate
     */
    IssuedSeal register(EsealId esealId) {
        IssuedSeal told = seals.find(esealId)
                .orElseThrow(() -> new CompletionRefused("There is no certificate: it is fetched first."));
        Optional<X509Certificate> leaf = told.leaf();
        refuseUninspected(esealId, leaf);
        IssuedSeal seal = leaf.map(told::asCertified).orElse(told);
        seals.registered(
                seal,
                leaf.map(
                        c -> new RegisteredNames(name(c.getSubjectX500Principal()), name(c.getIssuerX500Principal()))));
        register.certificateInService(esealId, seal.serialNumber(), seal.validFrom(), seal.validTill());
        timeline.add(
                esealId,
                new SealEvents.CertificateRegistered(seal.certificateId(), seal.serialNumber(), seal.validTill()));
        return seal;
    }

    /** Refuses whatever way led here past the inspection, or past the decision on what it found. */
    private void refuseUninspected(EsealId esealId, Optional<X509Certificate> leaf) {
        StoredReport report = reports.newest(esealId)
                .orElseThrow(() -> new CompletionRefused(
                        "This certificate has not been inspected by the rules: start the request again at the step that"
                                + " fetches it (service_fetch_certificate)."));
        if (!report.certificateSha256().equals(leaf.map(CertificateChain::fingerprint))) {
            throw new CompletionRefused(
                    "The newest report is on another certificate: this one is inspected first (service_verify_certificate).");
        }
        report.objection().ifPresent(why -> {
            throw new CompletionRefused(why);
        });
    }

    private static String name(X500Principal principal) {
        return Texts.limited(CertificateNames.shown(principal), LONGEST_NAME);
    }
}
