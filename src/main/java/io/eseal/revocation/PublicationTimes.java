package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Measures how long revocations take until relying parties can see them. */
@Component
class PublicationTimes {

    private final Timeline timeline;
    private final Clock clock;
    private final Map<Source, Timer> timers;

    PublicationTimes(Timeline timeline, Clock clock, MeterRegistry meters) {
        this.timeline = timeline;
        this.clock = clock;
        this.timers = Arrays.stream(Source.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), source -> timer(source, meters)));
    }

    private static Timer timer(Source source, MeterRegistry meters) {
        return Timer.builder("eseal.revocation.publication")
                .tag("source", source.name().toLowerCase(Locale.ROOT))
                .description("Time from the request to revoke at CertCentral until this node saw the revocation there")
                .register(meters);
    }

    /** Counts a source that shows the revocation for the first time. */
    void seen(EsealId esealId, Source source) {
        requested(esealId)
                .map(moment -> Duration.between(moment, clock.instant()))
                .ifPresent(time -> Optional.ofNullable(timers.get(source)).ifPresent(timer -> timer.record(time)));
    }

    private Optional<Instant> requested(EsealId esealId) {
        return Stream.of(EventKind.REVOCATION_REQUESTED_AT_CERTCENTRAL, EventKind.REVOCATION_ACCEPTED)
                .flatMap(kind -> timeline.last(esealId, kind).stream())
                .map(TimelineEntry::at)
                .findFirst();
    }
}
