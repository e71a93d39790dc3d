package io.eseal.payment;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.task.TaskCatalogue;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sets the highest price of the order as a local variable of each task that shows it. */
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
