package io.eseal.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the other nodes that this one runs, on a thread of its own that no sweep and no call holds up, and unlocks jobs
 * that nobody runs, those of nodes that were lost and the {@link UnwrittenSteps} of this one: their locks last longer
 * than any call, and would keep the jobs for minutes.
 */
@Component
class Heartbeat implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private static final Duration LAST_BEAT = Duration.ofSeconds(20);

    private final String node;
    private final RunningNodes nodes;
    private final UnwrittenSteps unwritten;
    private final DatabaseReach database;
    private final ClusterSettings settings;
    private final Counter lost;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "heartbeat");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile @Nullable Future<?> beating;
    private final UnbrokenBeats beats;

    Heartbeat(
            NodeId node,
            RunningNodes nodes,
            UnwrittenSteps unwritten,
            DatabaseReach database,
            ClusterSettings settings,
            MeterRegistry registry) {
        this.node = node.toString();
        this.nodes = nodes;
        this.unwritten = unwritten;
        this.database = database;
        this.settings = settings;
        this.beats = new UnbrokenBeats(settings, System::nanoTime);
        this.lost = Counter.builder("eseal.nodes.lost")
                .description("Nodes of which nothing was heard, and whose jobs this node gave to the others")
                .register(registry);
    }

    /**
     * Tells of this node before it takes its first job: the engine takes jobs once the application is ready. Without
     * the database the start fails here, if it has not before.
     */
    @Override
    public void start() {
        nodes.beat(node);
        database.reached();
        long millis = settings.beat().toMillis();
        beating = thread.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Does nothing: the last jobs still run. They end with the engine, and then so does the heartbeat. */
    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return beating != null;
    }

    @Override
    public void destroy() throws InterruptedException {
        // Not interrupted: H2 closes a file whose reader is.
        thread.shutdown();
        if (!thread.awaitTermination(LAST_BEAT.toSeconds(), TimeUnit.SECONDS)) {
            log.info("The other nodes learn by this node's silence that it has stopped.");
            return;
        }
        try {
            nodes.leave(node);
        } catch (RuntimeException e) {
            log.info("The other nodes learn by this node's silence that it has stopped: {}", e.getMessage());
        }
    }

    // Whatever is thrown would end the heartbeat for ever.
    private void beat() {
        try {
            nodes.beat(node);
            beats.done();
            database.reached();
        } catch (Throwable e) {
            beats.failed();
            database.lost();
            log.warn("This node cannot tell the others that it runs: {}", e.toString());
            return;
        }
        try {
            unwritten.release((job, lockEnd) -> nodes.release(node, job, lockEnd));
            nodes.dateUndated();
            if (beats.tellOfOthers()) {
                nodes.silent(settings.lostAfter()).forEach(this::take);
            }
        } catch (Throwable e) {
            log.warn("Jobs that nobody runs could not be unlocked; the next beat tries again: {}", e.toString());
        }
    }

    private void take(RunningNodes.Seen silent) {
        nodes.take(silent.node(), settings.lostAfter()).ifPresent(jobs -> {
            lost.increment();
            log.warn(
                    "Nothing was heard of node {} since {}; other nodes run the {} jobs that it held.",
                    silent.node(),
                    silent.at(),
                    jobs);
        });
    }
}
