package io.eseal.approval;

import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.RenewalStarted;
import io.eseal.lifecycle.ReplacementStarted;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Bars the person who decided, or asked, to renew a seal, or who wanted another one in its place, from deciding on the
 * new request: that person asked for it, although the requester stays the same.
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
    }

    @EventListener
    void on(ReplacementStarted replacement) {
        editors.add(replacement.successor(), replacement.asker());
    }

    private static boolean isAboutRenewal(TimelineEntry entry) {
        return entry.as(SealEvents.RenewalRequested.class).isPresent()
                || entry.as(TaskEvents.Decided.class)
                        .filter(decided -> Outcome.RENEW.is(decided.choice()))
                        .isPresent();
    }
}
