package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Checks whether CertCentral has revoked the seal. A revocation that was rejected there, or that takes too long, goes
 * to an operator for the console.
 */
@Component("confirmRevocation")
class ConfirmRevocation implements JavaDelegate {

    private final Revocation revocation;
    private final EsealRegister register;

    ConfirmRevocation(Revocation revocation, EsealRegister register) {
        this.revocation = revocation;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        OrderId orderId = register.orderOf(id);
        Revocation.Progress progress = revocation.progress(id, orderId);
        if (progress == Revocation.Progress.TURNED_DOWN || progress == Revocation.Progress.OVERDUE) {
            throw new BpmnError(Errors.NOT_BY_API);
        }
        execution.setVariable(Variables.REVOKED, progress == Revocation.Progress.REVOKED);
    }
}
