package io.eseal.payment;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.task.TaskCatalogue;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts before each approver, and before whoever finds another way to pay, what the order may cost. */
@Component
class PriceForApprovers {

    private final TaskCatalogue catalogue;
    private final PaymentSettings settings;

    PriceForApprovers(TaskCatalogue catalogue, PaymentSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName())) {
            catalogue
                    .find(task.getTaskDefinitionKey())
                    .filter(definition -> definition.display().price())
                    .ifPresent(definition -> task.setVariableLocal(
                            Variables.PRICE, settings.price().toPlainString()));
        }
    }
}
