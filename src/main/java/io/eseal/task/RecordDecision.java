package io.eseal.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Handles the decision of a completed task: refuses one that the task does not offer, writes it to the timeline, and
 * stores it in {@code outcome} for the gateway behind. The variables {@code decision} and {@code comment} are removed,
 * so that no later task inherits them.
 */
@Component("recordDecision")
class RecordDecision implements TaskListener {

    private final TaskCatalogue catalogue;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    RecordDecision(TaskCatalogue catalogue, Timeline timeline, ApplicationEventPublisher events) {
        this.catalogue = catalogue;
        this.timeline = timeline;
        this.events = events;
    }

    @Override
    public void notify(DelegateTask task) {
        String key = task.getTaskDefinitionKey();
        Decision decision =
                Decision.take(task, catalogue.find(key).orElseThrow().answer());
        task.setVariable(Variables.OUTCOME, decision.choice().word());
        if (decision.choice() == Outcome.CORRECT) {
            tellRequester(task, decision.comment());
        }
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        timeline.add(id, new TaskEvents.Decided(key, decision.choice().word(), decision.comment()));
        events.publishEvent(new DecisionTaken(id, key, decision));
    }

    /**
     * Puts the comment first in the list of what the requester is to correct; findings of the payment check stay below
     * it.
     */
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
