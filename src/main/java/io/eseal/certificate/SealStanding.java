package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.SealEnding.Standing;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells what is known about the time after a seal's end, from its links and the decisions on its timeline. */
@Component
class SealStanding {

    private final SealLinks links;
    private final Timeline timeline;
    private final WaitingInstances instances;

    SealStanding(SealLinks links, Timeline timeline, WaitingInstances instances) {
        this.links = links;
        this.timeline = timeline;
        this.instances = instances;
    }

    /**
     * What follows a seal.
     *
     * @param successor the request that follows the seal, or that was to
     */
    record Outlook(Standing standing, Optional<SealLinks.Link> successor) {}

    Outlook of(EsealId esealId) {
        Optional<SealLinks.Link> successor = links.successor(esealId);
        if (successor.filter(SealLinks.Link::isOpen).isPresent()) {
            return new Outlook(Standing.UNDER_WAY, successor);
        }
        Optional<SealLinks.Link> ended = successor.or(() -> links.failedSuccessor(esealId));
        Standing last = last(esealId);
        if (last == Standing.LAPSES) {
            return new Outlook(Standing.LAPSES, Optional.empty());
        }
        // The decision may be about a renewal that was started before it was written, and has ended since.
        if (last == Standing.DECIDED && instances.isAt(esealId, Elements.SERVICE_START_RENEWAL)) {
            return new Outlook(Standing.DECIDED, Optional.empty());
        }
        return new Outlook(ended.isPresent() ? Standing.FAILED : Standing.UNDECIDED, ended);
    }

    /** Returns what the last decision on a renewal was; undecided, too, once the renewal that it led to has started. */
    private Standing last(EsealId esealId) {
        return timeline.of(esealId).stream()
                .flatMap(SealStanding::said)
                .reduce((earlier, later) -> later)
                .orElse(Standing.UNDECIDED);
    }

    private static Stream<Standing> said(TimelineEntry entry) {
        if (entry.as(SealEvents.RenewalStarted.class).isPresent()) {
            return Stream.of(Standing.UNDECIDED);
        }
        if (entry.as(SealEvents.RenewalRequested.class).isPresent()) {
            return Stream.of(Standing.DECIDED);
        }
        return entry.as(TaskEvents.Decided.class).stream().flatMap(decided -> {
            if (Outcome.LAPSE.is(decided.choice())) {
                return Stream.of(Standing.LAPSES);
            }
            return Outcome.RENEW.is(decided.choice()) ? Stream.of(Standing.DECIDED) : Stream.empty();
        });
    }
}
