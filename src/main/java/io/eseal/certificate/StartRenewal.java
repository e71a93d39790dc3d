package io.eseal.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.lifecycle.EsealId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.RenewalStarted;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Starts the request for the seal's successor. */
@Component("startRenewal")
class StartRenewal implements JavaDelegate {

    private final RuntimeService runtime;
    private final Timeline timeline;
    private final EsealRegister register;
    private final ApplicationEventPublisher events;

    StartRenewal(RuntimeService runtime, Timeline timeline, EsealRegister register, ApplicationEventPublisher events) {
        this.runtime = runtime;
        this.timeline = timeline;
        this.register = register;
        this.events = events;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String id = EsealId.next();
        String ending = execution.getProcessBusinessKey();
        ObjectNode request = successorOf(ProcessVariables.request(execution));
        request.put("renewal_of_order_id", register.orderOf(ending));
        runtime.createProcessInstanceByKey(EsealLifecycle.PROCESS)
                .businessKey(id)
                .setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request))
                .setVariable(
                        Variables.REQUESTER, register.find(ending).orElseThrow().requester())
                .execute();
        timeline.add(ending, new SealEvents.RenewalStarted(id));
        timeline.add(id, new SealEvents.RenewalOf(ending));
        events.publishEvent(new RenewalStarted(ending, id));
    }

    /** A new certificate gets a new key; a fixed end date was meant for the old one. */
    private static ObjectNode successorOf(JsonNode request) {
        ObjectNode successor = request.deepCopy();
        successor.remove("csr");
        if (successor.path("order_validity") instanceof ObjectNode validity) {
            validity.remove("custom_expiration_date");
            if (validity.isEmpty()) {
                successor.remove("order_validity");
            }
        }
        return successor;
    }
}
