package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eseal.faults.NodeClient.Reply;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills one node while four orders are at four points of being placed and one more is being paid by card; another node
 * is started and takes over, minutes before the lock of the jobs ends.
 */
class KilledNodeIT extends ClusterTest {

    private static final Logger log = LoggerFactory.getLogger(KilledNodeIT.class);
    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    /** The engine's own: whoever waits for its end is too late. */
    private static final Duration LOCK = Duration.ofMinutes(5);

    private static Cluster oneNode;
    private static People everybody;
    private static String beforeSending;
    private static String beforeTheAnswer;
    private static String beforeTheLedger;
    private static String beforeTheEngine;
    private static String paidByCard;
    private static Instant ready;
    private static final Map<String, Instant> ADOPTED = new HashMap<>();

    KilledNodeIT() {
        super(oneNode, everybody);
    }

    @AfterAll
    static void stop() {
        if (oneNode != null) {
            oneNode.close();
        }
    }

    @BeforeAll
    static void kill() throws InterruptedException {
        Cluster cluster = Cluster.of(
                1,
                NodeSettings.standard()
                        .with("camunda.bpm.job-execution.lock-time-in-millis", String.valueOf(LOCK.toMillis())));
        oneNode = cluster;
        everybody = new People(cluster);
        beforeSending = everybody.readyToOrder();
        beforeTheAnswer = everybody.readyToOrder();
        beforeTheLedger = everybody.readyToOrder();
        beforeTheEngine = everybody.readyToOrder();
        paidByCard = everybody.request(People.seal().put("payment_method", "card"));
        everybody.work(paidByCard, Elements.USER_PAY_BY_CARD);
        List<String> orders = List.of(beforeSending, beforeTheAnswer, beforeTheLedger, beforeTheEngine);
        List<String> all = Stream.concat(orders.stream(), Stream.of(paidByCard)).toList();

        CallGate answer = new CallGate();
        cluster.faults().plan(new OrderFaults().on(beforeTheAnswer, Faults.hold(answer)));
        try (StoppedWrite sent = cluster.postgres().stop(DatabaseWrite.ledger(beforeSending, "SENT"));
                StoppedWrite accepted = cluster.postgres().stop(DatabaseWrite.ledger(beforeTheLedger, "ACCEPTED"));
                StoppedWrite registered = cluster.postgres().stop(DatabaseWrite.registered(beforeTheEngine));
                StoppedWrite paid = cluster.postgres().stop(DatabaseWrite.ledger(paidByCard, "ACCEPTED"))) {
            orders.forEach(everybody::order);
            CompletableFuture<Reply> payment = CompletableFuture.supplyAsync(() -> {
                try {
                    return new NodeClient(cluster.node("node-1"), "finance")
                            .post(
                                    "/api/eseals/" + paidByCard + "/card-payment",
                                    OrderBodies.cardPayment(OrderBodies.CARD));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            answer.awaitArrival(ARRIVAL);
            List.of(sent, accepted, registered, paid).forEach(write -> write.awaitArrival(ARRIVAL));
            cluster.node("node-1").kill();
            assertThat(payment).as("who pays gets no answer").failsWithin(ARRIVAL);
        }
        answer.open();
        assertThat(all.stream().map(id -> cluster.certCentral().ordersOf(id).size()))
                .containsExactly(0, 1, 1, 1, 1);

        cluster.start("node-1").awaitReady();
        ready = Instant.now();
        while (ADOPTED.size() < all.size()
                && Instant.now().isBefore(ready.plus(NodeSettings.LOST_AFTER).plusSeconds(20))) {
            all.stream()
                    .filter(id -> everybody.state(id).equals("ORDERED"))
                    .forEach(id -> ADOPTED.putIfAbsent(id, Instant.now()));
            Pause.of(Duration.ofMillis(100));
        }
    }

    @Test
    void an_order_that_was_not_sent_yet_is_sent_by_the_next_node() {
        isAdoptedInTime(beforeSending, "between intent and sending");
        assertThat(cluster.faults().ordersSent(beforeSending)).isEqualTo(1);
    }

    @Test
    void an_order_whose_answer_was_on_its_way_is_found_and_adopted() {
        isAdoptedInTime(beforeTheAnswer, "between acceptance and answer");
        assertThat(cluster.faults().ordersSent(beforeTheAnswer)).isEqualTo(1);
    }

    @Test
    void an_order_whose_answer_was_not_written_down_is_found_and_adopted() {
        isAdoptedInTime(beforeTheLedger, "between the answer and the ledger");
        assertThat(cluster.faults().ordersSent(beforeTheLedger)).isEqualTo(1);
    }

    @Test
    void an_order_that_the_ledger_knows_is_adopted_from_it() {
        isAdoptedInTime(beforeTheEngine, "between the ledger and the engine");
        assertThat(cluster.faults().ordersSent(beforeTheEngine)).isEqualTo(1);
    }

    @Test
    void a_card_payment_that_nobody_heard_of_is_found_and_adopted_without_anybodys_act() {
        isAdoptedInTime(paidByCard, "between the answer to a card payment and the ledger");
        assertThat(cluster.faults().ordersSent(paidByCard)).isEqualTo(1);
        assertThat(people.detail(paidByCard).path("timeline").findValuesAsText("event"))
                .contains("order_outcome_unknown", "ordered");
    }

    @Test
    void a_node_that_is_told_to_stop_ends_the_orders_that_are_under_way_and_leaves_the_rest_to_the_next()
            throws InterruptedException {
        String answered = people.readyToOrder();
        String unanswered = people.readyToOrder();
        String late = people.readyToOrder();
        CallGate answer = new CallGate();
        CallGate never = new CallGate();
        cluster.faults()
                .plan(new OrderFaults().on(answered, Faults.hold(answer)).on(unanswered, Faults.hold(never)));
        people.order(answered);
        people.order(unanswered);
        answer.awaitArrival(ARRIVAL);
        never.awaitArrival(ARRIVAL);

        Node node = cluster.node("node-1");
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(node::stop);
        await().atMost(ARRIVAL).until(() -> node.logged("Commencing graceful shutdown"));
        answer.open();
        stopped.join();

        assertThat(ledger(answered)).as("it waited for the answer").isEqualTo("ACCEPTED");
        assertThat(ledger(unanswered)).as("and as long as a call may take").isEqualTo("UNKNOWN");
        assertThat(cluster.postgres().lockedJobs())
                .as("jobs that the next node need not wait for")
                .isZero();
        assertThat(cluster.postgres()
                        .sql()
                        .sql("select count(*) from running_node")
                        .query(Integer.class)
                        .single())
                .as("nodes that are missed")
                .isZero();
        never.open();
        cluster.start("node-1").awaitReady();
        people.order(late);
        people.workUntilOrdered(List.of(answered, unanswered, late), SOON);
        assertThat(List.of(answered, unanswered, late))
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
    }

    @Test
    void a_node_that_outlives_an_outage_of_the_database_runs_its_steps_again_at_once() throws InterruptedException {
        String id = people.readyToOrder();
        CallGate answer = new CallGate();
        cluster.faults().plan(new OrderFaults().on(id, Faults.hold(answer)));
        people.order(id);
        answer.awaitArrival(ARRIVAL);
        cluster.postgres().readOnly(true);
        try {
            answer.open();
            await().atMost(ARRIVAL).until(() -> cluster.node("node-1").logged("read-only transaction"));
        } finally {
            cluster.postgres().readOnly(false);
        }

        await().atMost(NodeSettings.LOST_AFTER.plusSeconds(20))
                .until(() -> people.state(id).equals("ORDERED"));
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
    }

    private String ledger(String id) {
        return cluster.postgres()
                .sql()
                .sql("select state from " + DatabaseWrite.LEDGER + " where operation = 'ORDER' and eseal_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private void isAdoptedInTime(String id, String killed) {
        assertThat(ADOPTED)
                .as(() -> killed + ": " + people.detail(id) + cluster.logs())
                .containsKey(id);
        Duration took = Duration.between(ready, ADOPTED.get(id));
        log.warn("killed {}: ordered {} ms after the next node was ready", killed, took.toMillis());
        assertThat(took).isLessThanOrEqualTo(NodeSettings.LOST_AFTER.plusSeconds(10));
        assertThat(cluster.certCentral().ordersOf(id)).hasSize(1);
    }
}
