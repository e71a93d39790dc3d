package io.eseal.revocation;

import io.eseal.id.EsealId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has the revocation decided on that a person asked for at a task of the delivery. */
@Component("reportLoss")
class ReportLoss implements JavaDelegate {

    private final RevocationRequests requests;

    ReportLoss(RevocationRequests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        if (!requests.send(id)) {
            throw new IllegalStateException("The delivery of " + id + " takes no revocation");
        }
    }
}
