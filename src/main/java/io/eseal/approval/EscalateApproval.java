package io.eseal.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Escalates the approvals of a request that waited too long: raises their priority to the highest. */
@Component("escalateApproval")
class EscalateApproval implements JavaDelegate {

    private final WaitingApprovals waiting;

    EscalateApproval(WaitingApprovals waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waiting.raise(execution, ApprovalDelay.ESCALATION);
    }
}
