package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.simulator.SimulatorServer;
import io.eseal.system.Client.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The demo as it comes: a database in a file, and a stand-in for CertCentral that keeps its state in one, too. */
class RestartIT {

    @TempDir
    private Path data;

    @Test
    void an_order_under_way_survives_a_restart_and_is_finished() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "server.port",
                String.valueOf(freePort()),
                "spring.datasource.url",
                "jdbc:h2:file:" + data.resolve("eseal"),
                "eseal.tracking.sweep-interval",
                "PT1S"));
        Client requester = Client.of("http://localhost:" + settings.get("server.port"), "requester");

        String id;
        JsonNode before;
        try (SimulatorServer certCentral = certCentral();
                ConfigurableApplicationContext first = run(settings, certCentral)) {
            Answer answer = requester.postJson("/api/eseals", OrderBodies.withCsr(Keys.csr(Keys.fresh())));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            id = answer.json().get("id").asText();
            approve(requester, id, "legal-approvers", "legal");
            approve(requester, id, "security-approvers", "security");
            reaches(requester, id, "ORDERED");
            Awaitility.await()
                    .until(() ->
                            detail(requester, id).at("/order/status").asText().equals("pending"));
            before = detail(requester, id);
        }

        try (SimulatorServer certCentral = certCentral();
                ConfigurableApplicationContext second = run(settings, certCentral)) {
            JsonNode after = detail(requester, id);
            assertThat(after.get("order")).isEqualTo(before.get("order"));
            assertThat(after.get("timeline")).isEqualTo(before.get("timeline"));
            assertThatThrownBy(() -> new Socket("127.0.0.2", Integer.parseInt(settings.get("server.port"))).close())
                    .as("only this machine's own loopback address leads to the demo")
                    .isInstanceOf(ConnectException.class);
            assertThat(certCentral.orders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.toString()).contains(id));

            certCentral.setStatus(after.at("/order/id").asLong(), "issued");
            reaches(requester, id, "IN_SERVICE");
            assertThat(requester.get("/api/eseals/" + id + "/certificate").status())
                    .isEqualTo(200);
            assertThat(certCentral.orders()).hasSize(1);
            assertThat(requester
                            .get("/api/eseals/" + id + "/evidence")
                            .json()
                            .get("intact")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static void approve(Client requester, String id, String group, String member) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> task(requester, id, group) != null);
        Answer answer = Client.of(requester.base(), member)
                .postJson(
                        "/engine-rest/task/" + task(requester, id, group) + "/complete",
                        "{\"variables\":{\"decision\":{\"value\":\"approve\"}}}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private static String task(Client requester, String id, String group) {
        return StreamSupport.stream(detail(requester, id).get("tasks").spliterator(), false)
                .filter(task -> task.at("/candidateGroups/0").asText().equals(group))
                .map(task -> task.get("id").asText())
                .findFirst()
                .orElse(null);
    }

    private static void reaches(Client requester, String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(45))
                .untilAsserted(
                        () -> assertThat(detail(requester, id).get("state").asText())
                                .as(() -> detail(requester, id).toPrettyString())
                                .isEqualTo(state));
    }

    private static JsonNode detail(Client requester, String id) {
        return requester.get("/api/eseals/" + id).json();
    }

    private SimulatorServer certCentral() {
        return SimulatorServer.start(
                Map.of("simulator.data-dir", data.resolve("simulator").toString()));
    }

    private static ConfigurableApplicationContext run(Map<String, String> settings, SimulatorServer certCentral) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("certcentral.base-url", certCentral.baseUrl());
        return TestApplication.run(all);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
