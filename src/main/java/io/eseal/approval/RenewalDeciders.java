package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.MovedByHand;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.RenewalStarted;
import io.eseal.lifecycle.ReplacementStarted;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Bars the person who decided, or asked, to renew a seal, or who wanted another one in its place, from deciding on the
 * new request: that person asked for it, although the requester stays the same. Whoever moved the seal's process by
 * hand is barred, too: the new request can have come of that.
 */
@Component
class RenewalDeciders {

    private final Timeline timeline;
    private final Editors editors;

    RenewalDeciders(Timeline timeline, Editors editors) {
        this.timeline = timeline;
        this.editors = editors;
    }

    @EventListener
    void on(RenewalStarted renewal) {
        timeline.of(renewal.esealId()).stream()
                .filter(RenewalDeciders::isAboutRenewal)
                .reduce((earlier, latest) -> latest)
                .flatMap(TimelineEntry::person)
                .ifPresent(person -> editors.add(renewal.successor(), person));
        barMovers(renewal.esealId(), renewal.successor());
    }

    @EventListener
    void on(ReplacementStarted replacement) {
        replacement.askers().forEach(person -> editors.add(replacement.successor(), person));
        barMovers(replacement.esealId(), replacement.successor());
    }

    @EventListener
    void on(MovedByHand move) {
        editors.add(move.esealId(), move.person());
    }

    private void barMovers(EsealId old, EsealId successor) {
        timeline.of(old).stream()
                .filter(entry -> entry.as(RequestEvents.Intervened.class)
                        .filter(RequestEvents.Intervened::moved)
                        .isPresent())
                .flatMap(entry -> entry.person().stream())
                .forEach(person -> editors.add(successor, person));
    }

    private static boolean isAboutRenewal(TimelineEntry entry) {
        return entry.as(SealEvents.RenewalRequested.class).isPresent()
                || entry.as(TaskEvents.Decided.class)
                        .filter(decided -> Outcome.RENEW.is(decided.choice()))
                        .isPresent();
    }
}
