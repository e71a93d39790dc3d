package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.StoredReport;
import io.eseal.proof.Proofs;
import io.eseal.proof.StoredProof;
import io.eseal.security.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Collects what is known of the certificate of a request and of its key, to be shown. */
@Component
class CertificateView {

    private final InspectionReports reports;
    private final Proofs proofs;
    private final KeyRemarks keys;

    CertificateView(InspectionReports reports, Proofs proofs, KeyRemarks keys) {
        this.reports = reports;
        this.proofs = proofs;
        this.keys = keys;
    }

    Optional<StoredReport> report(EsealId esealId) {
        return reports.newest(esealId);
    }

    Optional<StoredProof> proof(EsealId esealId) {
        return proofs.find(esealId);
    }

    List<String> remarks(EsealId esealId, Caller caller) {
        return keys.of(esealId, caller);
    }
}
