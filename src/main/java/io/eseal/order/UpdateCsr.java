package io.eseal.order;

import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.request.Finding;
import io.eseal.request.RequestRules;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import java.util.List;

/** Sends a new CSR for an order that waits for one. */
@Component("updateCsr")
class UpdateCsr implements JavaDelegate {

    private final RequestRules rules;
    private final CsrUpdate csr;
    private final EsealRegister register;

    UpdateCsr(RequestRules rules, CsrUpdate csr, EsealRegister register) {
        this.rules = rules;
        this.csr = csr;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var checked = rules.check(ProcessVariables.request(execution));
        List<Finding> findings = checked.findings().stream().filter(finding -> finding.path().startsWith("$.csr")).toList();
        if (!findings.isEmpty() || !checked.request().hasNonNull("csr")) {
            throw refused(execution, findings.isEmpty() ? List.of(new Finding("$.csr", "required", "The CSR is required.")) : findings);
        }
        execution.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(checked.request()));
        register.remember(execution.getProcessBusinessKey(), checked.request());
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(List.of()));
        try {
            csr.send(register.orderOf(execution.getProcessBusinessKey()), checked.request().get("csr").asText());
        } catch (NotOfferedException e) {
            throw new BpmnError(Errors.NOT_BY_API, e.getMessage());
        } catch (RefusedException e) {
            throw refused(execution, List.of(new Finding("$.csr", "refused_by_certcentral", e.getMessage())));
        }
    }

    private static BpmnError refused(DelegateExecution execution, List<Finding> findings) {
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(findings));
        return new BpmnError(Errors.CSR_REFUSED);
    }
}
