package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eseal.faults.NodeClient.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node loses its database while another one keeps it: the line between them is cut, or falls silent. */
class DatabaseLostIT extends StandardCluster {

    /** As a load balancer waits for the answer of a node. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String READINESS = "/actuator/health/readiness";
    private static final int SOCKET_TIMEOUT_SECONDS = 5;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static DatabaseLine line;
    private static Node far;

    @BeforeAll
    static void a_second_node() {
        Cluster cluster = shared();
        line = new DatabaseLine(cluster.postgres().port());
        far = cluster.start(
                "far",
                settings -> settings.with(
                        "spring.datasource.url",
                        settings.properties()
                                        .get("spring.datasource.url")
                                        .replace(":" + cluster.postgres().port() + "/", ":" + line.port() + "/")
                                + "&socketTimeout=" + SOCKET_TIMEOUT_SECONDS));
        far.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        shared().remove("far");
        line.close();
    }

    @AfterEach
    void mend() throws IOException {
        line.mend();
        await().atMost(SOON).until(() -> status(READINESS) == 200);
    }

    @Test
    void a_node_whose_database_refuses_connections_leaves_the_balancer_and_comes_back() throws IOException {
        line.cut();

        leavesTheBalancer();

        line.mend();
        await().atMost(SOON).until(() -> status(READINESS) == 200);
        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void a_node_whose_database_says_nothing_more_leaves_the_balancer_and_comes_back() throws IOException {
        line.silence();

        Reply whoWasUnderWay = call();
        assertThat(whoWasUnderWay.status()).as(whoWasUnderWay.toString()).isEqualTo(503);
        leavesTheBalancer();

        line.mend();
        await().atMost(SOON).until(() -> status(READINESS) == 200);
        assertThat(call().status()).isEqualTo(200);
    }

    private void leavesTheBalancer() throws IOException {
        await().atMost(SOON).until(() -> status(READINESS) == 503);
        assertThat(status("/actuator/health/liveness"))
                .as("a restart would help nobody")
                .isEqualTo(200);
        assertThat(status("/actuator/health")).isEqualTo(503);
        Reply refused = call();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
    }

    private static Reply call() throws IOException {
        return new NodeClient(far, "legal").get("/api/eseals?size=1");
    }

    private static int status(String path) throws IOException {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(far.url() + path))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
