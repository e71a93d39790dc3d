package io.eseal.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request be approved and strikes while it is ordered; one blow at a time, the rest of the campaign goes on. */
final class Blows {

    private static final Logger log = LoggerFactory.getLogger(Blows.class);
    private static final Duration ARRIVAL = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final Consumer<String> order;
    private final CampaignFaults faults;
    private final NodePool crew;
    private final Map<FaultMoment, Integer> struck = new TreeMap<>();
    private final Map<FaultMoment, Integer> missed = new TreeMap<>();

    /** @param order approves a request */
    Blows(Cluster cluster, Consumer<String> order, CampaignFaults faults, NodePool crew) {
        this.cluster = cluster;
        this.order = order;
        this.faults = faults;
        this.crew = crew;
    }

    /** How many of these were struck. */
    synchronized int count(Predicate<FaultMoment> which) {
        return struck.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** How often the moment of a blow never came, for example because the order was repeated elsewhere. */
    synchronized Map<FaultMoment, Integer> missed() {
        return Map.copyOf(missed);
    }

    synchronized void strike(FaultMoment blow, RequestPlan fate, String id) {
        crew.awaitSpare();
        log.info("request {}, {}: {}", fate.number(), id, blow);
        try {
            play(blow, fate, id);
            struck.merge(blow, 1, Integer::sum);
        } catch (ConditionTimeoutException e) {
            missed.merge(blow, 1, Integer::sum);
            log.warn("request {}, {}: {} missed: {}", fate.number(), id, blow, e.getMessage());
        }
    }

    private void play(FaultMoment blow, RequestPlan fate, String id) {
        switch (blow) {
            case KILL_AT_RANDOM -> {
                orderAndPause(fate, id);
                crew.kill(crew.pick(fate.victim()).name(), blow, Set.of());
            }
            case KILL_BEFORE_INTENT -> atWrite(Write.intent(id), id, killed(blow, id));
            case KILL_BEFORE_SENDING -> atWrite(Write.ledger(id, "SENT"), id, killed(blow, id));
            case KILL_ONCE_CLAIMED -> atWrite(Write.ledger(id, "SENT").duringCommit(), id, killed(blow, id));
            case KILL_BEFORE_ACCEPTANCE -> atCall(Faults::holdBefore, id, killed(blow, id));
            case KILL_BEFORE_ANSWER -> atCall(Faults::hold, id, killed(blow, id));
            case KILL_BEFORE_LEDGER -> atWrite(Write.ledger(id, "ACCEPTED"), id, killed(blow, id));
            case KILL_BEFORE_REGISTER -> atWrite(Write.registered(id), id, killed(blow, id));
            case KILL_BEFORE_COMMIT -> atWrite(Write.registered(id).duringCommit(), id, killed(blow, id));
            case FREEZE_AT_RANDOM -> {
                orderAndPause(fate, id);
                String node = crew.pick(fate.victim()).name();
                crew.freeze(node);
                thawAfter(CampaignPlan.LOCK.plusSeconds(2), node);
            }
            // Meanwhile somebody else looks the order up in vain, and a person orders again.
            case FREEZE_ONCE_CLAIMED ->
                thawAfter(
                        CampaignPlan.LOCK.plusSeconds(8),
                        atWrite(Write.ledger(id, "SENT").duringCommit(), id, crew::freeze));
            case FREEZE_BEFORE_ANSWER ->
                thawAfter(CampaignPlan.LOCK.plusSeconds(2), atCall(Faults::hold, id, crew::freeze));
            case FAIL_INTENT -> failing(Write.intent(id), id);
            case FAIL_LEDGER -> failing(Write.ledger(id, "ACCEPTED"), id);
            case FAIL_REGISTER -> failing(Write.registered(id), id);
            case FAIL_COMMIT ->
                failing(Write.orderJobDone(id, cluster.postgres().sql()), id);
            case CRASH_DATABASE -> {
                orderAndPause(fate, id);
                cluster.postgres().crash();
            }
            case CUT_CONNECTIONS -> {
                orderAndPause(fate, id);
                cluster.postgres().limitConnections(0);
                cluster.postgres().limitConnections(-1);
            }
            case READ_ONLY -> {
                cluster.postgres().readOnly(true);
                try {
                    Pause.of(Duration.ofMillis(fate.delayMillis()));
                } finally {
                    cluster.postgres().readOnly(false);
                }
                order.accept(id);
            }
            case NOBODY_LISTENS -> {
                shut();
                order.accept(id);
                Pause.of(Duration.ofMillis(fate.delayMillis()));
                cluster.faults().reopen();
            }
            case RESET_CONNECTIONS -> {
                order.accept(id);
                cluster.faults().resetNext(10);
            }
        }
    }

    private Consumer<String> killed(FaultMoment blow, String id) {
        return node -> crew.kill(node, blow, Set.of(id));
    }

    private void orderAndPause(RequestPlan fate, String id) {
        order.accept(id);
        Pause.of(Duration.ofMillis(fate.delayMillis()));
    }

    /** Returns the node that came to the write, and was struck there. */
    private String atWrite(Write write, String id, Consumer<String> strike) {
        try (StoppedWrite stopped = cluster.postgres().stop(write)) {
            order.accept(id);
            String node = stopped.awaitArrival(ARRIVAL);
            strike.accept(node);
            return node;
        }
    }

    /** Returns the node that made the call, and was struck meanwhile. */
    private String atCall(Function<Gate, Fault> hold, String id, Consumer<String> strike) {
        Gate gate = new Gate();
        faults.replace(id, hold.apply(gate));
        order.accept(id);
        try {
            String node = gate.awaitArrival(ARRIVAL).node();
            strike.accept(node);
            return node;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            gate.open();
        }
    }

    private void failing(Write write, String id) {
        try (FailingWrite failing = cluster.postgres().failOnce(write)) {
            order.accept(id);
            await().atMost(ARRIVAL).until(failing::happened);
        }
    }

    private void thawAfter(Duration time, String node) {
        Pause.of(time);
        crew.thaw(node);
    }

    private void shut() {
        try {
            cluster.faults().shut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
