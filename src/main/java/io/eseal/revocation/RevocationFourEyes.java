package io.eseal.revocation;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.security.Actors;
import io.eseal.security.UserIds;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Whoever asked for a revocation does not approve it: it cannot be undone. */
@Component("revocationFourEyes")
class RevocationFourEyes implements TaskListener {

    private final Actors actors;
    private final Timeline timeline;

    RevocationFourEyes(Actors actors, Timeline timeline) {
        this.actors = actors;
        this.timeline = timeline;
    }

    @Override
    public void notify(DelegateTask task) {
        String person = actors.signedIn().orElseThrow(() -> new CompletionRefused("Only a signed-in person can decide on a revocation."));
        Object asker = task.getVariable(Variables.REVOCATION_REQUESTER);
        if (asker == null) {
            throw new CompletionRefused("Nobody is known to have asked for this revocation; ask for it by POST /api/eseals/{id}/revocation.");
        }
        if (UserIds.same(person, asker.toString())
                || askedLast(task.getExecution().getProcessBusinessKey()).filter(last -> UserIds.same(person, last)).isPresent()) {
            throw new CompletionRefused("You asked for this revocation; somebody else must decide on it.");
        }
        // The next one to ask starts anew.
        task.removeVariable(Variables.REVOCATION_REQUESTER);
    }

    // The variable alone could have been changed by an administrator.
    private Optional<String> askedLast(String esealId) {
        return timeline.last(esealId, EventKind.REVOCATION_REQUESTED).map(TimelineEntry::actor);
    }
}
