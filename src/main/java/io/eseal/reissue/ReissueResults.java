package io.eseal.reissue;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.StateEntered;
import io.eseal.lifecycle.Succession;
import io.eseal.timeline.ReissueEvents;
import io.eseal.timeline.Timeline;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes into the timeline of the old seal what became of the request for its reissue. */
@Component
class ReissueResults {

    private final SealLinks links;
    private final Timeline timeline;

    ReissueResults(SealLinks links, Timeline timeline) {
        this.links = links;
        this.timeline = timeline;
    }

    @EventListener
    void on(StateEntered entered) {
        if (entered.state() == EsealState.IN_SERVICE || entered.state().ended()) {
            links.predecessor(entered.esealId())
                    .filter(link -> link.kind() == Succession.REISSUE)
                    .ifPresent(link -> tell(link.id(), entered));
        }
    }

    private void tell(EsealId predecessor, StateEntered entered) {
        if (entered.state() == EsealState.IN_SERVICE) {
            timeline.add(predecessor, new ReissueEvents.Reissued(entered.esealId()));
        } else if (!wasInService(predecessor, entered.esealId())) {
            timeline.add(
                    predecessor,
                    new ReissueEvents.GivenUp(entered.esealId(), entered.state().name()));
        }
    }

    private boolean wasInService(EsealId predecessor, EsealId successor) {
        return timeline.of(predecessor).stream()
                .flatMap(entry -> entry.as(ReissueEvents.Reissued.class).stream())
                .anyMatch(reissued -> reissued.successor().equals(successor));
    }
}
