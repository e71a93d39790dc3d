package io.eseal.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.request.RequestRules;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What the model asks about approvals: the inputs of the policy table, who must approve, and whether an approval stands. */
@Component("approvalPolicy")
public class ApprovalPolicy {

    private final EsealRegister register;
    private final Approvals approvals;
    private final ApprovalSettings settings;
    private final Clock clock;

    ApprovalPolicy(EsealRegister register, Approvals approvals, ApprovalSettings settings, Clock clock) {
        this.register = register;
        this.approvals = approvals;
        this.settings = settings;
        this.clock = clock;
    }

    public String provisioningMethod(DelegateExecution execution) {
        return request(execution).path("provisioning_method").asText();
    }

    public String paymentMethod(DelegateExecution execution) {
        return request(execution).path("payment_method").asText();
    }

    public String shippingMethod(DelegateExecution execution) {
        return request(execution).path("ship_info").path("method").asText("none");
    }

    /** Days between today and the certificate's end as the request asks for it. */
    public long validityDays(DelegateExecution execution) {
        LocalDate today = LocalDate.now(clock);
        // Without a word on it the vendor sells one year.
        LocalDate end = RequestRules.effectiveEnd(request(execution), today).orElse(today.plusYears(1));
        return ChronoUnit.DAYS.between(today, end);
    }

    public boolean newOrganization(DelegateExecution execution) {
        return !request(execution).path("organization").hasNonNull("id");
    }

    /** Keeps what the policy table said, and opens a new round of approvals unless the last one still stands. */
    public void require(DelegateExecution execution) {
        DmnDecisionResult result = (DmnDecisionResult) execution.getVariable("decisionResult");
        List<String> groups = result.<String>collectEntries("approverGroup").stream().distinct().toList();
        if (groups.isEmpty()) {
            throw new IllegalStateException("the approval policy names no approver: at least one rule must hold for every request");
        }
        execution.setVariable(Variables.APPROVER_GROUPS, String.join(",", groups));
        if (!stands(execution)) {
            register.openApprovals(execution.getProcessBusinessKey(), ApprovedContent.fingerprint(request(execution)), groups);
        }
    }

    public List<String> requiredGroups(DelegateExecution execution) {
        return List.of(((String) execution.getVariable(Variables.APPROVER_GROUPS)).split(","));
    }

    /** Whether all that is decided in the request is what its approvers approved. */
    public boolean stands(DelegateExecution execution) {
        return stands(execution.getProcessBusinessKey(), request(execution));
    }

    /** Told by our own records alone: whoever may change the process and its variables changes nothing here. */
    public boolean stands(String esealId, JsonNode request) {
        return register.find(esealId)
                .filter(eseal -> eseal.approvedPrint().equals(Optional.of(ApprovedContent.fingerprint(request))))
                .filter(approvals::areComplete).isPresent();
    }

    public String getRemindAfter() {
        return settings.remindAfter().toString();
    }

    public String getEscalateAfter() {
        return settings.escalateAfter().toString();
    }

    private static JsonNode request(DelegateExecution execution) {
        return ProcessVariables.request(execution);
    }
}
