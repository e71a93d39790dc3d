package io.eseal.retry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** Publishes the numbers of failed steps that are not done, by cause; the values are the same on every node. */
@Component
class RetryMetrics implements MeterBinder {

    private final Retries retries;
    private final Clock clock;

    RetryMetrics(Retries retries, Clock clock) {
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RetryCause cause : RetryCause.values()) {
            String name = cause.name().toLowerCase(Locale.ROOT);
            Gauge.builder(
                            "eseal.retrying.steps",
                            () -> count(cause, waiting -> waiting.steps() - waiting.standingStill()))
                    .tag("cause", name)
                    .description("Steps that failed and are tried again")
                    .register(registry);
            Gauge.builder("eseal.standing.steps", () -> count(cause, Retries.Waiting::standingStill))
                    .tag("cause", name)
                    .description("Steps that failed and come to no further try by themselves")
                    .register(registry);
        }
        TimeGauge.builder("eseal.retrying.oldest", this::oldest, TimeUnit.SECONDS)
                .description("Time since the longest waiting step failed first; 0 when none waits")
                .register(registry);
    }

    private long count(RetryCause cause, ToLongFunction<Retries.Waiting> number) {
        return retries.causes().stream()
                .filter(waiting -> waiting.cause() == cause)
                .mapToLong(number)
                .sum();
    }

    private long oldest() {
        return retries.causes().stream()
                .map(Retries.Waiting::since)
                .min(Instant::compareTo)
                .map(since -> Duration.between(since, clock.instant()).toSeconds())
                .orElse(0L);
    }
}
