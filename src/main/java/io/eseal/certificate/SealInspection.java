package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.CertificateInspection;
import io.eseal.inspection.Delivered;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.StoredReport;
import io.eseal.inspection.TrustBasis;
import io.eseal.trust.Trust;
import io.eseal.trust.TrustVerdict;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Inspects the certificate that came for a request by all rules, and stores the report. */
@Component
class SealInspection {

    private final IssuedSeals seals;
    private final SealOrders orders;
    private final Trust trust;
    private final CertificateInspection inspection;
    private final InspectionReports reports;
    private final Clock clock;

    SealInspection(
            IssuedSeals seals,
            SealOrders orders,
            Trust trust,
            CertificateInspection inspection,
            InspectionReports reports,
            Clock clock) {
        this.seals = seals;
        this.orders = orders;
        this.trust = trust;
        this.inspection = inspection;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Inspects the certificate as it was last fetched. Findings that a person accepted before stay accepted where the
     * certificate is the same and nothing was found beside them.
     *
     * @throws io.eseal.trust.TrustUnavailableException when no source of trust can be read now; nothing is stored
     */
    StoredReport inspect(EsealId esealId) {
        IssuedSeal seal = seals.find(esealId).orElseThrow();
        Delivered delivered = seal.delivered();
        TrustVerdict verdict = delivered
                .leaf()
                .map(leaf -> trust.judge(leaf, delivered.others(), clock.instant()))
                .orElseGet(SealInspection::nothingToJudge);
        Optional<X509Certificate> leaf = delivered.leaf();
        return reports.add(
                esealId,
                leaf.map(CertificateChain::fingerprint),
                inspection.inspect(delivered, orders.of(seal), verdict),
                TrustBasis.of(verdict));
    }

    private static TrustVerdict nothingToJudge() {
        return new TrustVerdict(
                List.of(),
                Optional.of("There is no certificate to judge."),
                Optional.empty(),
                Optional.empty(),
                new TrustVerdict.Revocation(
                        TrustVerdict.Revocation.Status.UNKNOWN,
                        Optional.empty(),
                        Optional.of("There is no certificate to ask about."),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }
}
