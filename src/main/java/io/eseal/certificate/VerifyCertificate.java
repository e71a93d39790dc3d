package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Inspects the issued certificate by all rules and sets the variable that the gateway reads. Fails when no source of
 * trust can be read, so that the engine tries again later.
 */
@Component("verifyCertificate")
class VerifyCertificate implements JavaDelegate {

    private final SealInspection inspection;

    VerifyCertificate(SealInspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StoredReport report = inspection.inspect(EsealId.of(execution.getProcessBusinessKey()));
        execution.setVariable(Variables.CERTIFICATE_MATCHES, report.objection().isEmpty());
    }
}
