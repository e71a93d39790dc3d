package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.RequestRules;
import io.eseal.timeline.FieldChange;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Records what a person's call changed in a request, whatever call it was: writes old and new value of each changed
 * field to the timeline, and bars the person from deciding on the request.
 */
@Component
class RequestChanges {

    private static final int LONGEST_ENTRY = 3500;

    private final EsealRegister register;
    private final ApprovalPolicy policy;
    private final Editors editors;
    private final Timeline timeline;
    private final RequestRules rules;

    RequestChanges(
            EsealRegister register, ApprovalPolicy policy, Editors editors, Timeline timeline, RequestRules rules) {
        this.register = register;
        this.policy = policy;
        this.editors = editors;
        this.timeline = timeline;
        this.rules = rules;
    }

    /**
     * Records what the call changed, under the name of the person who acts.
     *
     * @param before the request's record when the call began
     * @param written the values that the call left in the process variables {@code request}, of every scope
     * @param person id of the user who made the call
     * @throws CompletionRefused when the request is with its approvers, or was ordered with other values
     */
    void look(Eseal before, Collection<OrderBody> written, UserId person) {
        ApprovedContent old = content(before.request());
        List<ChangedField> changes = written.stream()
                .flatMap(request -> old.changesTo(content(request)).stream())
                .distinct()
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        refuseUnderApprovers(before, changes);
        if (before.orderId().isPresent()) {
            refuseAfterOrder(before, changes);
            written.forEach(request -> refuseOtherKey(before.id(), request));
        }
        entries(changes).forEach(entry -> timeline.add(before.id(), new RequestEvents.Changed(entry)));
        editors.add(before.id(), person);
    }

    private void refuseUnderApprovers(Eseal before, List<ChangedField> changes) {
        if (before.state() == EsealState.APPROVAL
                && register.find(before.id()).map(Eseal::state).equals(Optional.of(EsealState.APPROVAL))) {
            throw new CompletionRefused(
                    "The request waits for its approvers, who decide on it as they see it: have it sent back to change "
                            + ChangedField.paths(changes) + ".");
        }
    }

    private static void refuseAfterOrder(Eseal before, List<ChangedField> changes) {
        List<ChangedField> ordered = changes.stream()
                .filter(change -> !change.path().equals(ApprovedContent.CSR))
                .toList();
        if (!ordered.isEmpty()) {
            throw new CompletionRefused("The request is ordered from CertCentral as it was approved, order "
                    + before.orderId().orElseThrow() + ": it cannot be changed any more in "
                    + ChangedField.paths(ordered) + ".");
        }
    }

    // An unreadable CSR is refused later, by the step that sends it, with a reason of its own.
    private void refuseOtherKey(EsealId esealId, OrderBody request) {
        String csr = rules.check(request.json()).request().csr().orElse("");
        policy.againstKey(esealId, csr)
                .filter(why -> ApprovedContent.isReadable(csr))
                .ifPresent(why -> {
                    throw new CompletionRefused(why);
                });
    }

    /**
     * Reads the content after the rules corrected it, so that a spelling that they correct counts as no change, and
     * card data and private keys are left out.
     */
    private ApprovedContent content(OrderBody request) {
        return ApprovedContent.of(rules.check(request.json()).request());
    }

    /** Packs the changes into as few timeline entries as possible. */
    private static List<List<FieldChange>> entries(List<ChangedField> changes) {
        List<List<FieldChange>> entries = new ArrayList<>();
        int length = LONGEST_ENTRY;
        for (FieldChange change : changes.stream().map(ChangedField::told).toList()) {
            length += change.sentence().length();
            if (length >= LONGEST_ENTRY) {
                entries.add(new ArrayList<>());
                length = change.sentence().length();
            }
            entries.get(entries.size() - 1).add(change);
        }
        return entries;
    }
}
