package io.eseal.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.order.OrderPlacement;
import org.camunda.bpm.engine.ProcessEngine;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;

import static org.mockito.Mockito.when;

/** The delegates of payment over a mocked CertCentral and a mocked placement. */
public final class PaymentBeans {

    private final CertCentral certCentral;
    private final CardPayment cardPayment;
    private final ObjectMapper json;
    private final Map<String, Object> named;

    public PaymentBeans(ProcessEngine engine, ApprovalPolicy policy, OrderPlacement placement, CertCentral certCentral,
                        LifecycleBeans lifecycle, ObjectMapper json, Clock clock) {
        this.certCentral = certCentral;
        this.json = json;
        cardPayment = new CardPayment(engine.getTaskService(), policy, placement, lifecycle.timeline, new CardRules(clock), lifecycle.register, json);
        named = Map.of(
                "checkFunds", new CheckFunds(certCentral, new PaymentSettings(new BigDecimal("500.00"))),
                "requireCardPayment", new RequireCardPayment(placement));
        fundsAre("1000.00");
    }

    public Map<String, Object> named() {
        return named;
    }

    public void fundsAre(String amount) {
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal(amount), "EUR"));
    }

    /** A person of finance sends the card by its own call, as the card form does. */
    public void cardIsCharged(String esealId) {
        ObjectNode body = json.createObjectNode();
        body.putObject("credit_card").put("number", "4111111111111111").put("cvv", "123");
        cardPayment.pay(esealId, body);
    }
}
