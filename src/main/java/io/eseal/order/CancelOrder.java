package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.order.Cancellation.Result;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Cancels the order of a request at CertCentral; the result goes into {@link Variables#CANCELLATION}. A seal that is
 * found revoked goes the way of an issued one: to its revocation, which looks whether others can see it.
 */
@Component("cancelOrder")
class CancelOrder implements JavaDelegate {

    private final Cancellation cancellation;

    CancelOrder(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        boolean confirmed = Outcome.CANCELED.is(execution.getVariable(Variables.OUTCOME));
        Result result = cancellation.cancel(id, confirmed);
        execution.setVariable(Variables.CANCELLATION, routed(result).word());
        cancellation.orderOf(id).ifPresent(order -> execution.setVariable(Variables.ORDER_ID, order.value()));
    }

    private static Result routed(Result result) {
        return result == Result.REVOKED ? Result.ISSUED : result;
    }
}
