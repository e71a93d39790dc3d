package io.eseal.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.EsealOrder;
import io.eseal.id.EsealId;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.timeline.PaymentEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import java.util.Optional;
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
        OrderBody body = requests.of(esealId);
        if (!approvals.stands(esealId, body)) {
            throw Problems.conflict("The request is not what was approved; it cannot be ordered like this.");
        }
        JsonNode wire = rules.onTheWire(payment);
        Optional<JsonNode> given = Optional.of(wire.path(OrderFields.BILLING_ADDRESS))
                .filter(address -> !address.isMissingNode() && !address.isNull());
        Optional<JsonNode> approved = body.billingAddress();
        if (given.isPresent() && approved.isPresent() && !given.equals(approved)) {
            throw Problems.conflict(
                    "Nothing was paid. The billing address was approved with the request: leave another one out, or have "
                            + "the request sent back.");
        }
        ObjectNode order =
                (ObjectNode) given.map(body::withBillingAddress).orElse(body).json();
        JsonNode card = wire.get(CardRules.CREDIT_CARD);
        order.set(CardRules.CREDIT_CARD, card);
        timeline.add(
                esealId,
                new PaymentEvents.CardPresented(
                        CardNumber.masked(card.path("number").textValue())));
        return order(order);
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
