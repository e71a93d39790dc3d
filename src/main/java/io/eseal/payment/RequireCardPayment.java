package io.eseal.payment;

import io.eseal.approval.ApprovalPolicy;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.order.OrderSender;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Refuses to complete the card task by hand while nothing was paid. A request that differs from what was approved may
 * leave the task without a payment; the order step then sends it back.
 */
@Component("requireCardPayment")
class RequireCardPayment implements TaskListener {

    private final OrderSender sender;
    private final ApprovalPolicy approvals;

    RequireCardPayment(OrderSender sender, ApprovalPolicy approvals) {
        this.sender = sender;
        this.approvals = approvals;
    }

    @Override
    public void notify(DelegateTask task) {
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        if (sender.settled(id).isPresent()) {
            return;
        }
        if (sender.underWay(id).isPresent()) {
            throw new CompletionRefused("The request is being paid; the task completes once the outcome is there.");
        }
        if (approvals.stands(id, ProcessVariables.request(task))) {
            throw new CompletionRefused(
                    "Nothing was paid yet. Pay by POST /api/eseals/" + id + "/card-payment; that completes the task.");
        }
    }
}
