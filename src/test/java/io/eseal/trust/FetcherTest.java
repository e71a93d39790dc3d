package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {

    private static final int LARGEST = 1000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Fetcher anywhere = new Fetcher(Duration.ofSeconds(1), true);
    private final Fetcher publicAlone = new Fetcher(Duration.ofSeconds(1), false);
    private HttpServer server;
    private boolean called;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", call -> {
            called = true;
            String path = call.getRequestURI().getPath();
            if (path.equals("/moved")) {
                call.getResponseHeaders().set("Location", address("/there").toString());
                call.sendResponseHeaders(302, -1);
            } else if (path.equals("/round")) {
                call.getResponseHeaders().set("Location", address("/round").toString());
                call.sendResponseHeaders(302, -1);
            } else if (path.equals("/large")) {
                call.sendResponseHeaders(200, 0);
                call.getResponseBody().write(new byte[LARGEST + 1]);
            } else if (path.equals("/slow")) {
                call.sendResponseHeaders(200, 0);
                drip(call.getResponseBody());
            } else {
                byte[] answer = (call.getRequestMethod() + path).getBytes(StandardCharsets.US_ASCII);
                call.sendResponseHeaders(path.equals("/broken") ? 500 : 200, answer.length);
                call.getResponseBody().write(answer);
            }
            call.close();
        });
        server.start();
    }

    /** Never silent for long, and never at an end. */
    private static void drip(OutputStream body) throws IOException {
        for (int i = 0; i < 100; i++) {
            body.write('x');
            body.flush();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void what_is_there_is_fetched_redirects_included() throws IOException {
        assertThat(anywhere.get(address("/there"), LARGEST)).asString().isEqualTo("GET/there");
        assertThat(anywhere.get(address("/moved"), LARGEST)).asString().isEqualTo("GET/there");
        assertThat(anywhere.post(address("/there"), new byte[] {1}, "application/ocsp-request", LARGEST))
                .asString()
                .isEqualTo("POST/there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/there",
                "http://localhost:%d/there",
                "http://127.1:%d/there",
                "http://2130706433:%d/there",
                "http://[::1]:%d/there",
                "http://[::ffff:127.0.0.1]:%d/there",
                "http://0.0.0.0:%d/there",
                "http://10.0.0.1:%d/there",
                "http://169.254.169.254:%d/latest/meta-data"
            })
    void addresses_of_this_machine_and_of_private_networks_are_not_called(String address) {
        URI uri = URI.create(address.formatted(server.getAddress().getPort()));
        assertThatThrownBy(() -> publicAlone.get(uri, LARGEST)).isInstanceOf(IOException.class);
        assertThat(called).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "jar:file:/x!/y", "ldap://127.0.0.1/", "/there"})
    void nothing_but_http_is_called(String address) {
        assertThatThrownBy(() -> anywhere.get(URI.create(address), LARGEST))
                .isInstanceOf(IOException.class)
                .hasMessage("it is no http address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a@127.0.0.1/x",
                "http://a:b@ocsp.example.com/x",
                "http://127.0.0.1:0/x",
                "http://127.0.0.1:65536/x"
            })
    void an_address_with_a_user_or_without_a_port_is_never_called(String address) {
        for (Fetcher fetcher : List.of(anywhere, publicAlone)) {
            assertThatThrownBy(() -> fetcher.get(URI.create(address), LARGEST))
                    .isInstanceOf(UncallableAddressException.class);
        }
    }

    @Test
    void names_without_a_host_outside_are_called_only_where_private_addresses_may_be() throws IOException {
        for (String host : List.of("localhost", "localhost.", "pki.internal", "ocsp")) {
            assertThatThrownBy(() -> publicAlone.get(URI.create("http://" + host + "/x"), LARGEST))
                    .isInstanceOf(UncallableAddressException.class)
                    .hasMessageContaining("no name of the public internet");
        }
        URI local = URI.create("http://localhost:" + server.getAddress().getPort() + "/there");
        assertThat(anywhere.get(local, LARGEST)).asString().isEqualTo("GET/there");
    }

    @Test
    void an_answer_that_is_too_large_or_no_success_is_none() {
        assertThatThrownBy(() -> anywhere.get(address("/large"), LARGEST))
                .isInstanceOf(IOException.class)
                .hasMessage("more than 1000 bytes");
        assertThatThrownBy(() -> anywhere.get(address("/broken"), LARGEST))
                .isInstanceOf(IOException.class)
                .hasMessage("HTTP status 500");
        assertThatThrownBy(() -> anywhere.get(address("/round"), LARGEST)).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(5)
    void many_calls_have_one_deadline_together() throws IOException {
        Fetcher hurried = anywhere.within(Duration.ofMillis(300));
        assertThat(hurried.get(address("/there"), LARGEST)).isNotEmpty();
        assertThatThrownBy(() -> hurried.get(address("/slow"), LARGEST)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> hurried.get(address("/there"), LARGEST)).hasMessage("no time is left");
        assertThat(anywhere.get(address("/there"), LARGEST)).isNotEmpty();
    }

    @Test
    @Timeout(5)
    void an_answer_that_comes_byte_by_byte_ends_at_the_deadline() {
        assertThatThrownBy(() -> anywhere.get(address("/slow"), LARGEST))
                .isInstanceOf(IOException.class)
                .hasMessage("no whole answer within 1000 ms");
    }
}
