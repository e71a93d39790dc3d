package io.eseal.lifecycle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes {@code decision} and {@code comment} of a completed task, refuses what the task does not offer, and leaves the
 * choice in {@code outcome} for the gateway behind. Both are removed, so that no later task inherits them.
 */
@Component("recordDecision")
class RecordDecision implements TaskListener {

    private static final Map<String, List<String>> CHOICES = Map.of(
            Elements.USER_RESOLVE_PAYMENT, List.of("retry", "change", "correct", "cancel"),
            Elements.USER_RESOLVE_ORDER_IN_DOUBT, List.of("adopt", "reorder", "cancel"),
            Elements.USER_CANCEL_IN_CERTCENTRAL, List.of("canceled", "issued"),
            Elements.USER_ASSESS_STATUS, List.of("wait", "issued", "failed"),
            Elements.USER_ASSESS_CERTIFICATE, List.of("accept", "revoke"),
            Elements.USER_DECIDE_RENEWAL, List.of("renew", "lapse"),
            Elements.USER_APPROVE_REVOCATION, List.of("approve", "reject"));

    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    RecordDecision(Timeline timeline, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.events = events;
    }

    @Override
    public void notify(DelegateTask task) {
        Decision decision = Decision.take(task, CHOICES.get(task.getTaskDefinitionKey()));
        if (decision.choice().equals("adopt")
                && ProcessVariables.number(task, Variables.ORDER_ID).isEmpty()) {
            throw new CompletionRefused(
                    "The field orderId is required to adopt an order: the number of CertCentral's order.");
        }
        task.setVariable(Variables.OUTCOME, decision.choice());
        if (decision.choice().equals("correct") && !decision.comment().isEmpty()) {
            tellRequester(task, decision.comment());
        }
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        timeline.add(id, new TaskEvents.Decided(task.getTaskDefinitionKey(), decision.choice(), decision.comment()));
        events.publishEvent(new DecisionTaken(id, task.getTaskDefinitionKey(), decision));
    }

    /** The words stand first among what is to be mended; why the order could not be paid stays beneath. */
    private static void tellRequester(DelegateTask task, String comment) {
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        findings.addObject()
                .put("path", "$")
                .put("rule", "sent_back")
                .put("message", "finance sent the request back: " + comment);
        ProcessVariables.json(task, Variables.FINDINGS).forEach(findings::add);
        task.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(findings));
    }
}
