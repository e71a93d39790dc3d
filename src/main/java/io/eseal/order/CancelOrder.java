package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Cancels the order of a request at CertCentral; the result goes into {@link Variables#CANCELLATION}. */
@Component("cancelOrder")
class CancelOrder implements JavaDelegate {

    private final Cancellation cancellation;

    CancelOrder(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean confirmed = Outcome.CANCELED.is(execution.getVariable(Variables.OUTCOME));
        Cancellation.Result result = cancellation.cancel(EsealId.of(execution.getProcessBusinessKey()), confirmed);
        execution.setVariable(Variables.CANCELLATION, result.word());
        cancellation
                .orderOf(EsealId.of(execution.getProcessBusinessKey()))
                .ifPresent(order -> execution.setVariable(Variables.ORDER_ID, order.value()));
    }
}
