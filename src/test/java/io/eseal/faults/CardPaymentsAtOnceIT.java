package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.faults.NodeClient.Reply;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Makes many card payments over HTTP at once: on the smallest pool of connections that the start check permits, they
 * never wait for one another.
 */
class CardPaymentsAtOnceIT extends ClusterTest {

    private static final int MANY = 2 * NodeSettings.POOL;

    private static Cluster oneNode;
    private static People everybody;

    CardPaymentsAtOnceIT() {
        super(oneNode, everybody);
    }

    /** Deadlines that a busy machine keeps: only payments that wait for one another pass them. */
    @BeforeAll
    static void start() {
        oneNode = Cluster.of(
                1,
                NodeSettings.standard()
                        .with("camunda.bpm.job-execution.lock-time-in-millis", "30000")
                        .with("certcentral.call-timeout", "PT20S")
                        .with("eseal.order.longest-call", "PT21S")
                        .with("eseal.order.look-ups", "PT15S,PT1S,PT1S")
                        .with("eseal.order.send-within", "PT14S"));
        everybody = new People(oneNode);
    }

    @AfterAll
    static void stop() {
        if (oneNode != null) {
            oneNode.close();
        }
    }

    @Test
    void twice_as_many_card_payments_as_connections_are_all_made() throws Exception {
        List<String> ids = IntStream.range(0, MANY)
                .mapToObj(i -> people.request(People.seal().put("payment_method", "card")))
                .toList();
        ids.forEach(id -> people.work(id, Elements.USER_PAY_BY_CARD));
        OrderFaults plan = new OrderFaults();
        // Long enough for all of them to be at CertCentral together.
        ids.forEach(id -> plan.on(id, Faults.slow(Duration.ofSeconds(2))));
        cluster.faults().plan(plan);

        List<Reply> replies = atOnce(MANY, number -> pay(ids.get(number)));

        assertThat(replies)
                .as(() -> replies + cluster.logs())
                .extracting(Reply::status)
                .containsOnly(204);
        people.workUntilOrdered(ids, SOON);
        assertThat(ids)
                .allSatisfy(id -> assertThat(cluster.faults().ordersSent(id)).isEqualTo(1));
    }

    private Reply pay(String id) {
        try {
            return new NodeClient(cluster.node("node-1"), "finance")
                    .post("/api/eseals/" + id + "/card-payment", OrderBodies.cardPayment(OrderBodies.CARD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
