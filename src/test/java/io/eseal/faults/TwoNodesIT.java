package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs two nodes on one database, over TLS, with a lock that ends before a call does: the engine runs a job twice. */
class TwoNodesIT extends ClusterTest {

    private static final Logger log = LoggerFactory.getLogger(TwoNodesIT.class);
    private static final Duration LOCK = Duration.ofSeconds(3);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Tls CERTCENTRAL = new Tls();

    private static Cluster twoNodes;
    private static People everybody;

    TwoNodesIT() {
        super(twoNodes, everybody);
    }

    @BeforeAll
    static void start() {
        NodeSettings settings = CERTCENTRAL.trustedBy(
                NodeSettings.standard().lockShorterThanCall(LOCK, CALL_TIMEOUT),
                NodeCommand.logs().resolve("trust.p12"));
        // A commit that is refused shows nowhere else.
        twoNodes = Cluster.of(
                2,
                settings.with("logging.level.org.camunda.bpm.engine.jobexecutor", "DEBUG")
                        .with(
                                "camunda.bpm.generic-properties.properties.enable-reduced-job-exception-logging",
                                "false"),
                faults -> faults.tls(CERTCENTRAL.server()));
        everybody = new People(twoNodes);
    }

    @AfterAll
    static void stop() {
        if (twoNodes != null) {
            twoNodes.close();
        }
    }

    @Test
    void a_node_frozen_before_its_answer_came_is_replaced_and_its_late_commit_refused() throws InterruptedException {
        String id = people.readyToOrder();
        CallGate answer = new CallGate();
        cluster.faults().plan(new OrderFaults().on(id, Faults.hold(answer)));
        people.order(id);
        Node frozen = cluster.node(answer.awaitArrival(SOON).node());
        frozen.freeze();
        Instant since = Instant.now();

        people.workUntilOrdered(List.of(id), LOCK.plusSeconds(10));
        log.warn(
                "frozen before its answer: another node adopted the order {} ms later",
                Duration.between(since, Instant.now()).toMillis());
        String ledger = ledger(id);
        answer.open();
        frozen.thaw();

        await().atMost(SOON).until(() -> frozen.logged("OptimisticLockingException"));
        assertThat(placed(id)).isEqualTo(1);
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
        assertThat(ledger(id)).as("the late answer does not touch the ledger").isEqualTo(ledger);
    }

    @Test
    void a_node_frozen_before_it_sent_does_not_send_after_a_person_has_reordered() {
        String id = people.readyToOrder();
        Node frozen;
        try (StoppedWrite sent =
                cluster.postgres().stop(DatabaseWrite.ledger(id, "SENT").duringCommit())) {
            people.order(id);
            frozen = cluster.node(sent.awaitArrival(SOON));
            frozen.freeze();
        }
        assertThat(placed(id)).isZero();

        people.workUntilOrdered(List.of(id), Duration.ofSeconds(40));
        frozen.thaw();

        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> placed(id) == 1);
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
    }

    @Test
    void when_both_nodes_run_the_same_jobs_each_order_is_sent_once() {
        List<String> ids =
                IntStream.range(0, 6).mapToObj(i -> people.readyToOrder()).toList();
        OrderFaults plan = new OrderFaults();
        ids.forEach(id -> plan.on(id, Faults.slow(LOCK.plusSeconds(6))));
        cluster.faults().plan(plan);

        ids.forEach(people::order);
        people.workUntilOrdered(ids, Duration.ofSeconds(40));

        assertThat(ids)
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
        // How many a busy machine takes over in time is chance.
        assertThat(ids)
                .as("jobs that were run twice")
                .anySatisfy(id ->
                        assertThat(people.detail(id).get("timeline").toString()).contains("order_outcome_unknown"));
    }

    @Test
    void a_wrong_certificate_is_no_reason_to_ask_a_person() {
        String id = people.readyToOrder();
        Fault thenWrong = new Fault("then a wrong certificate", true, exchange -> {
            var answer = exchange.forward();
            // Before the node has it: the next connection can follow at once.
            cluster.faults().tls(new Tls().server());
            exchange.send(answer);
        });
        cluster.faults().plan(call -> call.is("GET", "/finance/balance") ? thenWrong : Faults.none());
        people.order(id);
        await().atMost(SOON).until(() -> cluster.postgres().retriesBurnt(id) > 0);
        assertThat(placed(id)).isZero();

        cluster.faults().plan(call -> Faults.none());
        cluster.faults().tls(CERTCENTRAL.server());

        await().atMost(SOON).until(() -> people.state(id).equals("ORDERED"));
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
    }

    private String ledger(String id) {
        return cluster.postgres()
                .sql()
                .sql("select l::text from " + DatabaseWrite.LEDGER + " l where eseal_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
