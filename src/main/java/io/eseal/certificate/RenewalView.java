package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.SealLinks;
import io.eseal.orderbody.OrderBody;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Adds to the task that asks for the decision what the new order would be, and what became of an earlier renewal. */
@Component
class RenewalView {

    private final EsealRegister register;
    private final RenewalOrder order;
    private final SealLinks links;

    RenewalView(EsealRegister register, RenewalOrder order, SealLinks links) {
        this.register = register;
        this.order = order;
        this.links = links;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName())
                && Elements.USER_DECIDE_RENEWAL.equals(task.getTaskDefinitionKey())) {
            register.find(EsealId.of(task.getExecution().getProcessBusinessKey()))
                    .filter(eseal -> eseal.orderId().isPresent())
                    .ifPresent(eseal ->
                            task.setVariableLocal(Variables.RENEWAL, ProcessVariables.jsonValue(shown(eseal))));
        }
    }

    private Map<String, String> shown(Eseal eseal) {
        OrderBody renewal = order.of(eseal.id());
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(
                "order",
                "renews order " + eseal.orderId().map(String::valueOf).orElseThrow()
                        + ", with the particulars below, approved and paid anew");
        shown.put("key", key(renewal));
        shown.put(
                "validity",
                eseal.request().validity().equals(renewal.validity())
                        ? "as long as before"
                        : "without the fixed last day, which was meant for this seal");
        shown.put(
                "before",
                links.successor(eseal.id())
                        .or(() -> links.failedSuccessor(eseal.id()))
                        .map(link -> link.id() + " (" + link.state() + ")")
                        .orElse(""));
        return shown;
    }

    private static String key(OrderBody renewal) {
        if (renewal.isOnToken()) {
            return "a new one, on a new token";
        }
        return renewal.csr().isPresent()
                ? "the same as before, with the same CSR"
                : "a new one: its CSR is asked for after the approval";
    }
}
