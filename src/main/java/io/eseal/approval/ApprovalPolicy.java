package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.RequestRules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Answers the process model's questions about approvals: the inputs of the policy table, the groups that must approve,
 * and whether an approval stands.
 */
@Component("approvalPolicy")
public class ApprovalPolicy {

    private final EsealRegister register;
    private final Approvals approvals;
    private final ApprovalRounds rounds;
    private final OrderPrice price;
    private final ApprovalSettings settings;
    private final Clock clock;

    ApprovalPolicy(
            EsealRegister register,
            Approvals approvals,
            ApprovalRounds rounds,
            OrderPrice price,
            ApprovalSettings settings,
            Clock clock) {
        this.register = register;
        this.approvals = approvals;
        this.rounds = rounds;
        this.price = price;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns {@code provisioning_method} of the request; an empty text when the request has none. */
    public String provisioningMethod(DelegateExecution execution) {
        return request(execution).givenProvisioning().orElse("");
    }

    /** Returns {@code payment_method} of the request; an empty text when the request has none. */
    public String paymentMethod(DelegateExecution execution) {
        return request(execution).givenPaymentMethod().orElse("");
    }

    /** Returns {@code ship_info.method} of the request; {@code none} when nothing is shipped. */
    public String shippingMethod(DelegateExecution execution) {
        return request(execution).shippingMethod().orElse("none");
    }

    /** Returns the number of days from today to the end of the certificate that the request asks for. */
    public long validityDays(DelegateExecution execution) {
        LocalDate today = LocalDate.now(clock);
        // The vendor sells one year when the request names no validity.
        LocalDate end = RequestRules.effectiveEnd(request(execution), today).orElse(today.plusYears(1));
        return ChronoUnit.DAYS.between(today, end);
    }

    /** Returns whether the request has no {@code organization.id}: CertCentral does not hold the organisation yet. */
    public boolean newOrganization(DelegateExecution execution) {
        return !request(execution).hasOrganizationId();
    }

    /**
     * Opens a new round of approvals by the groups that the policy table returned, unless the last round still stands.
     *
     * @throws IllegalStateException when the policy table returned no group
     */
    public void require(DelegateExecution execution) {
        DmnDecisionResult result = (DmnDecisionResult) execution.getVariable("decisionResult");
        List<String> groups = result.<String>collectEntries("approverGroup").stream()
                .distinct()
                .toList();
        if (groups.isEmpty()) {
            throw new IllegalStateException(
                    "the approval policy names no approver: at least one rule must hold for every request");
        }
        if (!stands(execution)) {
            rounds.open(EsealId.of(execution.getProcessBusinessKey()), request(execution), price.atMost(), groups);
        }
    }

    /** Returns the approver groups of the round that {@link #require} opened. */
    public List<String> requiredGroups(DelegateExecution execution) {
        return register.find(EsealId.of(execution.getProcessBusinessKey()))
                .map(Eseal::approvalGroups)
                .orElseThrow();
    }

    /** Returns whether the approvals of the current round are complete and cover the request as it is now. */
    public boolean stands(DelegateExecution execution) {
        return stands(EsealId.of(execution.getProcessBusinessKey()), request(execution));
    }

    /**
     * Returns whether the approvals of the current round are complete and cover this request at today's price, and
     * nobody has called its key compromised since. Reads the tables of this service, never process variables: a person
     * who may change variables must not be able to approve by that.
     */
    public boolean stands(EsealId esealId, OrderBody request) {
        return register.find(esealId)
                .filter(eseal -> covers(eseal, request))
                .filter(approvals::areComplete)
                .filter(eseal -> !register.hasCompromisedKey(esealId))
                .isPresent();
    }

    /** Returns the reason why a request whose approval does not stand is not ordered, as a sentence for people. */
    public String whyNot(EsealId esealId, OrderBody request) {
        if (register.hasCompromisedKey(esealId)) {
            return "Somebody has called its key compromised: it needs a new one.";
        }
        Optional<Eseal> eseal = register.find(esealId);
        Optional<ApprovalRounds.Round> round = eseal.flatMap(rounds::current);
        if (eseal.isPresent() && eseal.get().approvedFingerprint().isPresent() && round.isEmpty()) {
            return "It was approved by an earlier version of this service, which did not fix the address, the price and the key.";
        }
        String changed = round.map(
                        decided -> ChangedField.paths(decided.content().changesTo(ApprovedContent.of(request))))
                .orElse("");
        if (!changed.isEmpty()) {
            return "It is not what its approvers decided on any more: " + changed + ".";
        }
        return round.filter(decided -> decided.price().compareTo(price.atMost()) < 0)
                .map(decided -> "The price has risen: its approvers decided on "
                        + decided.price().toPlainString() + " at most.")
                .orElse("Its approvals are not complete.");
    }

    /**
     * Returns the reason why the key of a CSR may not be used for an order that was placed; empty when it may be used.
     * A round that was opened with a key allows that key alone; a round that was opened without one allows any key.
     */
    public Optional<String> againstKey(EsealId esealId, String csr) {
        return register.find(esealId)
                .flatMap(rounds::current)
                .flatMap(round -> round.content().key())
                .filter(key -> !ApprovedContent.keyOf(csr).equals(key))
                .map(key -> "The approvers decided on the key with the SHA-256 fingerprint " + key
                        + ": no other key is sent for this order. "
                        + "Make a CSR with that key, or cancel the request and request the seal anew, so that another key is "
                        + "decided on.");
    }

    // The approved price is an upper limit: a lower price is covered.
    private boolean covers(Eseal eseal, OrderBody request) {
        ApprovedContent content = ApprovedContent.of(request);
        return rounds.current(eseal)
                .map(ApprovalRounds.Round::price)
                .filter(decided -> decided.compareTo(price.atMost()) >= 0)
                .filter(decided -> Stream.of(content, content.withoutKey())
                        .map(one -> one.fingerprint(decided))
                        .map(Optional::of)
                        .anyMatch(eseal.approvedFingerprint()::equals))
                .isPresent();
    }

    /** Returns the time until the reminder, as an ISO 8601 duration for the model's timer. */
    public String getRemindAfter() {
        return settings.remindAfter().toString();
    }

    /** Returns the time until the escalation, as an ISO 8601 duration for the model's timer. */
    public String getEscalateAfter() {
        return settings.escalateAfter().toString();
    }

    private static OrderBody request(DelegateExecution execution) {
        return ProcessVariables.request(execution);
    }
}
