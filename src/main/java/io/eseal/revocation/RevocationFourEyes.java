package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.Actors;
import io.eseal.task.TaskBar;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.util.List;
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

    /**
     * Tells whether people decided that the seal is revoked: somebody other than who asked for it last approved, or the
     * certificate was refused when it came. An administrator can lead a process instance to the step without either.
     */
    boolean isDecided(EsealId esealId) {
        List<TimelineEntry> entries = timeline.of(esealId);
        Optional<TimelineEntry> asked = timeline.last(esealId, EventKind.REVOCATION_REQUESTED);
        return entries.stream()
                .filter(entry -> asked.isEmpty() || entry.seq() > asked.get().seq())
                .anyMatch(entry -> approves(entry, asked.flatMap(TimelineEntry::person)));
    }

    private static boolean approves(TimelineEntry entry, Optional<UserId> asker) {
        return entry.as(TaskEvents.Decided.class)
                .filter(decided -> decided.task().equals(Elements.USER_APPROVE_REVOCATION)
                        ? Outcome.APPROVE.is(decided.choice())
                                && asker.isPresent()
                                && !entry.person().equals(asker)
                        : Outcome.REVOKE.is(decided.choice()))
                .isPresent();
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
