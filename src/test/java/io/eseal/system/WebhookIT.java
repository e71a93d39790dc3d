package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.system.Client.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CertCentral's webhook alone moves the process: neither sweep nor poll is due within these tests. */
class WebhookIT extends Scenario {

    private static final String SECRET = "the-secret-of-the-webhook-for-tests";
    private static final String PREVIOUS = "the-secret-that-was-used-before-it";
    private static final String PATH = "/api/webhooks/certcentral";

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on(
                "jdbc:h2:mem:webhook",
                "sa",
                "",
                Map.of(
                        "certcentral.webhook.secret",
                        SECRET,
                        "certcentral.webhook.previous-secret",
                        PREVIOUS,
                        "eseal.tracking.sweep-interval",
                        "PT5M",
                        "eseal.tracking.fallback-poll",
                        "PT6H"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Test
    void what_CertCentral_tells_moves_the_process() {
        String id = waiting();
        String other = waiting();
        certCentral().setWebhook(as(Client.ANONYMOUS).base() + PATH, PREVIOUS);
        try {
            certCentral().setStatus(order(id).orderId(), "issued");
            reaches(id, "IN_SERVICE");
        } finally {
            certCentral().setWebhook("", "");
        }
        assertThat(detail(other).get("state").asText()).isEqualTo("ORDERED");
    }

    @Test
    void a_rejection_is_told_too() {
        String id = waiting();
        certCentral().setStatus(order(id).orderId(), "rejected");
        assertThat(tells(SECRET, message(id)).status()).isEqualTo(204);
        reaches(id, "REJECTED");
    }

    @Test
    void what_a_message_claims_is_not_believed() {
        String id = waiting();
        int reads = certCentral().calls("read_order");
        assertThat(tells(SECRET, message(id)).status()).isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> certCentral().calls("read_order") > reads);
        assertThat(detail(id).get("state").asText()).isEqualTo("ORDERED");
    }

    @Test
    void a_flood_of_messages_reads_the_order_twice_at_most_in_its_time() {
        String id = waiting();
        int reads = certCentral().calls("read_order");
        IntStream.range(0, 200)
                .parallel()
                .forEach(n -> assertThat(tells(SECRET, message(id)).status()).isEqualTo(204));
        certCentral().setStatus(order(id).orderId(), "needs_csr");
        waitsIn(id, Elements.USER_UPDATE_CSR);
        // After 0, 1 and 3 seconds, while the flood lasts a second or two.
        assertThat(certCentral().calls("read_order") - reads).isBetween(1, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":999999999}}",
                "{\"event\":\"organization_expired\",\"data\":{\"organization_id\":1}}"
            })
    void a_message_about_nothing_here_is_taken(String body) {
        assertThat(tells(SECRET, body).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"the-secret-of-the-webhook-for-test", "The-secret-of-the-webhook-for-tests", "requester", " "})
    void another_secret_opens_nothing(String secret) {
        Answer refused = tells(secret, "{}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.contentType()).startsWith("application/problem+json");
    }

    @Test
    void the_secret_is_sent_once() {
        assertThat(as(Client.ANONYMOUS)
                        .postJson(PATH, "{}", "X-WEBHOOK-KEY", SECRET, "X-WEBHOOK-KEY", SECRET)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_body_that_is_no_JSON_or_too_large_is_refused_as_everywhere() {
        assertThat(tells(SECRET, "not JSON").status()).isEqualTo(400);
        assertThat(tells(SECRET, "\"" + "x".repeat(70_000) + "\"").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "text/*", "application/*+json", "json", "application/json;charset=x"})
    void a_body_whose_type_is_not_named_is_refused_at_every_address(String type) {
        for (String path : List.of(PATH, "/api/eseals", "/api/eseals/ES-00000000/revocation", "/engine-rest/task")) {
            for (String user : List.of(Client.ANONYMOUS, "admin")) {
                Answer refused = as(user).send("POST", path, "{}", "Content-Type", type);
                assertThat(refused.status()).as(path + " " + refused).isEqualTo(415);
                assertThat(refused.contentType()).startsWith("application/problem+json");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/cloudevents+json", "text/plain"})
    void a_message_of_whatever_type_is_taken(String type) {
        assertThat(as(Client.ANONYMOUS)
                        .send("POST", PATH, "{}", "X-WEBHOOK-KEY", SECRET, "Content-Type", type)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_message_that_comes_slowly_is_read_to_its_end() throws IOException {
        String id = waiting();
        int reads = certCentral().calls("read_order");
        URI base = URI.create(as(Client.ANONYMOUS).base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + PATH
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-WEBHOOK-KEY: "
                            + SECRET + "\r\nContent-Length: " + message(id).length() + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            // Longer than a body is waited for that its sender may not send.
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            out.write(message(id).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 204");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> certCentral().calls("read_order") > reads);
    }

    @Test
    void no_person_opens_it_without_the_secret() {
        assertThat(as("operator").postJson(PATH, "{}").status()).isEqualTo(401);
        assertThat(as("admin").postJson(PATH, "{}").status()).isEqualTo(401);
        assertThat(as(Client.ANONYMOUS).get(PATH).status()).isEqualTo(401);
    }

    /** Returns a request whose order was read for the first time and waits for news. */
    private String waiting() {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        RuntimeService runtime = application.bean(RuntimeService.class);
        eventually(
                id,
                () -> runtime.createExecutionQuery()
                                .processInstanceBusinessKey(id)
                                .messageEventSubscriptionName(Messages.ORDER_STATUS_CHANGED)
                                .count()
                        > 0,
                "waits for news");
        return id;
    }

    private Answer tells(String secret, String body) {
        return as(Client.ANONYMOUS).postJson(PATH, body, "X-WEBHOOK-KEY", secret);
    }

    private String message(String id) {
        return "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":"
                + order(id).orderId() + ",\"certificate_id\":1}}";
    }
}
