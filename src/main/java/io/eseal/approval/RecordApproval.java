package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.task.Decision;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.Timeline;
import io.eseal.validation.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

/**
 * Stores the decision of one group, refuses it from people who are barred, and stores the fingerprint of the approved
 * content once every group approved.
 */
@Component("recordApproval")
class RecordApproval implements TaskListener {

    private final EsealRegister register;
    private final Approvals approvals;
    private final ApprovalRounds rounds;
    private final EligibleApprover eligible;
    private final ApproverAvailability people;
    private final Timeline timeline;

    RecordApproval(
            EsealRegister register,
            Approvals approvals,
            ApprovalRounds rounds,
            EligibleApprover eligible,
            ApproverAvailability people,
            Timeline timeline) {
        this.register = register;
        this.approvals = approvals;
        this.rounds = rounds;
        this.eligible = eligible;
        this.people = people;
        this.timeline = timeline;
    }

    @Override
    public void notify(DelegateTask task) {
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        // Two decisions at the same moment must run one after the other, so that the second sees the first.
        register.lock(id);
        Eseal eseal = register.find(id).orElseThrow();
        String group = group(task, eseal);
        UserId approver = eligible.of(eseal, group);
        Decision decision = Decision.take(task, ApprovalTasks.ANSWER);
        String fingerprint = fingerprint(task, eseal, decision);
        approvals.add(eseal, group, approver, decision.choice(), decision.comment());
        timeline.add(id, new ApprovalEvents.Decided(group, decision.choice().word(), decision.comment()));
        task.setVariable(Variables.OUTCOME, decision.choice().word());
        conclude(task, eseal, decision, approver, fingerprint);
    }

    private String fingerprint(DelegateTask task, Eseal eseal, Decision decision) {
        Optional<ApprovalRounds.Round> round = rounds.current(eseal);
        if (round.isEmpty() && decision.choice() != Outcome.APPROVE) {
            return eseal.approvalFingerprint().orElseThrow();
        }
        if (round.isEmpty()) {
            throw new CompletionRefused(
                    "The request was put to its approvers by an earlier version of this service, which did not fix address, "
                            + "price and key: send it back to the requester, and it comes again.");
        }
        ApprovedContent content = ApprovedContent.of(ProcessVariables.request(task));
        String fingerprint = content.fingerprint(round.get().price());
        if (eseal.approvalFingerprint().filter(fingerprint::equals).isEmpty()) {
            throw new CompletionRefused(
                    "The request is not what was put to its approvers; it cannot be decided like this.");
        }
        return fingerprint;
    }

    // The stored groups count, too: a person who may change the task can change its candidates.
    private static String group(DelegateTask task, Eseal eseal) {
        return groups(task.getCandidates())
                .filter(eseal.approvalGroups()::contains)
                .findFirst()
                .orElseThrow(() -> new CompletionRefused(
                        "The task names no approving group any more: somebody else has decided it, or the group was taken "
                                + "off it."));
    }

    /** Returns the candidate groups of a task, without candidates that are single persons. */
    static Stream<String> groups(Collection<IdentityLink> candidates) {
        return candidates.stream().map(IdentityLink::getGroupId).filter(Objects::nonNull);
    }

    private void conclude(DelegateTask task, Eseal eseal, Decision decision, UserId approver, String fingerprint) {
        if (decision.choice() == Outcome.REWORK) {
            task.setVariable(
                    Variables.FINDINGS,
                    ProcessVariables.jsonValue(List.of(new Finding(
                            "$", "sent_back", approver + " sent the request back: " + decision.comment()))));
        }
        if (approvals.approvedGroups(eseal).containsAll(eseal.approvalGroups())) {
            register.approved(eseal.id(), fingerprint);
        }
        if (decision.choice() == Outcome.APPROVE) {
            people.lookAgain(eseal.id(), task.getProcessInstanceId(), task.getId());
        }
    }
}
