package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.task.DecisionTaken;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.SealEvents.KeyCalledCompromised;
import io.eseal.timeline.SealEvents.RevocationRequested;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import io.eseal.web.Problems;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes requests to revoke a seal: over REST, and from the tasks of its delivery where somebody reports a token that is
 * lost. What was asked and decided is read from the timeline.
 */
@Component("revocationRequests")
public class RevocationRequests {

    private final EsealRegister register;
    private final WaitingInstances instances;
    private final Timeline timeline;

    RevocationRequests(EsealRegister register, WaitingInstances instances, Timeline timeline) {
        this.register = register;
        this.instances = instances;
        this.timeline = timeline;
    }

    /**
     * Writes to the timeline that the acting person asks for a revocation. While a seal is delivered, it is not asked
     * for a second time, because the model would open a second task, nor once it is approved, because the approval
     * would not count any more. Locks the request until the transaction ends.
     *
     * @return why it is not asked for; empty when it is, and {@link #send} is to follow
     */
    Optional<String> record(EsealId esealId, String reason, boolean replacement) {
        register.lock(esealId);
        Optional<String> refusal = register.find(esealId)
                .filter(eseal -> eseal.state() == EsealState.DELIVERY)
                .flatMap(eseal -> inDelivery(esealId));
        if (refusal.isEmpty()) {
            timeline.add(esealId, new RevocationRequested(reason, replacement));
        }
        return refusal;
    }

    private Optional<String> inDelivery(EsealId esealId) {
        if (instances.isAt(esealId, Elements.USER_APPROVE_WITHDRAWAL)) {
            return Optional.of("The revocation was asked for already; it is still to be decided.");
        }
        RevocationHistory history = RevocationHistory.of(timeline.of(esealId));
        if (history.foundRevoked()) {
            return Optional.of("CertCentral has revoked the seal already.");
        }
        return history.decided() ? Optional.of("The revocation is approved already.") : Optional.empty();
    }

    /**
     * Writes to the timeline that the acting person calls the key compromised, where a revocation is asked for or
     * approved already, or the seal has ended. While a revocation waits for its decision, each person's word is kept,
     * because none of them may decide on it; of a seal that has ended, the first word alone is. Locks the request until
     * the transaction ends.
     *
     * @param replacement whether another seal is wanted in its place, too
     * @param isNew whether nobody had called the key compromised before
     * @return whether there is such a revocation, which needs no second one
     * @throws org.springframework.web.ErrorResponseException 409 when it is too late to wish for another seal
     */
    boolean addCompromise(EsealId esealId, String reason, boolean replacement, boolean isNew) {
        register.lock(esealId);
        boolean ended = register.find(esealId)
                .map(Eseal::state)
                .filter(EsealState::ended)
                .isPresent();
        RevocationHistory history = RevocationHistory.of(timeline.of(esealId));
        boolean over = ended || history.settled();
        if (over && replacement) {
            throw Problems.conflict(
                    "The revocation is approved already, or the seal has ended: no replacement can be asked for"
                            + " with it any more. Say without replacement that the key was compromised, and request the"
                            + " other seal by POST /api/eseals.");
        }
        boolean known = over
                || instances.isAt(esealId, Elements.USER_APPROVE_WITHDRAWAL)
                || instances.isAt(esealId, Elements.USER_APPROVE_REVOCATION);
        if (known && (isNew || !ended)) {
            timeline.add(esealId, new KeyCalledCompromised(reason, replacement));
            if (replacement) {
                // Whoever decides reads the wish in the form of the open task.
                instances.set(esealId, Variables.REPLACEMENT_WANTED, true);
            }
        }
        return known;
    }

    /**
     * Tells the model of the revocation that was asked for last.
     *
     * @return false when the request's instance does not wait for it
     */
    boolean send(EsealId esealId) {
        TimelineEntry asked =
                timeline.last(esealId, EventKind.REVOCATION_REQUESTED).orElseThrow();
        RevocationRequested request = asked.as(RevocationRequested.class).orElseThrow();
        return instances.tell(
                esealId,
                Messages.REVOCATION_REQUESTED,
                Map.of(
                        Variables.REVOCATION_REQUESTER, asked.actor(),
                        Variables.REVOCATION_REASON, request.reason(),
                        Variables.REPLACEMENT_WANTED, request.replacement()));
    }

    /**
     * Takes the report of a person that a token or its PIN is lost as a request to revoke the seal.
     *
     * @throws CompletionRefused when one is being decided on
     */
    @EventListener
    void on(DecisionTaken taken) {
        Outcome choice = taken.decision().choice();
        if (choice == Outcome.LOST || choice == Outcome.REPLACE) {
            record(taken.esealId(), taken.decision().comment(), choice == Outcome.REPLACE)
                    .ifPresent(why -> {
                        throw new CompletionRefused(why);
                    });
        }
    }

    /**
     * Returns whether people decided that the seal is revoked, or a cancellation found that it is; asked by the model's
     * gateways.
     */
    public boolean approved(DelegateExecution execution) {
        return history(execution).settled();
    }

    /** Returns whether who asked for the revocation wants another seal; asked by the model's gateways. */
    public boolean replacementWanted(DelegateExecution execution) {
        return history(execution).replacementWanted();
    }

    private RevocationHistory history(DelegateExecution execution) {
        return RevocationHistory.of(timeline.of(EsealId.of(execution.getProcessBusinessKey())));
    }
}
