package io.eseal.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes from a completed task only the part of the request that the task is about; the rest stays as the register knows
 * it. So nobody swaps an address or a key on the way, and nothing is lost when a form sends less than all.
 */
@Component
class RequestEdits {

    private final TaskCatalogue catalogue;
    private final EsealRegister register;

    RequestEdits(TaskCatalogue catalogue, EsealRegister register) {
        this.catalogue = catalogue;
        this.register = register;
    }

    @EventListener
    void on(DelegateTask task) {
        if (!TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName()) || task.getExecution() == null) {
            return;
        }
        EsealId.read(task.getExecution().getProcessBusinessKey()).ifPresent(id -> edited(task, id));
    }

    private void edited(DelegateTask task, EsealId id) {
        catalogue
                .find(task.getTaskDefinitionKey())
                .map(UserTaskDefinition::answer)
                .filter(answer -> !answer.edited().isEmpty())
                .ifPresent(answer -> edit(task, id, answer));
    }

    private void edit(DelegateTask task, EsealId id, TaskAnswer answer) {
        ObjectNode request = register.find(id).orElseThrow().request().deepCopy();
        if (answer.editedWith().filter(decision -> !isDecided(task, decision)).isEmpty()) {
            JsonNode submitted = ProcessVariables.request(task);
            answer.edited().forEach(field -> take(request, submitted, field));
            ProcessVariables.text(task, Variables.PAYMENT_METHOD)
                    .filter(method -> answer.edited().contains(Variables.PAYMENT_METHOD))
                    .ifPresent(method -> request.put(Variables.PAYMENT_METHOD, method));
        }
        task.removeVariable(Variables.PAYMENT_METHOD);
        task.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request));
    }

    /** Trying a payment again must not change what was approved. The decision may be taken already. */
    private static boolean isDecided(DelegateTask task, Outcome decision) {
        return decision.is(ProcessVariables.text(task, Variables.DECISION)
                .orElseGet(() -> String.valueOf(task.getVariable(Variables.OUTCOME))));
    }

    private static void take(ObjectNode request, JsonNode submitted, String field) {
        if (submitted.has(field)) {
            request.set(field, submitted.get(field));
        }
    }
}
