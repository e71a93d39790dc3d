package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.faults.NodeClient.Reply;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same thing many times, or too much of it, at one moment, on the smallest pool of connections that the start
 * check permits.
 */
class ManyAtOnceIT extends StandardCluster {

    private static final Logger log = LoggerFactory.getLogger(ManyAtOnceIT.class);
    private static final int MANY = 50;

    @Test
    void of_fifty_completions_of_one_task_one_succeeds() throws Exception {
        String id = people.readyToOrder();
        JsonNode task = people.tasks(id).get(0);

        List<Reply> replies = atOnce(
                MANY,
                number -> reply(() -> people.complete(
                        new NodeClient(cluster.node("node-1"), "security"),
                        task,
                        Map.of("decision", "approve", "comment", "fine"))));

        log.warn("{} completions of one task: {}", MANY, counted(replies));
        assertThat(replies).filteredOn(reply -> reply.status() == 204).hasSize(1);
        assertThat(replies)
                .as("what the others are told")
                .allSatisfy(
                        reply -> assertThat(reply.status()).as(reply::toString).isIn(204, 404));
        await().atMost(SOON).until(() -> people.state(id).equals("ORDERED"));
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
    }

    @Test
    void of_fifty_card_payments_of_one_request_one_orders() throws Exception {
        String id = people.request(People.seal().put("payment_method", "card"));
        people.work(id, Elements.USER_PAY_BY_CARD);

        List<Reply> replies = atOnce(MANY, number -> reply(() -> pay(id)));

        log.warn("{} card payments of one request: {}", MANY, counted(replies));
        assertThat(replies).filteredOn(reply -> reply.status() == 204).hasSize(1);
        assertThat(replies)
                .as("what the others are told")
                .allSatisfy(
                        reply -> assertThat(reply.status()).as(reply::toString).isIn(204, 409));
        await().atMost(SOON).until(() -> people.state(id).equals("ORDERED"));
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
    }

    @Test
    void more_card_payments_than_connections_are_made_or_told_to_try_again() throws Exception {
        List<String> ids = IntStream.range(0, NodeSettings.POOL + 2)
                .mapToObj(i -> people.request(People.seal().put("payment_method", "card")))
                .toList();
        ids.forEach(id -> people.work(id, Elements.USER_PAY_BY_CARD));

        List<Reply> replies = atOnce(ids.size(), number -> reply(() -> pay(ids.get(number))));

        log.warn("{} card payments on a pool of {}: {}", ids.size(), NodeSettings.POOL, counted(replies));
        assertThat(replies).extracting(Reply::status).allMatch(status -> status == 204 || status >= 500);
        for (int i = 0; i < ids.size(); i++) {
            if (replies.get(i).status() != 204) {
                assertThat(pay(ids.get(i)).status()).as("paid again").isEqualTo(204);
            }
        }
        people.workUntilOrdered(ids, SOON);
        assertThat(ids)
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
    }

    @Test
    void all_job_threads_order_at_once_and_people_are_still_served() throws Exception {
        List<String> ids = IntStream.range(0, 2 * NodeSettings.JOB_THREADS)
                .mapToObj(i -> people.readyToOrder())
                .toList();
        OrderFaults plan = new OrderFaults();
        ids.forEach(id -> plan.on(id, Faults.slow(Duration.ofMillis(1500))));
        cluster.faults().plan(plan);

        CompletableFuture<Void> orders = CompletableFuture.runAsync(() -> ids.forEach(people::order));
        List<Reply> replies = IntStream.range(0, 40)
                .mapToObj(i -> reply(() -> {
                    NodeClient person = new NodeClient(cluster.node("node-1"), "requester");
                    return i % 8 == 0
                            ? person.post("/api/eseals", People.seal().put("payment_method", "profile"))
                            : person.get("/api/eseals");
                }))
                .toList();
        orders.join();

        log.warn("40 calls of people while all job threads order: {}", counted(replies));
        assertThat(replies).extracting(Reply::status).containsOnly(200, 202);
        people.workUntilOrdered(ids, Duration.ofSeconds(60));
        assertThat(ids)
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
    }

    @Test
    void without_connections_people_are_told_so_and_nothing_is_lost() throws Exception {
        String ordering = people.readyToOrder();
        String waiting = people.readyToOrder();
        CallGate answer = new CallGate();
        cluster.faults().plan(new OrderFaults().on(ordering, Faults.hold(answer)));
        people.order(ordering);
        answer.awaitArrival(SOON);
        JsonNode task = people.tasks(waiting).get(0);

        cluster.postgres().limitConnections(0);
        try {
            answer.open();
            NodeClient person = new NodeClient(cluster.node("node-1"), "security");
            Reply reply = people.complete(person, task, Map.of("decision", "approve", "comment", "fine"));
            isToldToComeBack(reply);
            isToldToComeBack(person.get("/api/eseals/" + waiting));
        } finally {
            cluster.postgres().limitConnections(-1);
        }

        people.workUntilOrdered(List.of(ordering, waiting), Duration.ofSeconds(60));
        assertThat(List.of(ordering, waiting))
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
    }

    private Reply pay(String id) throws IOException {
        return new NodeClient(cluster.node("node-1"), "finance")
                .post("/api/eseals/" + id + "/card-payment", OrderBodies.cardPayment(OrderBodies.CARD));
    }

    private static void isToldToComeBack(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
        assertThat(reply.retryAfter()).as(reply.toString()).contains("5");
        assertThat(sentence(reply)).contains("Try again in a few seconds");
    }

    private interface Call {
        Reply make() throws IOException;
    }

    private static Reply reply(Call call) {
        try {
            return call.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> counted(List<Reply> replies) {
        return replies.stream()
                .collect(Collectors.groupingBy(
                        reply -> reply.status() + (reply.status() < 400 ? "" : " " + sentence(reply)),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static String sentence(Reply reply) {
        return reply.json()
                .path("detail")
                .asText(reply.json().path("message").asText())
                .replaceAll("[0-9a-f-]{36}", "…");
    }
}
