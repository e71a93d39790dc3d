package io.eseal.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
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
 * Looks at what a person's call made of a request, whatever call it was: old and new value of each decided field go
 * into the timeline, and whoever changed one does not decide on the request any more.
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
     * Writes down what the call changed, under the name of whoever acts.
     *
     * @param before the request's record when the call began
     * @param written what the call left in each variable {@code request} of the process, in whatever scope
     * @throws CompletionRefused when its approvers decide on it at this moment, or it was ordered as it is
     */
    void look(Eseal before, Collection<JsonNode> written, String person) {
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

    // One that cannot be read is refused with its own reason where it would be sent.
    private void refuseOtherKey(EsealId esealId, JsonNode request) {
        String csr = rules.check(request).request().path(ApprovedContent.CSR).asText();
        policy.againstKey(esealId, csr)
                .filter(why -> ApprovedContent.isReadable(csr))
                .ifPresent(why -> {
                    throw new CompletionRefused(why);
                });
    }

    /**
     * As the rules write it: a change of spelling that they undo is none. They leave out card data and private keys,
     * too.
     */
    private ApprovedContent content(JsonNode request) {
        return ApprovedContent.of(rules.check(request).request());
    }

    /** As few entries as hold them all. */
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
