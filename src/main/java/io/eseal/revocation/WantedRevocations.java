package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.timeline.Timeline;
import org.springframework.stereotype.Component;

/** Tells other packages whether a revocation is asked for, or decided on. */
@Component
public class WantedRevocations {

    private final Timeline timeline;

    WantedRevocations(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Returns whether somebody asked for the revocation of the seal, and it was not rejected since. */
    public boolean isWanted(EsealId esealId) {
        RevocationHistory history = RevocationHistory.of(timeline.of(esealId));
        return history.asker().isPresent() || history.decided();
    }
}
