package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.RevocationLapsed;
import io.eseal.lifecycle.StateEntered;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes to the timeline, and tells, that a certificate ended before anybody decided on its revocation. */
@Component
class LapsedRevocations {

    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    LapsedRevocations(Timeline timeline, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.events = events;
    }

    @EventListener
    void on(StateEntered entered) {
        if (entered.state() == EsealState.EXPIRED) {
            RevocationHistory history = RevocationHistory.of(timeline.of(entered.esealId()));
            history.asker().filter(asker -> !history.settled()).ifPresent(asker -> lapse(entered.esealId(), asker));
        }
    }

    private void lapse(EsealId esealId, UserId asker) {
        timeline.add(esealId, new SealEvents.RevocationLapsed(asker));
        events.publishEvent(new RevocationLapsed(esealId, asker));
    }
}
