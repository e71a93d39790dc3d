package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderValidation;
import io.eseal.certcentral.OrganizationValidation;
import io.eseal.certcentral.Texts;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Fetches the open validations of an order, as a sentence for the operator who chases them. */
@Component("fetchValidation")
class FetchValidation implements JavaDelegate {

    private final CertCentral certCentral;
    private final Timeline timeline;
    private final EsealRegister register;

    FetchValidation(CertCentral certCentral, Timeline timeline, EsealRegister register) {
        this.certCentral = certCentral;
        this.timeline = timeline;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        OrderValidation validation = certCentral.validation(register.orderOf(id));
        String summary = sentence(validation);
        execution.setVariable(Variables.VALIDATION_SUMMARY, summary);
        timeline.add(id, new OrderEvents.ServiceLevelMissed(summary));
    }

    private static String sentence(OrderValidation validation) {
        String parts = validation.organizationValidations().stream()
                .map(FetchValidation::sentence)
                .collect(Collectors.joining("; "));
        String text = "Order " + validation.orderStatus().orElse("of unknown status")
                + (parts.isEmpty() ? "; CertCentral names no open validation" : ": " + parts);
        return Texts.limited(text, 2000);
    }

    private static String sentence(OrganizationValidation validation) {
        String details = validation.verificationDetails().entrySet().stream()
                .filter(e -> !"complete".equals(e.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey().replace('_', ' ') + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return validation.name().or(validation::type).orElse("validation") + " "
                + validation.status().orElse("unknown") + (details.isEmpty() ? "" : " (" + details + ")");
    }
}
