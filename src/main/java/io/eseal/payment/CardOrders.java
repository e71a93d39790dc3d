package io.eseal.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.EsealOrder;
import io.eseal.id.EsealId;
import io.eseal.timeline.PaymentEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import org.springframework.stereotype.Component;

/** Adds a card to the approved order. The result stays in the memory of one call. */
@Component
class CardOrders {

    private final RequestToPay requests;
    private final ApprovalPolicy approvals;
    private final CardRules rules;
    private final Timeline timeline;
    private final ObjectMapper json;

    CardOrders(RequestToPay requests, ApprovalPolicy approvals, CardRules rules, Timeline timeline, ObjectMapper json) {
        this.requests = requests;
        this.approvals = approvals;
        this.rules = rules;
        this.timeline = timeline;
        this.json = json;
    }

    /**
     * Creates the order and writes the masked card number to the timeline. Must be called while the payment is claimed,
     * so that nobody completes the task or pays a second time.
     *
     * @param payment the checked body: {@code credit_card}, and {@code billing_address} unless the request has one
     * @throws org.springframework.web.ErrorResponseException 409 when the request differs from what was approved, or
     *     has another billing address
     */
    EsealOrder withCard(EsealId esealId, JsonNode payment) {
        ObjectNode body = (ObjectNode) requests.of(esealId);
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
            // Jackson's message quotes the value that it could not read.
            throw new IllegalStateException("the checked card payment is no order body");
        }
    }
}
