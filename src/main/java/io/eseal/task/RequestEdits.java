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
 * Takes over from a completed task only those fields of the request that the task edits; all others keep the values in
 * the register. Nobody can change an address or a key by another task, and a form that sends less than all fields loses
 * none.
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

    /**
     * Returns whether the person decided this: edits count only with the decision that they belong to, so that a
     * repeated payment does not change what was approved. {@link RecordDecision} may already have moved the decision to
     * the outcome.
     */
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
