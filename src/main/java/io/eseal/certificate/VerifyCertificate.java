package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import io.eseal.validation.Finding;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Verifies the issued certificate, writes each finding to the timeline, and sets the variables that the gateway reads.
 */
@Component("verifyCertificate")
class VerifyCertificate implements JavaDelegate {

    private final IssuedSeals seals;
    private final SealVerification verification;
    private final EsealRegister register;
    private final Timeline timeline;

    VerifyCertificate(IssuedSeals seals, SealVerification verification, EsealRegister register, Timeline timeline) {
        this.seals = seals;
        this.verification = verification;
        this.register = register;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        List<Finding> findings = verification.verify(
                seals.find(id).orElseThrow(),
                ProcessVariables.request(execution),
                register.find(id).flatMap(Eseal::orderStatus));
        findings.forEach(finding -> timeline.add(id, new SealEvents.CertificateMismatch(finding.message())));
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(findings));
        execution.setVariable(Variables.CERTIFICATE_MATCHES, findings.isEmpty());
    }
}
