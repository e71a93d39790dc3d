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

/**
 * Has a request approved and makes a process or the database fail while its order is placed. One such fault is made at
 * a time; the campaign's other requests go on meanwhile.
 */
final class FaultInjector {

    private static final Logger log = LoggerFactory.getLogger(FaultInjector.class);
    private static final Duration ARRIVAL = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final Consumer<String> order;
    private final CampaignFaults faults;
    private final NodePool nodes;
    private final Map<FaultMoment, Integer> injected = new TreeMap<>();
    private final Map<FaultMoment, Integer> missed = new TreeMap<>();

    /** @param order approves a request */
    FaultInjector(Cluster cluster, Consumer<String> order, CampaignFaults faults, NodePool nodes) {
        this.cluster = cluster;
        this.order = order;
        this.faults = faults;
        this.nodes = nodes;
    }

    /** Counts the faults that were made at these moments. */
    synchronized int count(Predicate<FaultMoment> which) {
        return injected.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Counts the moments that never came, for example because the order was repeated elsewhere. */
    synchronized Map<FaultMoment, Integer> missed() {
        return Map.copyOf(missed);
    }

    synchronized void inject(FaultMoment moment, RequestPlan request, String id) {
        nodes.awaitSpare();
        log.info("request {}, {}: {}", request.number(), id, moment);
        try {
            play(moment, request, id);
            injected.merge(moment, 1, Integer::sum);
        } catch (ConditionTimeoutException e) {
            missed.merge(moment, 1, Integer::sum);
            log.warn("request {}, {}: {} missed: {}", request.number(), id, moment, e.getMessage());
        }
    }

    private void play(FaultMoment moment, RequestPlan request, String id) {
        switch (moment) {
            case KILL_AT_RANDOM -> {
                orderAndPause(request, id);
                nodes.kill(nodes.pick(request.victim()).name(), moment, Set.of());
            }
            case KILL_BEFORE_INTENT -> atWrite(DatabaseWrite.intent(id), id, killed(moment, id));
            case KILL_BEFORE_SENDING -> atWrite(DatabaseWrite.ledger(id, "SENT"), id, killed(moment, id));
            case KILL_ONCE_CLAIMED -> atWrite(DatabaseWrite.ledger(id, "SENT").duringCommit(), id, killed(moment, id));
            case KILL_BEFORE_ACCEPTANCE -> atCall(Faults::holdBefore, id, killed(moment, id));
            case KILL_BEFORE_ANSWER -> atCall(Faults::hold, id, killed(moment, id));
            case KILL_BEFORE_LEDGER -> atWrite(DatabaseWrite.ledger(id, "ACCEPTED"), id, killed(moment, id));
            case KILL_BEFORE_REGISTER -> atWrite(DatabaseWrite.registered(id), id, killed(moment, id));
            case KILL_BEFORE_COMMIT -> atWrite(DatabaseWrite.registered(id).duringCommit(), id, killed(moment, id));
            case FREEZE_AT_RANDOM -> {
                orderAndPause(request, id);
                String node = nodes.pick(request.victim()).name();
                nodes.freeze(node);
                thawAfter(CampaignPlan.LOCK.plusSeconds(2), node);
            }
            // Meanwhile somebody else looks the order up in vain, and a person orders again.
            case FREEZE_ONCE_CLAIMED ->
                thawAfter(
                        CampaignPlan.LOCK.plusSeconds(8),
                        atWrite(DatabaseWrite.ledger(id, "SENT").duringCommit(), id, nodes::freeze));
            case FREEZE_BEFORE_ANSWER ->
                thawAfter(CampaignPlan.LOCK.plusSeconds(2), atCall(Faults::hold, id, nodes::freeze));
            case FAIL_INTENT -> failing(DatabaseWrite.intent(id), id);
            case FAIL_LEDGER -> failing(DatabaseWrite.ledger(id, "ACCEPTED"), id);
            case FAIL_REGISTER -> failing(DatabaseWrite.registered(id), id);
            case FAIL_COMMIT ->
                failing(DatabaseWrite.orderJobDone(id, cluster.postgres().sql()), id);
            case CRASH_DATABASE -> {
                orderAndPause(request, id);
                cluster.postgres().crash();
            }
            case CUT_CONNECTIONS -> {
                orderAndPause(request, id);
                cluster.postgres().limitConnections(0);
                cluster.postgres().limitConnections(-1);
            }
            case READ_ONLY -> {
                cluster.postgres().readOnly(true);
                try {
                    Pause.of(Duration.ofMillis(request.delayMillis()));
                } finally {
                    cluster.postgres().readOnly(false);
                }
                order.accept(id);
            }
            case NOBODY_LISTENS -> {
                shut();
                order.accept(id);
                Pause.of(Duration.ofMillis(request.delayMillis()));
                cluster.faults().reopen();
            }
            case RESET_CONNECTIONS -> {
                order.accept(id);
                cluster.faults().resetNext(10);
            }
        }
    }

    private Consumer<String> killed(FaultMoment moment, String id) {
        return node -> nodes.kill(node, moment, Set.of(id));
    }

    private void orderAndPause(RequestPlan request, String id) {
        order.accept(id);
        Pause.of(Duration.ofMillis(request.delayMillis()));
    }

    /** Stops a node in the middle of a write, makes the fault there, and returns the node's name. */
    private String atWrite(DatabaseWrite write, String id, Consumer<String> fault) {
        try (StoppedWrite stopped = cluster.postgres().stop(write)) {
            order.accept(id);
            String node = stopped.awaitArrival(ARRIVAL);
            fault.accept(node);
            return node;
        }
    }

    /** Stops a node in the middle of a call, makes the fault meanwhile, and returns the node's name. */
    private String atCall(Function<CallGate, Fault> hold, String id, Consumer<String> fault) {
        CallGate gate = new CallGate();
        faults.replace(id, hold.apply(gate));
        order.accept(id);
        try {
            String node = gate.awaitArrival(ARRIVAL).node();
            fault.accept(node);
            return node;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            gate.open();
        }
    }

    private void failing(DatabaseWrite write, String id) {
        try (FailingWrite failing = cluster.postgres().failOnce(write)) {
            order.accept(id);
            await().atMost(ARRIVAL).until(failing::happened);
        }
    }

    private void thawAfter(Duration time, String node) {
        Pause.of(time);
        nodes.thaw(node);
    }

    private void shut() {
        try {
            cluster.faults().shut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
