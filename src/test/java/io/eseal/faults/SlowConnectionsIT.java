package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that callers who are slow in any part of a call hold up nobody else. */
class SlowConnectionsIT {

    /** A tenth of what the slow ones are given: whoever waits for one of them is late. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int SEVERAL_ROUNDS = 3;
    private static final int MORE_THAN_THREADS = 220;
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("requester:requester".getBytes(StandardCharsets.US_ASCII));

    private static Node node;
    private static Node impatient;
    private static int management;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            management = free.getLocalPort();
        }
        node = Node.start(
                "patient",
                settings("patient")
                        .with("eseal.connection.request-within", DEADLINE.toString())
                        .with("eseal.connection.answer-within", "PT2M")
                        // Longer than any test waits, so that it is not what helps.
                        .with("server.tomcat.connection-timeout", "2m"));
        impatient = Node.start(
                "impatient",
                settings("impatient")
                        .with("eseal.connection.request-within", "PT4S")
                        .with("eseal.management.port", String.valueOf(management))
                        .with("server.tomcat.max-connections", "20")
                        .with("server.tomcat.accept-count", "10"));
        node.awaitReady();
        impatient.awaitReady();
    }

    private static NodeSettings settings(String name) {
        return NodeSettings.standard()
                .with("spring.datasource.url", "jdbc:h2:mem:" + name)
                .with("certcentral.base-url", "http://127.0.0.1:9/services/v2");
    }

    @AfterAll
    static void stop() {
        node.close();
        impatient.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300|POST /login|Content-Length: 500|u",
                "300|POST /login|Transfer-Encoding: chunked|1f",
                "300|POST /api/not-there|Content-Length: 500|{",
                "300|POST /not-there|Content-Length: 500|{",
                "300|POST /camunda/api/admin/auth/user/default/login/tasklist|Content-Length: 60000|u",
                "300|POST /engine-rest/task|Content-Length: 100000000|{",
                "300|POST /engine-rest/task|Authorization: Basic eDp5~Content-Length: 60000|{",
                "300|POST /engine-rest/task|Authorization: Basic eDp5~Content-Length: 900000|{",
                "300|POST /engine-rest/task|Authorization: Basic eDp5~Transfer-Encoding: chunked|{",
                "300|GET /login|X-Slow: h|",
                "1000|POST /login|Content-Length: 500|u",
                "1000|POST /api/eseals|Authorization: SIGNED-IN~Content-Length: 500|{"
            })
    void nobody_waits_for_callers_who_send_slowly(int number, String line, String headers, String body)
            throws Exception {
        String end = body == null ? "" : "\r\n\r\n" + body;
        String beginning = line + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers.replace("~", "\r\n").replace("SIGNED-IN", BASIC) + end;
        try (SlowCallers slow = new SlowCallers(node.url(), number, beginning)) {
            everybodyElseIsServed();
        }
    }

    @Test
    void nobody_waits_for_callers_who_read_slowly() throws Exception {
        String call = "GET /camunda/lib/deps.js HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + BASIC + "\r\n\r\n";
        try (SlowCallers slow = SlowCallers.readers(node.url(), MORE_THAN_THREADS, call)) {
            // They are signed in, so their calls are worked on; then whoever holds threads by reading slowly is ended.
            await().atMost(DEADLINE).ignoreExceptions().untilAsserted(SlowConnectionsIT::everybodyElseIsServed);
            everybodyElseIsServed();
        }
        assertThat(node.logged("deps.js failed")).as("a fault of this service").isFalse();
    }

    private static void everybodyElseIsServed() throws Exception {
        for (int round = 0; round < SEVERAL_ROUNDS; round++) {
            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            assertThat(get(browser, "/actuator/health").statusCode()).isEqualTo(200);
            Matcher token = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"")
                    .matcher(get(browser, "/login").body());
            assertThat(token.find()).isTrue();
            HttpResponse<String> in = browser.send(
                    HttpRequest.newBuilder(URI.create(node.url() + "/login"))
                            .timeout(SOON)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("username=legal&password=legal&_csrf="
                                    + token.group(1).replace("=", "%3D")))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(in.headers().firstValue("Location"))
                    .hasValueSatisfying(
                            it -> assertThat(it).doesNotContain("error").endsWith("/"));
        }
    }

    private static HttpResponse<String> get(HttpClient client, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(node.url() + path))
                        .timeout(SOON)
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nu",
                "POST /login HTTP/1.1\r\nHost: x\r\nX-Slow: h",
                "GET /log",
                "POST /api/eseals HTTP/1.1\r\nHost: x\r\nAuthorization: Basic eDp5\r\nContent-Length: 500\r\n\r\n{",
                ""
            })
    void a_request_that_comes_byte_by_byte_is_ended_by_one_deadline_for_all_of_it(String beginning) throws IOException {
        try (SlowCallers slow = new SlowCallers(impatient.url(), 5, beginning)) {
            await().atMost(DEADLINE).until(() -> slow.ended() == 5);
        }
    }

    @Test
    void whoever_may_send_no_body_is_answered_without_it() throws IOException {
        assertThat(answer("POST /api/eseals HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"))
                .startsWith("HTTP/1.1 401");
        assertThat(answer("POST /not-there HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1f\r\n{"))
                .startsWith("HTTP/1.1 401");
        assertThat(answer("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\nu"))
                .startsWith("HTTP/1.1 413")
                .contains("\"status\":413");
        assertThat(answer("POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5000\r\n"
                        + "x".repeat(0x5000) + "\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(answer("POST /api/eseals HTTP/1.1\r\nHost: x\r\nAuthorization: " + BASIC
                        + "\r\nContent-Length: 2000000\r\n\r\n{"))
                .startsWith("HTTP/1.1 413");
    }

    /** All that comes until the service ends the connection. */
    private static String answer(String call) throws IOException {
        try (Socket connection = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(node.url()).getPort())) {
            connection.setSoTimeout((int) SOON.toMillis());
            connection.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            connection.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_port_of_management_answers_while_the_main_port_has_no_connection_left() throws Exception {
        try (SlowCallers full = new SlowCallers(
                impatient.url(), 25, "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nu")) {
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(management("/actuator/health"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.send(management("/actuator/prometheus"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(client.send(management("/login"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(client.send(management("/actuator/../login"), BodyHandlers.ofString())
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    private static HttpRequest management(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .timeout(SOON)
                .build();
    }
}
