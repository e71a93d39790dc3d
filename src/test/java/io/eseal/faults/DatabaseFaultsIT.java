package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.faults.NodeClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes the database fail around an order: one write, all writes, or the whole server. */
class DatabaseFaultsIT extends StandardCluster {

    @ParameterizedTest
    @ValueSource(strings = {"the ledger's acceptance", "the register's order", "the end of the engine's job"})
    void a_write_that_fails_after_the_order_was_accepted_leads_to_no_second_one(String write) {
        String id = people.readyToOrder();
        try (FailingWrite failing = cluster.postgres()
                .failOnce(
                        switch (write) {
                            case "the ledger's acceptance" -> DatabaseWrite.ledger(id, "ACCEPTED");
                            case "the register's order" -> DatabaseWrite.registered(id);
                            default ->
                                DatabaseWrite.orderJobDone(
                                        id, cluster.postgres().sql());
                        })) {
            people.order(id);
            await().atMost(SOON).until(() -> people.state(id).equals("ORDERED"));
            assertThat(failing.happened()).isTrue();
        }
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
        assertThat(placed(id)).isEqualTo(1);
    }

    @Test
    void a_database_that_crashes_under_load_loses_nothing_that_was_acknowledged() throws Exception {
        CompletableFuture<Void> crashes =
                CompletableFuture.runAsync(() -> IntStream.range(0, 2).forEach(i -> {
                    Pause.of(Duration.ofMillis(1500));
                    cluster.postgres().crash();
                }));
        List<String> ids =
                atOnce(
                                4,
                                number -> IntStream.range(0, 5)
                                        .mapToObj(i -> people.request(People.seal()))
                                        .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        people.workUntilOrdered(ids, Duration.ofSeconds(60));
        crashes.join();

        assertThat(ids).hasSize(20).allSatisfy(id -> assertThat(placed(id)).isEqualTo(1));
    }

    @Test
    void nothing_is_sent_while_the_ledger_cannot_be_written() throws Exception {
        String intended = people.readyToOrder();
        String accepted = people.readyToOrder();
        String waiting = people.readyToOrder();
        CallGate answer = new CallGate();
        cluster.faults().plan(new OrderFaults().on(accepted, Faults.hold(answer)));
        try (StoppedWrite intent = cluster.postgres().stop(DatabaseWrite.intent(intended))) {
            people.order(intended);
            people.order(accepted);
            intent.awaitArrival(SOON);
            answer.awaitArrival(SOON);
            cluster.postgres().readOnly(true);
        }
        answer.open();
        try {
            Reply reply = approve(waiting);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
            await().during(Duration.ofSeconds(3))
                    .atMost(SOON)
                    .until(() -> cluster.faults().ordersSent(intended) == 0);
        } finally {
            cluster.postgres().readOnly(false);
        }

        people.workUntilOrdered(List.of(intended, accepted, waiting), Duration.ofSeconds(60));
        assertThat(List.of(intended, accepted, waiting))
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
    }

    private Reply approve(String id) throws IOException {
        JsonNode task = people.tasks(id).get(0);
        return people.complete(
                new NodeClient(cluster.node("node-1"), "security"),
                task,
                Map.of("decision", "approve", "comment", "fine"));
    }
}
