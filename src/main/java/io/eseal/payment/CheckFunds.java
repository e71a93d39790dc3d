package io.eseal.payment;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderFields;
import io.eseal.validation.Finding;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Checks whether the account's funds cover the configured price of one order. */
@Component("checkFunds")
class CheckFunds implements JavaDelegate {

    private final RecentFunds funds;
    private final PaymentSettings settings;

    CheckFunds(RecentFunds funds, PaymentSettings settings) {
        this.funds = funds;
        this.settings = settings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (execution.hasVariable(Variables.FUNDS_SUFFICIENT)) {
            // Once more for the same request: its order was not paid, or a person looked after the funds.
            funds.forget();
        }
        Optional<String> missing = missing();
        execution.setVariable(Variables.FUNDS_SUFFICIENT, missing.isEmpty());
        ProcessVariables.write(
                execution,
                Variables.FINDINGS,
                missing.map(why -> new Finding("$." + OrderFields.PAYMENT_METHOD, "insufficient_funds", why)).stream()
                        .toList());
    }

    /**
     * Returns the reason why the order cannot be paid; empty when it can. When CertCentral does not disclose the funds,
     * that is a reason, too, and a person decides.
     */
    private Optional<String> missing() {
        try {
            return funds.lacking().map(this::sentence);
        } catch (RefusedException | NotOfferedException e) {
            return Optional.of(untold(e));
        } catch (NotAuthorizedException e) {
            // An API key for orders alone may not read the account's finances; any other refusal of the key has nothing
            // to do with funds.
            if (!e.hasCode("access_denied|missing_permission")) {
                throw e;
            }
            return Optional.of(untold(e));
        }
    }

    private static String untold(CertCentralException refusal) {
        return "CertCentral did not tell the account's funds: " + words(refusal) + ".";
    }

    private static String words(CertCentralException refusal) {
        String words = refusal.errors().stream()
                .map(ApiError::message)
                .filter(message -> !message.isBlank())
                .collect(Collectors.joining("; "));
        return (words.isEmpty() ? refusal.getMessage() : words).replaceFirst("[.]$", "");
    }

    private String sentence(Balance balance) {
        String funds = balance.totalAvailableFunds()
                .map(amount -> amount.toPlainString() + " " + balance.currency().orElse(""))
                .orElse("an unknown amount")
                .strip();
        return "The account has " + funds + "; an order needs "
                + settings.price().toPlainString() + ".";
    }
}
