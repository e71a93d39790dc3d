package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends several calls over one connection: each is read to its own end, answered before the next one, and has a time
 * limit of its own.
 */
class CallsInTurnIT {

    private static final Duration DEADLINE = Duration.ofSeconds(4);
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+)");
    private static final Pattern ANSWER =
            Pattern.compile("HTTP/1\\.1 200 .*?\r\n\r\n(.*?)(?=HTTP/1\\.1|$)", Pattern.DOTALL);
    private static final String ASKED = "HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString("requester:requester".getBytes(StandardCharsets.US_ASCII)) + "\r\n";
    private static final String CHUNKED = ASKED + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LAST = "GET /engine-rest/engine " + ASKED + "Connection: close\r\n\r\n";
    private static final List<String> IN_TURN = List.of("{\"count\":0}", "[]", "[{\"name\":\"default\"}]");

    private static Node node;

    @BeforeAll
    static void start() {
        node = Node.start(
                "in-turn",
                NodeSettings.standard()
                        .with("spring.datasource.url", "jdbc:h2:mem:in-turn")
                        .with("certcentral.base-url", "http://127.0.0.1:9/services/v2")
                        .with("eseal.connection.request-within", DEADLINE.toString()));
        node.awaitReady();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"0,10", "0,1000", "30000,40000", "30000,1000"})
    void calls_behind_a_chunked_body_are_answered_in_turn_however_they_are_cut(int blanks, int chunk) throws Exception {
        String first = "POST /engine-rest/task/count " + CHUNKED + chunks(body(blanks), chunk);
        String all = first + "POST /engine-rest/task " + CHUNKED + chunks(body(blanks), chunk) + LAST;

        assertThat(answers(all)).isEqualTo(IN_TURN);
        for (int cut = first.length() - 7; cut < first.length() + 3; cut++) {
            assertThat(answers(all.substring(0, cut), all.substring(cut)))
                    .as("cut %d before the end", first.length() - cut)
                    .isEqualTo(IN_TURN);
        }
    }

    @Test
    void a_body_that_comes_in_parts_is_read_whole_and_the_connection_serves_the_next_call() throws Exception {
        String body = body(30_000);
        String known = "POST /engine-rest/task/count " + ASKED + "Content-Length: " + body.length() + "\r\n\r\n";
        String chunk = chunks(body, body.length());

        assertThat(answers(
                        known,
                        body.substring(0, 10),
                        body.substring(10, 20_000),
                        body.substring(20_000) + "POST /engine-rest/task " + CHUNKED + chunk.charAt(0),
                        chunk.substring(1, chunk.length() - 3),
                        chunk.substring(chunk.length() - 3) + LAST))
                .isEqualTo(IN_TURN);
    }

    @Test
    void each_call_of_a_connection_has_its_own_time() throws Exception {
        Duration mostOfIt = DEADLINE.multipliedBy(3).dividedBy(5);
        try (Socket connection = connect()) {
            send(connection, "P", Duration.ZERO);
            for (int call = 0; call < 3; call++) {
                send(connection, "OST /engine-rest/task " + CHUNKED + "1\r\n{\r\n", mostOfIt);
                // The next one has begun already, so that the connection never rests.
                send(connection, "1\r\n}\r\n0\r\n\r\nP", Duration.ZERO);
            }
            send(
                    connection,
                    "OST /engine-rest/task " + ASKED + "Content-Length: 2\r\nConnection: close\r\n\r\n{}",
                    Duration.ZERO);
            assertThat(bodies(all(connection))).containsExactly("[]", "[]", "[]", "[]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: abc",
                "Content-Length: -1",
                "Content-Length: +5",
                "Content-Length: 0x20",
                "Content-Length: ",
                "Content-Length: 5, 6",
                "Content-Length: 5~Content-Length: 6",
                "Content-Length: 99999999999999999999999",
                "Content-Length: 5~Transfer-Encoding: chunked"
            })
    void a_length_that_is_none_is_a_bad_request(String header) throws Exception {
        assertThat(statuses("POST /engine-rest/task/count " + ASKED + header.replace("~", "\r\n")
                        + "\r\n\r\n{\"unfinished\":false}"))
                .containsExactly("400");
        assertThat(statuses("POST /login HTTP/1.1\r\nHost: x\r\n" + header.replace("~", "\r\n")
                        + "\r\n\r\n{\"unfinished\":false}"))
                .containsExactly("400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz~",
                "-5~",
                "FFFFFFFFF~",
                "~",
                "5~{\"a\":XX",
                "2~{}XX0~~",
                "2~{}~0~no trailer~~",
                "2~{}~0~:x~~",
                "2~{}~x~"
            })
    void a_chunk_that_is_none_is_a_bad_request(String chunks) throws Exception {
        assertThat(statuses("POST /engine-rest/task/count " + CHUNKED + chunks.replace("~", "\r\n")))
                .containsExactly("400");
    }

    private static String body(int blanks) {
        return "{" + " ".repeat(blanks) + "\"processInstanceBusinessKey\":\"none\"}";
    }

    private static String chunks(String body, int size) {
        StringBuilder all = new StringBuilder();
        for (int from = 0; from < body.length(); from += size) {
            String chunk = body.substring(from, Math.min(body.length(), from + size));
            all.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return all + "0\r\n\r\n";
    }

    private static List<String> answers(String... parts) throws Exception {
        return bodies(exchange(parts));
    }

    private static List<String> statuses(String call) throws Exception {
        return STATUS.matcher(exchange(call))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> bodies(String answers) {
        return ANSWER.matcher(answers.replaceAll("\r\n[0-9a-f]+\r\n(?=[\\[{])", "\r\n")
                        .replaceAll("\r\n0\r\n\r\n", ""))
                .results()
                .map(MatchResult::group)
                .map(answer -> answer.substring(answer.indexOf("\r\n\r\n") + 4).strip())
                .toList();
    }

    private static String exchange(String... parts) throws Exception {
        try (Socket connection = connect()) {
            for (String part : parts) {
                send(connection, part, parts.length == 1 ? Duration.ZERO : Duration.ofMillis(50));
            }
            return all(connection);
        }
    }

    private static Socket connect() throws IOException {
        Socket connection = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(node.url()).getPort());
        connection.setTcpNoDelay(true);
        connection.setSoTimeout(10_000);
        return connection;
    }

    private static void send(Socket connection, String part, Duration then) throws IOException {
        connection.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        Pause.of(then);
    }

    /** All that comes until the service ends the connection. */
    private static String all(Socket connection) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        connection.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }
}
