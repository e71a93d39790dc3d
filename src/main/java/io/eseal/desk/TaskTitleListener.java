package io.eseal.desk;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.OrganizationName;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.PaymentMethod;
import io.eseal.orderbody.ProvisioningMethod;
import io.eseal.task.TaskCatalogue;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Completes the card of a new task in Tasklist: adds the organisation, the kind of key and, where it matters, the
 * payment to the name, such as "Approve request: Example AG, token, from the balance", and adds the request's id as a
 * variable.
 */
@Component
class TaskTitleListener {

    private static final int COLUMN_WIDTH = 255;

    private static final Map<ProvisioningMethod, String> KEYS =
            Map.of(ProvisioningMethod.QSCD, "token", ProvisioningMethod.CSR, "own key");
    private static final Map<PaymentMethod, String> PAYMENTS = Map.of(
            PaymentMethod.BALANCE,
            "from the balance",
            PaymentMethod.PROFILE,
            "with the stored card",
            PaymentMethod.CARD,
            "with a new card");

    private final TaskCatalogue catalogue;

    TaskTitleListener(TaskCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    // Runs before the listeners that send the task's name by mail.
    @Order(0)
    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) && task.getExecution() != null) {
            String title = title(task);
            task.setName(title.substring(0, Math.min(title.length(), COLUMN_WIDTH)));
            // A reader of a task may read the task's own variables, but not those of the process.
            ProcessVariables.text(task, Variables.ESEAL_ID)
                    .ifPresent(id -> task.setVariableLocal(Variables.ESEAL_ID, id));
        }
    }

    private String title(DelegateTask task) {
        OrderBody request = ProcessVariables.request(task);
        return task.getName()
                + Stream.of(
                                organization(task, request),
                                request.provisioning().map(KEYS::get),
                                request.paymentMethod().map(PAYMENTS::get).filter(payment -> saysPayment(task)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private boolean saysPayment(DelegateTask task) {
        return catalogue
                .find(task.getTaskDefinitionKey())
                .filter(definition -> definition.display().paymentInTitle())
                .isPresent();
    }

    private static Optional<String> organization(DelegateTask task, OrderBody request) {
        return OrganizationName.of(ProcessVariables.text(task, Variables.ORGANIZATION_NAME), request)
                .or(() -> ProcessVariables.text(task, Variables.ESEAL_ID));
    }
}
