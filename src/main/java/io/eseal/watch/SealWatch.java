package io.eseal.watch;

import io.eseal.certificate.DeliveredCertificates;
import io.eseal.certificate.DeliveredCertificates.Delivered;
import io.eseal.id.EsealId;
import io.eseal.keys.KeyStrength;
import io.eseal.trust.Trust;
import io.eseal.trust.TrustUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at each seal in service once in an interval, some in each pass. */
@Component
class SealWatch {

    private static final Logger log = LoggerFactory.getLogger(SealWatch.class);

    private final WatchedSeals seals;
    private final DeliveredCertificates certificates;
    private final Trust trust;
    private final ConcernReports reports;
    private final WatchSettings settings;
    private final WatchTime time;

    SealWatch(
            WatchedSeals seals,
            DeliveredCertificates certificates,
            Trust trust,
            ConcernReports reports,
            WatchSettings settings,
            WatchTime time) {
        this.seals = seals;
        this.certificates = certificates;
        this.trust = trust;
        this.reports = reports;
        this.settings = settings;
        this.time = time;
    }

    /** What a look depends on beside the seal: the time, and how strong a key must be then. */
    @Component
    record WatchTime(Clock clock, KeyStrength strength) {}

    /** Looks at as many of the seals that are due as a pass takes for all to have their turn in the interval. */
    void pass() {
        for (EsealId seal : seals.due(settings.interval(), most())) {
            try {
                look(seal);
            } catch (TrustUnavailableException e) {
                // The list of another country may be there.
                log.warn("The seal of {} cannot be looked at, which is tried again: {}", seal, e.getMessage());
                seals.tried(seal);
            }
        }
    }

    private int most() {
        Duration interval = settings.interval();
        long passes = Math.max(1, interval.toMillis() / settings.passInterval().toMillis());
        return (int) (seals.count() / passes) + 1;
    }

    private void look(EsealId seal) {
        Optional<Delivered> delivered = certificates.of(seal);
        List<Concern> concerns = delivered
                .map(certificate -> new Concerns(time.strength(), time.clock().instant())
                        .of(
                                certificate.leaf(),
                                trust.judge(
                                        certificate.leaf(),
                                        certificate.others(),
                                        time.clock().instant())))
                .orElse(List.of());
        reports.report(seal, concerns);
    }
}
