package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.timeline.Timeline;
import org.springframework.stereotype.Component;

/** Tells other packages whether a revocation is asked for, or decided on. */
@Component
public class WantedRevocations implements OpenRevocations {

    private final Timeline timeline;

    WantedRevocations(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public boolean isWanted(EsealId esealId) {
        RevocationHistory history = RevocationHistory.of(timeline.of(esealId));
        return history.asker().isPresent() || history.settled();
    }

    @Override
    public boolean isSettled(EsealId esealId) {
        return RevocationHistory.of(timeline.of(esealId)).settled();
    }
}
