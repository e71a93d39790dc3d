package io.eseal.certificate;

import io.eseal.lifecycle.Actors;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Whoever asked for a revocation does not approve it: it cannot be undone. */
@Component("revocationFourEyes")
class RevocationFourEyes implements TaskListener {

    private final Actors actors;

    RevocationFourEyes(Actors actors) {
        this.actors = actors;
    }

    @Override
    public void notify(DelegateTask task) {
        String person = actors.signedIn().orElseThrow(() -> new CompletionRefused("Only a signed-in person can decide on a revocation."));
        Object asker = task.getVariable(Variables.REVOCATION_REQUESTER);
        if (asker == null) {
            throw new CompletionRefused("Nobody is known to have asked for this revocation; ask for it by POST /api/eseals/{id}/revocation.");
        }
        if (person.equals(asker)) {
            throw new CompletionRefused("You asked for this revocation; somebody else must decide on it.");
        }
        // The next one to ask starts anew.
        task.removeVariable(Variables.REVOCATION_REQUESTER);
    }
}
