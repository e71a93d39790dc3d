package io.eseal.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is being tried again and why, for those who watch over the process. Counts are a few seconds old at most. */
@Component
public class Retries {

    /** How many steps are listed at most; all are counted. */
    public static final int LISTED = 20;

    // A scrape reads all gauges at once, and a start page may be open at many desks.
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
     * Steps that wait for the same cause.
     *
     * @param steps how many, those that stand still included
     * @param standingStill how many come to no further try by themselves: incidents
     * @param since when the first of them failed first
     * @param nextTry of whichever comes first; empty if none comes by itself
     */
    public record Waiting(RetryCause cause, long steps, long standingStill, Instant since, Optional<Instant> nextTry) {}

    /** @param oldest the longest waiting steps, {@link #LISTED} at most */
    public record Overview(CertCentralState certCentral, List<Waiting> causes, List<RetryingStep> oldest) {

        public long steps() {
            return causes.stream().mapToLong(Waiting::steps).sum();
        }
    }

    void forget() {
        counted = Optional.empty();
    }

    private record Counted(List<Waiting> causes, Instant at) {}

    /** Reads anew: who pressed a button sees what came of it. */
    public Overview overview() {
        return overview(steps.oldest(LISTED));
    }

    /** With the steps of one process instance alone; the counts are of all. */
    Overview overview(String instanceId) {
        return overview(steps.ofInstance(instanceId, LISTED));
    }

    private Overview overview(List<RetryingStep> oldest) {
        forget();
        return new Overview(new CertCentralState(nodes.running(), nodes.lastGood()), causes(), oldest);
    }

    List<Waiting> causes() {
        Counted known = counted.filter(last -> !last.at().plus(FRESH).isBefore(clock.instant()))
                .orElseGet(() -> new Counted(steps.groups(), clock.instant()));
        counted = Optional.of(known);
        return known.causes();
    }
}
