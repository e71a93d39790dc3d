package io.eseal.payment;

import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentral;
import io.eseal.id.EsealId;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The delegates of payment over a mocked CertCentral and a mocked sending of orders. */
public final class PaymentBeans {

    private final AnnotationConfigApplicationContext beans;
    private final CertCentral certCentral;

    public PaymentBeans(AnnotationConfigApplicationContext beans, CertCentral certCentral) {
        this.beans = beans;
        this.certCentral = certCentral;
        beans.registerBean(
                PaymentSettings.class,
                () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.payment", PaymentSettings.class));
        beans.register(
                RecentFunds.class,
                CheckFunds.class,
                RequireCardPayment.class,
                PayerIsNoApprover.class,
                CardTask.class,
                CardSettlement.class,
                RequestToPay.class,
                CardOrders.class,
                CardPayment.class,
                CardRules.class);
        fundsAre("1000.00");
    }

    public void fundsAre(String amount) {
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal(amount), "EUR"));
    }

    /** A person of finance sends the card by its own call, as the card form does. */
    public void cardIsCharged(EsealId esealId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("credit_card").put("number", "4111111111111111").put("cvv", "123");
        beans.getBean(CardPayment.class).pay(esealId, body);
    }

    /** Follows a payment up as the sweep does for each payment that was cut off. */
    public void isFollowedUp(EsealId esealId) {
        beans.getBean(CardSettlement.class).settle(esealId);
    }
}
