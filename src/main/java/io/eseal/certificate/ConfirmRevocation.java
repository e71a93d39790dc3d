package io.eseal.certificate;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks whether CertCentral has revoked the seal. */
@Component("confirmRevocation")
class ConfirmRevocation implements JavaDelegate {

    private final Revocation revocation;

    ConfirmRevocation(Revocation revocation) {
        this.revocation = revocation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long orderId = ProcessVariables.number(execution, Variables.ORDER_ID).orElseThrow();
        execution.setVariable(Variables.REVOKED, revocation.isRevoked(execution.getProcessBusinessKey(), orderId));
    }
}
