package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends large bodies, many at once and with whatever content: they cost a node no more memory than it has. */
class LargeBodiesIT {

    private static final Logger log = LoggerFactory.getLogger(LargeBodiesIT.class);
    private static final int AT_ONCE = 40;
    private static final int LIMIT = 64 * 1024;
    /** More than the 32 MB of all bodies have room for. */
    private static final int MORE_THAN_ROOM = 600;

    private static final String REQUESTER =
            "Basic " + Base64.getEncoder().encodeToString("requester:requester".getBytes(StandardCharsets.UTF_8));
    private static final String START = "/engine-rest/process-definition/key/eseal-lifecycle/start";
    private static final List<String> DOORS = List.of(
            START,
            "/engine-rest/process-definition/key/eseal-lifecycle/submit-form",
            "/api/eseals",
            "/engine-rest/task/count",
            "/engine-rest/engine/default/process-definition/key/eseal-lifecycle/start");

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.of(1, NodeSettings.standard().withJvmArgument("-Xmx700m"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void forty_starts_of_nine_and_a_half_megabytes_at_once_are_refused_and_the_node_goes_on() throws Exception {
        byte[] large = ("{\"variables\":{\"request\":{\"type\":\"Json\",\"value\":\"" + "x".repeat(9_500_000) + "\"}}}")
                .getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 3; round++) {
            List<Integer> told = ClusterTest.atOnce(
                    AT_ONCE, number -> status(DOORS.get(number % DOORS.size()), BodyPublishers.ofByteArray(large)));
            List<Integer> chunked = ClusterTest.atOnce(
                    AT_ONCE,
                    number -> status(
                            DOORS.get(number % DOORS.size()),
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
            log.warn("large bodies: {} and in chunks {}", counted(told), counted(chunked));
            assertThat(told).allMatch(status -> status == 413 || status == 0);
            assertThat(chunked).allMatch(status -> status == 413 || status == 0);
        }
        goesOn();
    }

    @Test
    void the_largest_bodies_that_are_read_do_not_exhaust_the_node() throws Exception {
        List<byte[]> bodies = List.of(
                filled("{\"variables\":{\"request\":{\"type\":\"Json\",\"value\":\"[", "[],", "[]]\"}}}"),
                filled("{\"variables\":{},\"businessKey\":[", "{},", "{}]}"),
                filled("{\"x\":\"", "MIIEvQIB", "\"}"),
                filled("{\"x\":\"", "&amp;#52;", "\"}"),
                filled("{\"x\":\"", "%2534 ", "\"}"),
                filled("{\"x\":\"", "1-", "\"}"));
        for (byte[] body : bodies) {
            List<Integer> statuses = ClusterTest.atOnce(
                    4 * AT_ONCE, number -> status(DOORS.get(number % DOORS.size()), BodyPublishers.ofByteArray(body)));
            log.warn(
                    "bodies of {} bytes, {}…: {}",
                    body.length,
                    new String(body, 0, 40, StandardCharsets.US_ASCII),
                    counted(statuses));
            assertThat(statuses).noneMatch(status -> status == 500);
        }
        goesOn();
    }

    @Test
    void a_sender_that_trickles_makes_room_for_one_that_sends() throws Exception {
        Node node = cluster.node("node-1");
        String beginning = "POST /engine-rest/task/count HTTP/1.1\r\nHost: x\r\nAuthorization: " + REQUESTER
                + "\r\nContent-Length: 65000\r\n\r\n" + " ".repeat(60_000);
        try (SlowCallers slow = new SlowCallers(node.url(), MORE_THAN_ROOM, beginning)) {
            // Nobody is called slow in the first seconds; the slow ones themselves have twenty.
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> status("/engine-rest/task/count", BodyPublishers.ofByteArray(filled("{", " ", "}")))
                            == 200);

            assertThat(ClusterTest.atOnce(
                            AT_ONCE,
                            number -> status(
                                    "/engine-rest/task/count", BodyPublishers.ofByteArray(filled("{", " ", "}")))))
                    .containsOnly(200);
        }
        assertThat(new NodeClient(node, "operator").get("/actuator/prometheus").body())
                .containsPattern("eseal_bodies_gave_way_total [1-9]");
    }

    private static byte[] filled(String start, String part, String end) {
        return (start + part.repeat((LIMIT - start.length() - end.length()) / part.length()) + end)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void goesOn() throws IOException {
        Node node = cluster.node("node-1");
        assertThat(node.logged("OutOfMemoryError")).as(node.logTail()).isFalse();
        assertThat(new NodeClient(node, "operator").get("/actuator/health").status())
                .isEqualTo(200);
        assertThat(new NodeClient(node, "requester")
                        .post("/api/eseals", People.seal())
                        .status())
                .isEqualTo(202);
    }

    private static Object counted(List<Integer> statuses) {
        return statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }

    /** 0 when the node closed the connection while the body was being sent. */
    private static int status(String path, BodyPublisher body) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(cluster.node("node-1").url() + path))
                                    .timeout(Duration.ofSeconds(60))
                                    .POST(body)
                                    .header("Content-Type", "application/json")
                                    .header("Authorization", REQUESTER)
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
