package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.Conclusion;
import io.eseal.inspection.InspectionReport;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.Outcome;
import io.eseal.inspection.RuleResult;
import io.eseal.inspection.StoredReport;
import io.eseal.inspection.TrustBasis;
import io.eseal.inspection.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores reports on the certificate of a request without looking at it. */
final class Inspected {

    private Inspected() {}

    static StoredReport good(InspectionReports reports, IssuedSeal seal) {
        return stored(reports, seal, Conclusion.ACCEPTED, List.of());
    }

    static StoredReport withFinding(InspectionReports reports, IssuedSeal seal) {
        return stored(reports, seal, Conclusion.TO_BE_DECIDED, List.of(broken("common_name", Weight.FINDING)));
    }

    static StoredReport withTwoFindings(InspectionReports reports, IssuedSeal seal) {
        return stored(
                reports,
                seal,
                Conclusion.TO_BE_DECIDED,
                List.of(broken("common_name", Weight.FINDING), broken("organization_name", Weight.FINDING)));
    }

    static StoredReport refused(InspectionReports reports, IssuedSeal seal) {
        return stored(reports, seal, Conclusion.REFUSED, List.of(broken("trust_path", Weight.HARD)));
    }

    static RuleResult broken(String rule, Weight weight) {
        return new RuleResult(rule, weight, Outcome.BROKEN, "It is not as it should be.", "a standard");
    }

    private static StoredReport stored(
            InspectionReports reports, IssuedSeal seal, Conclusion conclusion, List<RuleResult> results) {
        EsealId id = seal.esealId();
        return reports.add(
                id,
                seal.leaf().map(CertificateChain::fingerprint),
                new InspectionReport(conclusion, Instant.parse("2026-06-15T10:00:00Z"), results, List.of()),
                new TrustBasis(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }
}
