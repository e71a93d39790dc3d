package io.eseal.order;

import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderFields;
import io.eseal.request.CheckedRequest;
import io.eseal.request.RequestRules;
import io.eseal.validation.Finding;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends a new CSR for an order that waits for one. */
@Component("updateCsr")
class UpdateCsr implements JavaDelegate {

    private static final String CSR = "$." + OrderFields.CSR;

    private final RequestRules rules;
    private final CsrUpdate csr;
    private final ApprovalPolicy approvals;
    private final EsealRegister register;

    UpdateCsr(RequestRules rules, CsrUpdate csr, ApprovalPolicy approvals, EsealRegister register) {
        this.rules = rules;
        this.csr = csr;
        this.approvals = approvals;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        var checked = rules.check(ProcessVariables.request(execution).json());
        List<Finding> findings = wrong(id, checked);
        if (!findings.isEmpty()) {
            throw refused(execution, findings);
        }
        execution.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(checked.request()));
        register.remember(id, checked.request(), checked.keyPrint());
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(List.of()));
        try {
            csr.send(id, register.orderOf(id), checked.request().csr().orElseThrow());
        } catch (OrderOfAnotherException e) {
            throw refused(execution, List.of(new Finding("$", "order_of_another", e.getMessage())));
        } catch (NotOfferedException e) {
            throw new BpmnError(Errors.NOT_BY_API, e.getMessage());
        } catch (RefusedException e) {
            throw refused(execution, List.of(new Finding(CSR, "refused_by_certcentral", e.getMessage())));
        }
    }

    private List<Finding> wrong(EsealId esealId, CheckedRequest checked) {
        List<Finding> findings = checked.findings().stream()
                .filter(finding -> finding.path().startsWith(CSR))
                .toList();
        if (!findings.isEmpty()) {
            return findings;
        }
        Optional<String> given = checked.request().csr();
        return given.isEmpty()
                ? List.of(new Finding(CSR, "required", "The CSR is required."))
                : approvals.againstKey(esealId, given.get()).stream()
                        .map(why -> new Finding(CSR, "not_approved", why))
                        .toList();
    }

    private static BpmnError refused(DelegateExecution execution, List<Finding> findings) {
        execution.setVariable(Variables.FINDINGS, ProcessVariables.jsonValue(findings));
        return new BpmnError(Errors.CSR_REFUSED);
    }
}
