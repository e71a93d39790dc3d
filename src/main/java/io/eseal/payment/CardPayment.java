package io.eseal.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.approval.SeparationOfDuties;
import io.eseal.certcentral.EsealOrder;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.order.OrderSender;
import io.eseal.order.PlaceOrderResult;
import io.eseal.security.Actors;
import io.eseal.timeline.PaymentEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Orders with a card within one call and completes the task; the card lives in this call's memory and nowhere else. */
@Component
class CardPayment {

    private static final Logger log = LoggerFactory.getLogger(CardPayment.class);

    private final CardTask task;
    private final TaskService tasks;
    private final ApprovalPolicy approvals;
    private final SeparationOfDuties duties;
    private final Actors actors;
    private final OrderSender placement;
    private final CardSettlement settlement;
    private final Timeline timeline;
    private final CardRules rules;
    private final ObjectMapper json;

    CardPayment(
            CardTask task,
            TaskService tasks,
            ApprovalPolicy approvals,
            SeparationOfDuties duties,
            Actors actors,
            OrderSender placement,
            CardSettlement settlement,
            Timeline timeline,
            CardRules rules,
            ObjectMapper json) {
        this.task = task;
        this.tasks = tasks;
        this.approvals = approvals;
        this.duties = duties;
        this.actors = actors;
        this.placement = placement;
        this.settlement = settlement;
        this.timeline = timeline;
        this.rules = rules;
        this.json = json;
    }

    /** The order body that waits for its card. */
    public JsonNode waiting(EsealId esealId) {
        Task open = task.of(esealId).orElseThrow(CardPayment::notWaiting);
        try {
            return json.readTree(requestOf(open));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request variable holds no JSON", e);
        } catch (RuntimeException e) {
            // Another payment, or a cancellation, may end the task between two of the engine's reads;
            // the request and its permissions go with it.
            throw task.of(esealId).isPresent() ? e : notWaiting();
        }
    }

    private String requestOf(Task open) {
        JsonValue request = tasks.getVariableTyped(open.getId(), Variables.REQUEST, false);
        if (request == null) {
            throw new NullValueException("the task has no request any more");
        }
        return request.getValueSerialized();
    }

    private static RuntimeException notWaiting() {
        return Problems.conflict("The request does not wait for a card payment.");
    }

    /**
     * Holds no connection while CertCentral is asked, so that any number of people may pay at once.
     *
     * @param payment the checked body: {@code credit_card}, and {@code billing_address} unless the request has one
     * @return what CertCentral made of it; on a refused payment the task stays as it was
     */
    PlaceOrderResult pay(EsealId esealId, JsonNode payment) {
        actors.signedIn()
                .flatMap(payer -> duties.againstPayment(esealId, payer))
                .ifPresent(why -> {
                    throw Problems.forbidden(why);
                });
        JsonNode body = waiting(esealId);
        if (placement.underWay(esealId).isEmpty() && !approvals.stands(esealId, body)) {
            settlement.giveBack(esealId);
            throw Problems.conflict("Nothing was paid. " + approvals.whyNot(esealId, body)
                    + " The requester is asked to check it; it is put to its approvers again.");
        }
        PlaceOrderResult outcome = placement
                .placeUnlessUnderWay(esealId, () -> order(esealId, payment))
                .orElseThrow(() -> Problems.conflict(
                        "The request is being paid, or the outcome of its last payment is being found out. Look at the "
                                + "request before you pay again."));
        tell(esealId);
        return outcome;
    }

    // Paid or not is in the ledger by now: whoever paid is told that, and not of a fault here.
    private void tell(EsealId esealId) {
        try {
            settlement.settle(esealId);
        } catch (RuntimeException e) {
            log.warn(
                    "What became of the card payment of {} could not be told to its process; the sweep will: {}",
                    esealId,
                    e.getMessage());
        }
    }

    // Read once the payment is claimed: while it is, nobody completes the task or pays a second time.
    private EsealOrder order(EsealId esealId, JsonNode payment) {
        ObjectNode body = (ObjectNode) waiting(esealId);
        if (!approvals.stands(esealId, body)) {
            throw Problems.conflict("The request is not what was approved; it cannot be ordered like this.");
        }
        JsonNode wire = rules.onTheWire(payment);
        body.set("credit_card", wire.get("credit_card"));
        if (wire.hasNonNull("billing_address")) {
            if (body.hasNonNull("billing_address")
                    && !body.get("billing_address").equals(wire.get("billing_address"))) {
                throw Problems.conflict(
                        "Nothing was paid. The billing address was approved with the request: leave another one out, or have "
                                + "the request sent back.");
            }
            body.set("billing_address", wire.get("billing_address"));
        }
        timeline.add(
                esealId,
                new PaymentEvents.CardPresented(
                        CardNumber.masked(body.at("/credit_card/number").textValue())));
        return order(body);
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
