package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ReplacementStarted;
import io.eseal.lifecycle.Succession;
import io.eseal.lifecycle.SuccessorRequests;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Requests in place of those whose seal is revoked. */
@Component
class Replacements {

    private final SuccessorRequests successors;
    private final EsealRegister register;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    Replacements(
            SuccessorRequests successors, EsealRegister register, Timeline timeline, ApplicationEventPublisher events) {
        this.successors = successors;
        this.register = register;
        this.timeline = timeline;
        this.events = events;
    }

    /**
     * Starts a request with the order body and the requester of the old one, if the revocation was approved and another
     * seal is wanted. It is started once however often this is called: the timeline says in the same transaction that
     * it was. Where a renewal of the seal is open already, that one takes its place, and the timeline says so.
     */
    void start(EsealId old) {
        // One after the other: the timeline must not change between the look and the start.
        register.lock(old);
        RevocationHistory history = RevocationHistory.of(timeline.of(old));
        if (history.decided() && history.replacementWanted()) {
            successors
                    .start(old, Succession.REPLACEMENT, orderInPlaceOf(old))
                    .ifPresentOrElse(
                            successor -> started(old, successor, history),
                            () -> successors
                                    .open(old)
                                    .ifPresent(open -> timeline.add(old, new SealEvents.SuccessorOpen(open))));
        }
    }

    private void started(EsealId old, EsealId successor, RevocationHistory history) {
        timeline.add(old, new SealEvents.ReplacedBy(successor));
        timeline.add(successor, new SealEvents.ReplacementOf(old));
        events.publishEvent(new ReplacementStarted(old, successor, history.parties()));
    }

    /** Returns the old order body: its key is given up with the seal, and a fixed end date was meant for that. */
    private OrderBody orderInPlaceOf(EsealId old) {
        return register.find(old)
                .orElseThrow()
                .request()
                .withoutCsr()
                .withoutExpirationDate()
                .withoutRenewal();
    }
}
