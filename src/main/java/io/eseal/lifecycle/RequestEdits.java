package io.eseal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.List;
import java.util.Map;
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

    private static final Map<String, List<String>> EDITED = Map.of(
            Elements.USER_CONFIRM_SHIPPING, List.of("ship_info"),
            Elements.USER_SUBMIT_CSR, List.of("csr"),
            Elements.USER_UPDATE_CSR, List.of("csr"),
            Elements.USER_RESOLVE_PAYMENT, List.of("payment_method", "billing_address"));

    private final EsealRegister register;

    RequestEdits(EsealRegister register) {
        this.register = register;
    }

    @EventListener
    void on(DelegateTask task) {
        List<String> edited = EDITED.get(task.getTaskDefinitionKey());
        if (edited == null
                || !TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName())
                || task.getExecution() == null) {
            return;
        }
        EsealId.read(task.getExecution().getProcessBusinessKey()).ifPresent(id -> edit(task, id, edited));
    }

    private void edit(DelegateTask task, EsealId id, List<String> edited) {
        ObjectNode request = register.find(id).orElseThrow().request().deepCopy();
        boolean paymentStays =
                task.getTaskDefinitionKey().equals(Elements.USER_RESOLVE_PAYMENT) && !changesPayment(task);
        if (!paymentStays) {
            JsonNode submitted = ProcessVariables.request(task);
            edited.forEach(field -> take(request, submitted, field));
            ProcessVariables.text(task, Variables.PAYMENT_METHOD)
                    .filter(method -> edited.contains("payment_method"))
                    .ifPresent(method -> request.put("payment_method", method));
        }
        task.removeVariable(Variables.PAYMENT_METHOD);
        task.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request));
    }

    /**
     * Whether finance chose another method: trying again must not change what was approved. The decision may be taken
     * already.
     */
    private static boolean changesPayment(DelegateTask task) {
        return "change"
                .equals(ProcessVariables.text(task, Variables.DECISION)
                        .orElseGet(() -> String.valueOf(task.getVariable(Variables.OUTCOME))));
    }

    private static void take(ObjectNode request, JsonNode submitted, String field) {
        if (submitted.has(field)) {
            request.set(field, submitted.get(field));
        }
    }
}
