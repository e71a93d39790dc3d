package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.RenewalStarted;
import io.eseal.lifecycle.Succession;
import io.eseal.lifecycle.SuccessorRequests;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Starts renewals: at most one of a seal is open. */
@Component
class Renewals {

    private final SuccessorRequests successors;
    private final RenewalOrder order;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    Renewals(SuccessorRequests successors, RenewalOrder order, Timeline timeline, ApplicationEventPublisher events) {
        this.successors = successors;
        this.order = order;
        this.timeline = timeline;
        this.events = events;
    }

    /** Starts the request that renews the seal as {@link #start} does; else the timeline names the one that is open. */
    void startOrTell(EsealId predecessor) {
        if (start(predecessor).isEmpty()) {
            successors
                    .open(predecessor)
                    .ifPresent(open -> timeline.add(predecessor, new SealEvents.SuccessorOpen(open)));
        }
    }

    /**
     * Starts the request that renews the seal, in the current transaction.
     *
     * @return the new request; empty when a request that follows the seal is open already
     */
    Optional<EsealId> start(EsealId predecessor) {
        Optional<EsealId> started = successors.start(predecessor, Succession.RENEWAL, order.of(predecessor));
        started.ifPresent(successor -> {
            timeline.add(predecessor, new SealEvents.RenewalStarted(successor));
            timeline.add(successor, new SealEvents.RenewalOf(predecessor));
            events.publishEvent(new RenewalStarted(predecessor, successor));
        });
        return started;
    }
}
