package io.eseal.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells operators which steps are tried again and why. Counts are at most five seconds old. */
@Component
public class Retries {

    /** Most steps that are listed; all are counted. */
    public static final int LISTED = 20;

    // One scrape reads all gauges, and many people may have the start page open.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final RetryingSteps steps;
    private final NodeStates nodes;
    private final Clock clock;
    private volatile Optional<Counted> counted = Optional.empty();

    Retries(RetryingSteps steps, NodeStates nodes, Clock clock) {
        this.steps = steps;
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * Number of steps that wait for the same cause.
     *
     * @param steps number of steps, incidents included
     * @param standingStill number of incidents: steps without a further try
     * @param since when the first of the steps first failed
     * @param nextTry when the next of the steps is tried; empty if none is
     */
    public record Waiting(RetryCause cause, long steps, long standingStill, Instant since, Optional<Instant> nextTry) {}

    /**
     * State of the calls and of the failed steps.
     *
     * @param oldest steps that have waited longest, {@link #LISTED} at most
     */
    public record Overview(CertCentralState certCentral, List<Waiting> causes, List<RetryingStep> oldest) {

        /** Returns the number of failed steps of all causes. */
        public long steps() {
            return causes.stream().mapToLong(Waiting::steps).sum();
        }
    }

    /** Drops the cached counts. */
    void forget() {
        counted = Optional.empty();
    }

    private record Counted(List<Waiting> causes, Instant at) {}

    /** Returns the overview with fresh counts, so that a person sees the result of a click. */
    public Overview overview() {
        return overview(steps.oldest(LISTED));
    }

    /** Returns the overview with the steps of one process instance; its counts are of all steps. */
    Overview overview(String instanceId) {
        return overview(steps.ofInstance(instanceId, LISTED));
    }

    private Overview overview(List<RetryingStep> oldest) {
        forget();
        return new Overview(new CertCentralState(nodes.running(), nodes.lastGood()), causes(), oldest);
    }

    /** Returns the counts by cause, at most five seconds old. */
    List<Waiting> causes() {
        Counted known = counted.filter(last -> !last.at().plus(FRESH).isBefore(clock.instant()))
                .orElseGet(() -> new Counted(steps.groups(), clock.instant()));
        counted = Optional.of(known);
        return known.causes();
    }
}
