package io.eseal.watch;

import io.eseal.id.EsealId;
import io.eseal.trust.TrustUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at the certificate of each seal in service once in an interval, some in each pass. */
@Component
class SealWatch {

    private static final Logger log = LoggerFactory.getLogger(SealWatch.class);

    private final WatchedSeals seals;
    private final SealLook look;
    private final ConcernReports reports;
    private final WatchSettings settings;
    private final Counter failed;

    SealWatch(
            WatchedSeals seals, SealLook look, ConcernReports reports, WatchSettings settings, MeterRegistry registry) {
        this.seals = seals;
        this.look = look;
        this.reports = reports;
        this.settings = settings;
        this.failed = Counter.builder("eseal.watch.failed")
                .tag("look", "certificate")
                .description("Looks at seals in service that failed for a reason that nobody foresaw")
                .register(registry);
    }

    /** Looks at as many of the seals that are due as a pass takes for all to have their turn in the interval. */
    void pass() {
        for (EsealId seal : seals.due(settings.interval(), most())) {
            try {
                reports.report(seal, look.at(seal), () -> seals.lookedAt(seal));
            } catch (TrustUnavailableException e) {
                // The list of another country may be there.
                log.warn("The seal of {} cannot be looked at, which is tried again: {}", seal, e.getMessage());
                seals.tried(seal);
            } catch (RuntimeException e) {
                // Whatever is wrong with one, the others have their turn.
                log.error("The seal of {} could not be looked at, which is tried again", seal, e);
                failed.increment();
                seals.tried(seal);
            }
        }
    }

    private int most() {
        Duration interval = settings.interval();
        long passes = Math.max(1, interval.toMillis() / settings.passInterval().toMillis());
        return (int) (seals.count() / passes) + 1;
    }
}
