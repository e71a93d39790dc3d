package io.eseal.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.EsealOrder;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Problems;
import io.eseal.lifecycle.Timeline;
import io.eseal.order.OrderPlacement;
import io.eseal.order.Placement;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders with a card within one call and completes the task; the card lives in this call's memory and nowhere else. */
@Component
class CardPayment {

    private final TaskService tasks;
    private final ApprovalPolicy approvals;
    private final OrderPlacement placement;
    private final Timeline timeline;
    private final CardRules rules;
    private final EsealRegister register;
    private final ObjectMapper json;

    CardPayment(TaskService tasks, ApprovalPolicy approvals, OrderPlacement placement, Timeline timeline, CardRules rules, EsealRegister register,
                ObjectMapper json) {
        this.tasks = tasks;
        this.approvals = approvals;
        this.placement = placement;
        this.timeline = timeline;
        this.rules = rules;
        this.register = register;
        this.json = json;
    }

    /** The order body that waits for its card. */
    public JsonNode waiting(String esealId) {
        JsonValue request = tasks.getVariableTyped(task(esealId).getId(), Variables.REQUEST, false);
        try {
            return json.readTree(request.getValueSerialized());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request variable holds no JSON", e);
        }
    }

    /**
     * @param payment the checked body: {@code credit_card}, and {@code billing_address} unless the request has one
     * @return what CertCentral made of it; on a refused payment the task stays as it was
     */
    @Transactional
    public Placement pay(String esealId, JsonNode payment) {
        oneAtATime(esealId);
        Task task = task(esealId);
        ObjectNode body = (ObjectNode) waiting(esealId);
        if (!approvals.stands(esealId, body)) {
            throw Problems.conflict("The request is not what was approved; it cannot be ordered like this.");
        }
        JsonNode wire = rules.onTheWire(payment);
        body.set("credit_card", wire.get("credit_card"));
        if (wire.hasNonNull("billing_address")) {
            body.set("billing_address", wire.get("billing_address"));
        }
        if (placement.underWay(esealId).isEmpty()) {
            timeline.add(esealId, "card_presented", CardNumber.masked(body.at("/credit_card/number").textValue()));
        }
        Placement outcome = placement.place(esealId, order(body));
        if (outcome instanceof Placement.Refused refused && refused.payment()) {
            timeline.add(esealId, "card_declined", "the task stays open");
            placement.close(esealId);
        } else {
            tasks.complete(task.getId());
        }
        return outcome;
    }

    // Otherwise a second payment would complete the task while the first one is still being declined. Not waited for: whoever
    // waits holds a connection, and the one who pays needs a second one.
    private void oneAtATime(String esealId) {
        if (!register.tryLock(esealId)) {
            throw Problems.conflict("The request is being paid by somebody else.");
        }
    }

    private Task task(String esealId) {
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(esealId).taskDefinitionKey(Elements.USER_PAY_BY_CARD).singleResult();
        if (task == null) {
            throw Problems.conflict("The request does not wait for a card payment.");
        }
        return task;
    }

    private EsealOrder order(ObjectNode body) {
        try {
            return json.treeToValue(body, EsealOrder.class);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the value it could not read.
            throw new IllegalStateException("the checked card payment is no order body");
        }
    }
}
