package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Provides the times of the model's timers about a revocation that others cannot see yet. */
@Component("revocationSchedule")
public class RevocationSchedule {

    private final RevocationSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    RevocationSchedule(RevocationSettings settings, Timeline timeline, Clock clock) {
        this.settings = settings;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Returns how long the process waits before it asks OCSP and CRL again, as an ISO 8601 text. */
    public String getCheckInterval() {
        return settings.checkInterval().toString();
    }

    /** Returns how long after a person chased a revocation it is chased again, as an ISO 8601 text. */
    public String getChaseAgain() {
        return settings.visibleWithin().toString();
    }

    /**
     * Returns when a person chases the revocation. The time counts from the request at CertCentral, and from now where
     * a person made it in the console.
     */
    public Date chaseAt(DelegateExecution execution) {
        return Date.from(timeline.last(
                        EsealId.of(execution.getProcessBusinessKey()), EventKind.REVOCATION_REQUESTED_AT_CERTCENTRAL)
                .map(TimelineEntry::at)
                .orElseGet(clock::instant)
                .plus(settings.visibleWithin()));
    }
}
