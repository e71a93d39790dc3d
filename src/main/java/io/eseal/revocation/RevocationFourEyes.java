package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.security.Actors;
import io.eseal.task.TaskBar;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Refuses the decision on a revocation to the person who asked for it, because a revocation cannot be undone. */
@Component("revocationFourEyes")
class RevocationFourEyes implements TaskListener, TaskBar {

    private static final String WHY = "You asked for this revocation; somebody else must decide on it.";

    private final Actors actors;
    private final Timeline timeline;

    RevocationFourEyes(Actors actors, Timeline timeline) {
        this.actors = actors;
        this.timeline = timeline;
    }

    @Override
    public void notify(DelegateTask task) {
        UserId person = actors.signedIn()
                .orElseThrow(() -> new CompletionRefused("Only a signed-in person can decide on a revocation."));
        if (task.getVariable(Variables.REVOCATION_REQUESTER) == null) {
            throw new CompletionRefused(
                    "Nobody is known to have asked for this revocation; ask for it by POST /api/eseals/{id}/revocation.");
        }
        if (asked(task, person)) {
            throw new CompletionRefused(WHY);
        }
        // A later revocation of the same seal has its own requester.
        task.removeVariable(Variables.REVOCATION_REQUESTER);
    }

    @Override
    public Optional<String> against(DelegateTask task, UserId person) {
        return asked(task, person) ? Optional.of(WHY) : Optional.empty();
    }

    @Override
    public Set<UserId> barred(EsealId esealId) {
        return askedLast(esealId).map(Set::of).orElse(Set.of());
    }

    private boolean asked(DelegateTask task, UserId person) {
        return Stream.concat(
                        Stream.ofNullable(task.getVariable(Variables.REVOCATION_REQUESTER))
                                .map(asker -> UserId.of(asker.toString())),
                        EsealId.read(task.getExecution().getProcessBusinessKey()).flatMap(this::askedLast).stream())
                .anyMatch(person::equals);
    }

    // Reads the timeline as well, because an administrator can change the variable.
    private Optional<UserId> askedLast(EsealId esealId) {
        return timeline.last(esealId, EventKind.REVOCATION_REQUESTED).flatMap(TimelineEntry::person);
    }
}
