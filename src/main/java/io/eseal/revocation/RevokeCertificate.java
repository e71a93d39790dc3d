package io.eseal.revocation;

import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealRegister;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks CertCentral to revoke the seal. */
@Component("revokeCertificate")
class RevokeCertificate implements JavaDelegate {

    private final Revocation revocation;
    private final EsealRegister register;

    RevokeCertificate(Revocation revocation, EsealRegister register) {
        this.revocation = revocation;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long orderId = register.orderOf(execution.getProcessBusinessKey());
        if (!revocation.revoke(execution.getProcessBusinessKey(), orderId)) {
            throw new BpmnError(Errors.NOT_BY_API);
        }
    }
}
