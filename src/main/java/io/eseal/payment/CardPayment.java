package io.eseal.payment;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.id.EsealId;
import io.eseal.order.OrderSender;
import io.eseal.order.PlaceOrderResult;
import io.eseal.orderbody.OrderBody;
import io.eseal.web.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Orders with a card within one call and completes the task. The card stays in the memory of this call alone. */
@Component
class CardPayment {

    private static final Logger log = LoggerFactory.getLogger(CardPayment.class);

    private final RequestToPay requests;
    private final CardOrders orders;
    private final ApprovalPolicy approvals;
    private final PayerIsNoApprover payers;
    private final OrderSender sender;
    private final CardSettlement settlement;

    CardPayment(
            RequestToPay requests,
            CardOrders orders,
            ApprovalPolicy approvals,
            PayerIsNoApprover payers,
            OrderSender sender,
            CardSettlement settlement) {
        this.requests = requests;
        this.orders = orders;
        this.approvals = approvals;
        this.payers = payers;
        this.sender = sender;
        this.settlement = settlement;
    }

    /**
     * Pays and orders. Holds no database connection during the call to CertCentral, so that many people can pay at the
     * same time.
     *
     * @param payment the checked body: {@code credit_card}, and {@code billing_address} unless the request has one
     * @return CertCentral's answer; after a refused payment the task stays open
     * @throws org.springframework.web.ErrorResponseException 403 when the caller may not pay for this request, 409 when
     *     it does not wait for a card, differs from what was approved, or is being paid already
     */
    PlaceOrderResult pay(EsealId esealId, JsonNode payment) {
        payers.against(esealId).ifPresent(why -> {
            throw Problems.forbidden(why);
        });
        OrderBody body = requests.of(esealId);
        if (sender.underWay(esealId).isEmpty() && !approvals.stands(esealId, body)) {
            settlement.giveBack(esealId);
            throw Problems.conflict("Nothing was paid. " + approvals.whyNot(esealId, body)
                    + " The requester is asked to check it; it is put to its approvers again.");
        }
        PlaceOrderResult outcome = sender.placeUnlessUnderWay(esealId, () -> orders.withCard(esealId, payment))
                .orElseThrow(() -> Problems.conflict(
                        "The request is being paid, or the outcome of its last payment is being found out. Look at the "
                                + "request before you pay again."));
        tell(esealId);
        return outcome;
    }

    // The outcome is already in the ledger: the payer gets it even when this step fails.
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
}
