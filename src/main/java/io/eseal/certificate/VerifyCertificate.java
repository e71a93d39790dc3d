package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Inspects the issued certificate by all rules and sets the variable that the gateway reads. Once its seal is proven,
 * perhaps days after it came, asks CertCentral for its order first: nothing else is looked at before it goes into
 * service. Fails when no source of trust or CertCentral can be read, so that the engine tries again later.
 */
@Component("verifyCertificate")
class VerifyCertificate implements JavaDelegate {

    private final SealInspection inspection;
    private final CertificateFetch fetch;
    private final CertificateSettings settings;

    VerifyCertificate(SealInspection inspection, CertificateFetch fetch, CertificateSettings settings) {
        this.inspection = inspection;
        this.fetch = fetch;
        this.settings = settings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        // Where no proof is asked for, the order was read a moment ago.
        if (settings.proof() != ProofDemand.OFF && Boolean.TRUE.equals(execution.getVariable(Variables.SEAL_PROVEN))) {
            fetch.readAgain(id);
        }
        StoredReport report = inspection.inspect(id);
        execution.setVariable(Variables.CERTIFICATE_MATCHES, report.objection().isEmpty());
    }
}
