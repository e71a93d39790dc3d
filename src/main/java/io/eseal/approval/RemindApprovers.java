package io.eseal.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the approvers of a request that waits: raises the priority of its tasks. */
@Component("remindApprovers")
class RemindApprovers implements JavaDelegate {

    private final WaitingApprovals waiting;

    RemindApprovers(WaitingApprovals waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waiting.raise(execution, ApprovalDelay.REMINDER);
    }
}
