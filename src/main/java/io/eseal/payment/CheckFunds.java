package io.eseal.payment;

import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.request.Finding;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import java.util.List;

/** Checks that the account can pay one order. */
@Component("checkFunds")
class CheckFunds implements JavaDelegate {

    private final CertCentral certCentral;
    private final PaymentSettings settings;

    CheckFunds(CertCentral certCentral, PaymentSettings settings) {
        this.certCentral = certCentral;
        this.settings = settings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Balance balance = certCentral.balance();
        boolean sufficient = balance.covers(settings.price());
        execution.setVariable(Variables.FUNDS_SUFFICIENT, sufficient);
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(sufficient ? List.of() : List.of(finding(balance))));
    }

    private Finding finding(Balance balance) {
        String funds = balance.totalAvailableFunds().map(amount -> amount.toPlainString() + " " + balance.currency().orElse("")).orElse("an unknown amount").strip();
        return new Finding("$.payment_method", "insufficient_funds",
                "The account has " + funds + "; an order needs " + settings.price().toPlainString() + ".");
    }
}
