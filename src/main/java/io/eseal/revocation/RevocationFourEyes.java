package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.Actors;
import io.eseal.task.DecisionTaken;
import io.eseal.task.TaskBar;
import io.eseal.timeline.Timeline;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets a seal be revoked by two people only, because a revocation cannot be undone. Reads who asked and who decided
 * from the timeline: an administrator can lead a process instance anywhere, but writes no entry of another person.
 */
@Component("revocationFourEyes")
class RevocationFourEyes implements TaskListener, TaskBar {

    private static final String WHY = "You asked for this revocation; somebody else must decide on it.";
    private static final String OWN = "You requested this seal; somebody else must decide on its revocation.";

    private final Actors actors;
    private final Timeline timeline;
    private final EsealRegister register;

    RevocationFourEyes(Actors actors, Timeline timeline, EsealRegister register) {
        this.actors = actors;
        this.timeline = timeline;
        this.register = register;
    }

    @Override
    public void notify(DelegateTask task) {
        UserId person = actors.signedIn()
                .orElseThrow(() -> new CompletionRefused("Only a signed-in person can decide on a revocation."));
        against(task, person).ifPresent(why -> {
            throw new CompletionRefused(why);
        });
        // The task's form shows it; a later revocation of the same seal has its own requester.
        task.removeVariable(Variables.REVOCATION_REQUESTER);
    }

    /**
     * Refuses a decision by which nothing may be revoked, so that whoever takes it is told at once.
     *
     * @throws CompletionRefused says why
     */
    @EventListener
    void on(DecisionTaken taken) {
        if (taken.decision().choice() == Outcome.GIVE_UP
                && actors.signedIn().filter(parties(taken.esealId())::contains).isPresent()) {
            throw new CompletionRefused(WHY);
        }
        boolean approved = RevocationHistory.isOnARevocation(taken.task())
                && taken.decision().choice() == Outcome.APPROVE;
        boolean refused = taken.decision().choice() == Outcome.REVOKE;
        if ((approved || refused) && !isDecided(taken.esealId())) {
            throw new CompletionRefused(
                    approved
                            ? "Nobody asks for this revocation; ask for it by POST /api/eseals/{id}/revocation."
                            : "You alone cannot have this certificate revoked: the service has not found it wanting since it was last"
                                    + " put into service, or you changed the request's course by hand. Somebody else must decide.");
        }
    }

    @Override
    public Optional<String> against(DelegateTask task, UserId person) {
        return EsealId.read(task.getExecution().getProcessBusinessKey())
                .filter(id -> barred(id).contains(person))
                .map(id -> parties(id).contains(person) ? WHY : OWN);
    }

    /** Returns who asked, and the requester, whoever asked: a party to the seal decides neither way. */
    @Override
    public Set<UserId> barred(EsealId esealId) {
        Set<UserId> barred = new HashSet<>(parties(esealId));
        register.find(esealId).map(Eseal::requester).ifPresent(barred::add);
        return barred;
    }

    private Set<UserId> parties(EsealId esealId) {
        return RevocationHistory.of(timeline.of(esealId)).parties();
    }

    /** Tells whether people decided that the seal is revoked, by {@link RevocationHistory}. */
    boolean isDecided(EsealId esealId) {
        return RevocationHistory.of(timeline.of(esealId)).decided();
    }

    /** Tells whether a cancellation found that CertCentral had revoked the order, by {@link RevocationHistory}. */
    boolean isFoundRevoked(EsealId esealId) {
        return RevocationHistory.of(timeline.of(esealId)).foundRevoked();
    }
}
