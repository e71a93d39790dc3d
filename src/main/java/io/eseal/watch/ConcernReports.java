package io.eseal.watch;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks people to attend to a seal, once for each cause. */
@Component
class ConcernReports {

    private final WatchedSeals seals;
    private final WaitingInstances instances;
    private final Timeline timeline;

    ConcernReports(WatchedSeals seals, WaitingInstances instances, Timeline timeline) {
        this.seals = seals;
        this.instances = instances;
        this.timeline = timeline;
    }

    /**
     * Opens a task for each concern that is new, and notes that the seal was looked at. A seal whose revocation was
     * approved meanwhile waits for no concern, and gets none.
     */
    @Transactional
    public void report(EsealId seal, List<Concern> concerns) {
        for (Concern concern : concerns) {
            if (!isTold(seal, concern)
                    && instances.tell(
                            seal, Messages.SEAL_CONCERN, Map.of(Variables.SEAL_CONCERN, concern.sentence()))) {
                timeline.add(seal, new SealEvents.ConcernFound(concern.cause().name(), concern.sentence()));
            }
        }
        seals.lookedAt(seal);
    }

    private boolean isTold(EsealId seal, Concern concern) {
        return timeline.of(seal).stream()
                .flatMap(entry -> entry.as(SealEvents.ConcernFound.class).stream())
                .anyMatch(found -> found.cause().equals(concern.cause().name()));
    }
}
