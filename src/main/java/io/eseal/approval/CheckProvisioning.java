package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.orderbody.ProvisioningMethod;
import io.eseal.request.CheckedRequest;
import io.eseal.request.RequestRules;
import io.eseal.validation.Finding;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Checks that a request is complete for ordering and still is what was approved; the result goes into the variable
 * {@link Variables#PROVISIONING}.
 */
@Component("checkProvisioning")
class CheckProvisioning implements JavaDelegate {

    private final RequestRules rules;
    private final ApprovalPolicy policy;
    private final EsealRegister register;

    CheckProvisioning(RequestRules rules, ApprovalPolicy policy, EsealRegister register) {
        this.rules = rules;
        this.policy = policy;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CheckedRequest checked = rules.check(ProcessVariables.request(execution).json());
        ProcessVariables.write(execution, Variables.REQUEST, checked.request());
        ProcessVariables.write(execution, Variables.FINDINGS, checked.findings());
        register.remember(EsealId.of(execution.getProcessBusinessKey()), checked.request(), checked.keyPrint());
        execution.setVariable(
                Variables.PROVISIONING,
                result(execution, checked.request(), checked.findings()).word());
    }

    private ProvisioningResult result(DelegateExecution execution, OrderBody request, List<Finding> findings) {
        boolean csrMissing = request.provisioning().equals(Optional.of(ProvisioningMethod.CSR))
                && request.csr().isEmpty();
        boolean filledInBadly = csrMissing
                || findings.stream()
                        .filter(finding -> !finding.rule().equals("not_applicable"))
                        .anyMatch(finding -> finding.path().startsWith("$." + OrderFields.CSR)
                                || finding.path().startsWith("$." + OrderFields.SHIP_INFO));
        if (filledInBadly) {
            return ProvisioningResult.INCOMPLETE;
        }
        return findings.isEmpty() && policy.stands(execution)
                ? ProvisioningResult.COMPLETE
                : ProvisioningResult.CHANGED;
    }
}
