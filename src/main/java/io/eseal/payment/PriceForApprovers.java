package io.eseal.payment;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts before each approver, and before whoever finds another way to pay, what the order may cost. */
@Component
class PriceForApprovers {

    private static final Set<String> TASKS = Set.of(Elements.USER_APPROVE_REQUEST, Elements.USER_RESOLVE_PAYMENT);

    private final PaymentSettings settings;

    PriceForApprovers(PaymentSettings settings) {
        this.settings = settings;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) && TASKS.contains(task.getTaskDefinitionKey())) {
            task.setVariableLocal(Variables.PRICE, settings.price().toPlainString());
        }
    }
}
