package io.eseal.order;

import io.eseal.approval.ApprovalPolicy;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Places the approved order once, and passes refusals and unknown outcomes to the model as BPMN errors. */
@Component("placeOrder")
class PlaceOrder implements JavaDelegate {

    private final PlaceOrderService service;
    private final ApprovalPolicy approvals;

    PlaceOrder(PlaceOrderService service, ApprovalPolicy approvals) {
        this.service = service;
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        OrderBody request = ProcessVariables.request(execution);
        // An order that was sent was checked before; its outcome must be learned in any case.
        if (!service.isUnderWay(id) && !approvals.stands(id, request)) {
            throw correction(
                    execution,
                    Errors.NOT_APPROVED,
                    "not_approved",
                    approvals.whyNot(id, request) + " Check the request; it is put to its approvers again.");
        }
        PlaceOrderResult result = service.order(id, request);
        if (result instanceof PlaceOrderResult.Accepted accepted) {
            execution.setVariable(Variables.ORDER_ID, accepted.orderId().value());
        } else if (result instanceof PlaceOrderResult.Refused refused) {
            throw correction(
                    execution,
                    refused.payment() ? Errors.PAYMENT_REFUSED : Errors.ORDER_REFUSED,
                    "refused_by_certcentral",
                    "CertCentral refused the order: " + refused.words());
        } else {
            execution.setVariable(Variables.NEXT_LOOK_UP, Date.from(service.firstLookUp()));
            throw new BpmnError(Errors.OUTCOME_UNKNOWN);
        }
    }

    private static BpmnError correction(DelegateExecution execution, String error, String rule, String message) {
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(List.of(new Finding("$", rule, message))));
        return new BpmnError(error, message);
    }
}
