package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Cancels at CertCentral what was ordered there. */
@Component("cancelOrder")
class CancelOrder implements JavaDelegate {

    private final Cancellation cancellation;

    CancelOrder(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        boolean confirmed = "canceled".equals(execution.getVariable(Variables.OUTCOME));
        Cancellation.Result result = cancellation.cancel(id, confirmed);
        execution.setVariable(Variables.CANCELLATION, result.name().toLowerCase(Locale.ROOT));
        cancellation.orderOf(id).ifPresent(order -> execution.setVariable(Variables.ORDER_ID, order));
    }
}
