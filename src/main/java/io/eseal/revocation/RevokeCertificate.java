package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealRegister;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Asks CertCentral to revoke the seal; when a person has to do it, raises {@code NOT_BY_API}. Asks for nothing where
 * nobody decided and CertCentral had revoked the order by itself: whether it has is confirmed by the next step.
 */
@Component("revokeCertificate")
class RevokeCertificate implements JavaDelegate {

    private final Revocation revocation;
    private final EsealRegister register;
    private final RevocationFourEyes fourEyes;

    RevokeCertificate(Revocation revocation, EsealRegister register, RevocationFourEyes fourEyes) {
        this.revocation = revocation;
        this.register = register;
        this.fourEyes = fourEyes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        if (!fourEyes.isDecided(id)) {
            if (fourEyes.isFoundRevoked(id)) {
                return;
            }
            throw new IllegalStateException("Nobody decided that the seal of " + id
                    + " is revoked: somebody other than the person who asked for it has to approve");
        }
        OrderId orderId = register.orderOf(id);
        if (!revocation.revoke(id, orderId)) {
            throw new BpmnError(Errors.NOT_BY_API);
        }
    }
}
