package io.eseal.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts approvals that wait too long at the top of the lists. */
@Component("escalateApproval")
class EscalateApproval implements JavaDelegate {

    private final WaitingApprovals waiting;

    EscalateApproval(WaitingApprovals waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waiting.raise(execution, ApprovalAlarm.ESCALATION);
    }
}
