package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Checks a request before it goes to its approvers, and sets the variables that the gateway behind reads. */
@Component("validateRequest")
class ValidateRequest implements JavaDelegate {

    private final RequestValidation validation;

    ValidateRequest(RequestValidation validation) {
        this.validation = validation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var result =
                validation.validate(EsealId.of(execution.getProcessBusinessKey()), ProcessVariables.request(execution));
        ProcessVariables.write(execution, Variables.REQUEST, result.request());
        ProcessVariables.write(execution, Variables.FINDINGS, result.findings());
        execution.setVariable(Variables.REQUEST_VALID, result.findings().isEmpty());
        // Null where no name is known: the name of an organisation
        // from an earlier version of the request must not stay.
        execution.setVariable(
                Variables.ORGANIZATION_NAME, result.organizationName().orElse(null));
    }
}
