package io.eseal.task;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
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
        OrderBody kept = register.find(id).orElseThrow().request();
        boolean counts = answer.editedWith()
                .filter(decision -> !isDecided(task, decision))
                .isEmpty();
        OrderBody request = counts ? edited(task, kept, answer) : kept;
        task.removeVariable(Variables.PAYMENT_METHOD);
        task.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request));
    }

    private static OrderBody edited(DelegateTask task, OrderBody kept, TaskAnswer answer) {
        OrderBody taken = kept.withFieldsOf(ProcessVariables.request(task), answer.edited());
        return ProcessVariables.text(task, Variables.PAYMENT_METHOD)
                .filter(method -> answer.edited().contains(OrderFields.PAYMENT_METHOD))
                .map(taken::withPaymentMethod)
                .orElse(taken);
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
}
