package io.eseal.watch;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.timeline.SealEvents.ConcernFound;
import io.eseal.timeline.SealEvents.ConcernOver;
import io.eseal.timeline.Timeline;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks people to attend to a seal, once for each cause until it is over. */
@Component
class ConcernReports {

    private final WaitingInstances instances;
    private final DeliveryConcerns deliveries;
    private final Timeline timeline;

    ConcernReports(WaitingInstances instances, DeliveryConcerns deliveries, Timeline timeline) {
        this.instances = instances;
        this.deliveries = deliveries;
        this.timeline = timeline;
    }

    /**
     * Opens a task for each concern that is new, and writes down which ones are over. A seal whose revocation was
     * approved meanwhile waits for no concern, and gets none.
     *
     * @param note notes, with what is reported or not at all, that the seal was looked at
     */
    @Transactional
    public void report(EsealId seal, Seen seen, Runnable note) {
        Map<String, ConcernFound> told = told(seal);
        Set<String> causes = new HashSet<>();
        for (Concern concern : seen.concerns()) {
            String cause = concern.cause().name();
            if (causes.add(cause)
                    && !told.containsKey(cause)
                    && concern.cause().isNews(told.keySet())
                    && isTold(seal, concern)) {
                timeline.add(seal, new ConcernFound(cause, concern.sentence()));
            }
        }
        seen.unanswered().forEach(cause -> causes.add(cause.name()));
        told.values().stream()
                .filter(found -> !causes.contains(found.cause()))
                .forEach(found -> timeline.add(seal, new ConcernOver(found.cause(), found.concern())));
        note.run();
    }

    private boolean isTold(EsealId seal, Concern concern) {
        return instances.tell(seal, Messages.SEAL_CONCERN, Map.of(Variables.SEAL_CONCERN, concern.sentence()))
                || deliveries.tell(seal, concern);
    }

    /** Returns the concerns that people were told of and that were not over since. */
    private Map<String, ConcernFound> told(EsealId seal) {
        Map<String, ConcernFound> told = new LinkedHashMap<>();
        timeline.of(seal).forEach(entry -> {
            entry.as(ConcernFound.class).ifPresent(found -> told.put(found.cause(), found));
            entry.as(ConcernOver.class).ifPresent(over -> told.remove(over.cause()));
        });
        return told;
    }
}
