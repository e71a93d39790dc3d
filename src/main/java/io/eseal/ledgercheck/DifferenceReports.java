package io.eseal.ledgercheck;

import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reports differences to people: once in the timeline of the request and by mail, and in one task that is updated while
 * it is open.
 */
@Component
class DifferenceReports {

    private final Timeline timeline;
    private final DifferenceTask task;
    private final ApplicationEventPublisher events;

    DifferenceReports(Timeline timeline, DifferenceTask task, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.task = task;
        this.events = events;
    }

    /**
     * Reports the differences in the current transaction.
     *
     * @param all all differences that a person has to look at
     * @param news the differences that the check before did not find
     */
    void report(long checkId, List<Difference> all, List<Difference> news) {
        news.forEach(difference -> difference
                .subject()
                .esealId()
                .ifPresent(id -> timeline.add(id, new OrderEvents.Differs(difference.sentence()))));
        task.show(checkId, all, !news.isEmpty());
        if (!news.isEmpty()) {
            events.publishEvent(new DifferencesFound(
                    checkId, news.stream().map(Difference::sentence).toList()));
        }
    }
}
