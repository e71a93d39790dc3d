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
        if (person.equals(task.getVariable(Variables.REVOCATION_REQUESTER))) {
            throw new CompletionRefused("You asked for this revocation; somebody else must decide on it.");
        }
    }
}
