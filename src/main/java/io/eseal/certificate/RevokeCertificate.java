package io.eseal.certificate;

import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks CertCentral to revoke the seal. */
@Component("revokeCertificate")
class RevokeCertificate implements JavaDelegate {

    private final Revocation revocation;

    RevokeCertificate(Revocation revocation) {
        this.revocation = revocation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long orderId = ProcessVariables.number(execution, Variables.ORDER_ID).orElseThrow();
        if (!revocation.revoke(execution.getProcessBusinessKey(), orderId)) {
            throw new BpmnError(Errors.NOT_BY_API);
        }
    }
}
