package io.eseal.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the nodes of a campaign: which of them work, and which are being started again. */
final class NodePool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NodePool.class);
    private static final int MOST_TRIES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** @param underWay the requests that the node was ordering */
    record Kill(Instant at, String node, FaultMoment moment, Set<String> underWay) {}

    private final Cluster cluster;
    private final CampaignFaults faults;
    private final Set<String> working = new TreeSet<>();
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private final List<Duration> starts = new CopyOnWriteArrayList<>();
    private final ExecutorService starters = Executors.newCachedThreadPool();
    private final int size;

    NodePool(Cluster cluster, CampaignFaults faults, int size) {
        this.cluster = cluster;
        this.faults = faults;
        this.size = size;
        cluster.answering().forEach(node -> working.add(node.name()));
    }

    /** Waits until one node can be spared. */
    void awaitSpare() {
        awaitWorking(2);
    }

    void awaitAll() {
        awaitWorking(size);
    }

    /** The drawn one, or the next that works. */
    synchronized Node pick(int number) {
        List<String> names = List.copyOf(working);
        return cluster.node(names.get(number % names.size()));
    }

    /** Kills the node and starts another one in its place. */
    void kill(String name, FaultMoment moment, Set<String> stopped) {
        Set<String> underWay = new TreeSet<>(faults.underWay(name));
        underWay.addAll(stopped);
        Instant at = Instant.now();
        stopsWorking(name);
        cluster.node(name).kill();
        kills.add(new Kill(at, name, moment, underWay));
        starters.execute(() -> startAgain(name, at));
    }

    /** SIGSTOP, and later SIGCONT. */
    void freeze(String name) {
        stopsWorking(name);
        cluster.node(name).freeze();
    }

    void thaw(String name) {
        cluster.node(name).thaw();
        works(name);
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    /** Returns the time from each kill until the next node of that name took requests. */
    List<Duration> starts() {
        return List.copyOf(starts);
    }

    private void startAgain(String name, Instant killed) {
        Node node = cluster.start(name);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                node.awaitReady();
                starts.add(Duration.between(killed, Instant.now()));
                works(name);
                return;
            } catch (AssertionError e) {
                log.warn(
                        "{} is not ready: {}",
                        name,
                        e.getMessage().lines().findFirst().orElse(""));
                // The database may have been taken away meanwhile; or the machine is slow.
                node = node.answers() ? node : cluster.start(name);
            }
        }
    }

    private synchronized void works(String name) {
        working.add(name);
        notifyAll();
    }

    private synchronized void stopsWorking(String name) {
        working.remove(name);
    }

    private synchronized void awaitWorking(int howMany) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (working.size() < howMany) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + working + " work" + cluster.logs());
            }
            try {
                wait(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        starters.shutdownNow();
    }
}
