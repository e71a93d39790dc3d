package io.eseal.ledgercheck;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Publishes the differences that the last check found and the age of that check, with the same values on every node.
 */
@Component
class LedgerCheckMetrics implements MeterBinder {

    // A scrape reads all gauges at once and causes one read of the database.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final LedgerChecks checks;
    private final Clock clock;
    private final Instant startedAt;
    private volatile Optional<Figures> figures = Optional.empty();

    LedgerCheckMetrics(LedgerChecks checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    private record Figures(Map<DifferenceKind, Long> differences, Instant comparedAt, Instant readAt) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DifferenceKind kind : DifferenceKind.values()) {
            Gauge.builder(
                            "eseal.ledger.differences",
                            () -> figures().differences().getOrDefault(kind, 0L))
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .description("Differences between ledger and CertCentral that the last check found")
                    .register(registry);
        }
        TimeGauge.builder(
                        "eseal.ledger.check.age",
                        () -> Duration.between(figures().comparedAt(), clock.instant())
                                .toSeconds(),
                        TimeUnit.SECONDS)
                .description(
                        "Time since ledger and CertCentral were last compared; since the start of this node when they never were")
                .register(registry);
    }

    private Figures figures() {
        Figures known = figures.filter(last -> !last.readAt().plus(FRESH).isBefore(clock.instant()))
                .orElseGet(this::read);
        figures = Optional.of(known);
        return known;
    }

    private Figures read() {
        return checks.compared()
                .map(check -> new Figures(
                        checks.counts(check.id()), check.finishedAt().orElseThrow(), clock.instant()))
                .orElseGet(() -> new Figures(Map.of(), startedAt, clock.instant()));
    }
}
