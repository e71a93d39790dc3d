package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eseal.certcentral.RawServer.Conversation;
import io.eseal.fixtures.EsealOrders;
import io.eseal.id.OrderId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Timeout(20)
class CertCentralTransportTest {

    private static final String JSON = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

    @Test
    void a_refused_connection_was_definitely_not_sent() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertNotSent(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void an_unknown_host_was_definitely_not_sent() {
        // RFC 6761: "invalid" never resolves.
        assertNotSent(URI.create("https://certcentral.invalid"));
    }

    @Test
    void a_failed_handshake_was_definitely_not_sent() throws IOException {
        // A fatal TLS alert: handshake_failure.
        try (RawServer server = new RawServer((connection, clock) -> {
            connection.getOutputStream().write(new byte[] {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28});
            connection.getOutputStream().flush();
        })) {
            assertNotSent(URI.create(server.url().toString().replace("http:", "https:")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_order_is_not_sent_after_its_last_moment(boolean card) throws IOException {
        EsealOrder order = card ? EsealOrders.byCard(null) : EsealOrders.onToken();
        Instant last = Instant.parse("2026-06-15T10:00:00Z");
        try (RawServer server = new RawServer(RawServer.says(JSON + "Content-Length: 8\r\n\r\n{\"id\":1}"))) {
            HeldBackException late = catchThrowableOfType(
                    HeldBackException.class,
                    () -> client(server.url(), last.plusMillis(1)).placeOrder(order, last));

            assertThat(late).isNotNull();
            assertThat(late.reason()).isEqualTo(HeldBackException.Reason.LATE);
            assertThat(late.mayHaveBeenProcessed()).isFalse();
            assertThat(server.requests()).isZero();
            assertThat(client(server.url(), last).placeOrder(order, last).id().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void an_answer_that_never_comes_is_unclear_once_the_deadline_passes() throws IOException {
        assertUnclear(RawServer.saysNothing(), "deadline");
    }

    @Test
    void an_answer_that_drips_is_unclear_once_the_deadline_passes() throws IOException {
        assertUnclear(RawServer.drips(), "deadline");
    }

    @Test
    void a_reset_connection_is_unclear_and_not_tried_again() throws IOException {
        assertUnclear(RawServer.resets(), "connection failed");
    }

    @Test
    void a_closed_connection_is_unclear_and_not_tried_again() throws IOException {
        assertUnclear(RawServer.says(""), "connection failed");
    }

    @Test
    void an_answer_shorter_than_its_length_is_unclear() throws IOException {
        assertUnclear(RawServer.says(JSON + "Content-Length: 500\r\n\r\n{\"id\":112233}"), "connection failed");
    }

    @Test
    void an_answer_that_breaks_off_in_a_chunk_is_unclear() throws IOException {
        assertUnclear(
                RawServer.says(JSON + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"id\":112233}"), "connection failed");
    }

    @Test
    void half_a_json_is_unclear() throws IOException {
        assertUnclear(RawServer.says(JSON + "Content-Length: 11\r\n\r\n{\"id\":11223"), "could not be read");
    }

    @Test
    void what_is_not_http_is_unclear() throws IOException {
        assertUnclear(RawServer.says("220 mail.example.com ESMTP\r\n"), "connection failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 Created\r\nContent-Type: ;;\r\n",
                "HTTP/1.1 099 Odd\r\n",
                "HTTP/1.1 999 Odd\r\nContent-Type: ;;\r\n"
            })
    void an_odd_answer_is_never_mistaken_for_not_sent(String start) throws IOException {
        try (RawServer server = new RawServer(RawServer.says(start + "Content-Length: 8\r\n\r\n{\"id\":1}"))) {
            CertCentralException odd = catchThrowableOfType(
                    CertCentralException.class,
                    () -> client(server.url()).placeOrder(EsealOrders.onToken(), Instant.MAX));

            assertThat(odd).isNotNull();
            assertThat(odd.mayHaveBeenProcessed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000\r\n", ""})
    void an_answer_larger_than_allowed_is_unclear(String length) throws IOException {
        assertUnclear(RawServer.says(JSON + length + "\r\n{\"id\":1" + " ".repeat(4992) + "}"), "larger than allowed");
    }

    @Test
    void an_answer_as_large_as_allowed_is_read() throws IOException {
        String body = "{\"id\":1" + " ".repeat(1024 - 8) + "}";
        try (RawServer server = new RawServer(RawServer.says(JSON + "Content-Length: 1024\r\n\r\n" + body))) {
            assertThat(client(server.url())
                            .placeOrder(EsealOrders.onToken(), Instant.MAX)
                            .id())
                    .isEqualTo(OrderId.of(1));
        }
    }

    @Test
    void an_interrupted_call_is_unclear_and_stays_interrupted() throws IOException {
        try (RawServer server = new RawServer(RawServer.saysNothing())) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(UnknownOutcomeException.class)
                    .isThrownBy(() -> client(server.url()).placeOrder(EsealOrders.onToken(), Instant.MAX));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void assertNotSent(URI url) {
        UnavailableException down = catchThrowableOfType(
                UnavailableException.class, () -> client(url).placeOrder(EsealOrders.onToken(), Instant.MAX));

        assertThat(down).isNotNull().hasMessageContaining("nothing was sent");
        assertThat(down.definitelyNotSent()).isTrue();
        assertThat(down.mayHaveBeenProcessed()).isFalse();
        assertThat(down.status()).isEmpty();
    }

    private static void assertUnclear(Conversation conversation, String reason) throws IOException {
        try (RawServer server = new RawServer(conversation)) {
            UnknownOutcomeException unclear = catchThrowableOfType(
                    UnknownOutcomeException.class,
                    () -> client(server.url()).placeOrder(EsealOrders.onToken(), Instant.MAX));

            assertThat(unclear)
                    .isNotNull()
                    .hasMessageContaining("POST /order/certificate/eu_eseal")
                    .hasMessageContaining(reason);
            assertThat(unclear.mayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static CertCentral client(URI url) {
        return client(url, Clock.systemUTC());
    }

    private static CertCentral client(URI url, Instant now) {
        return client(url, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static CertCentral client(URI url, Clock clock) {
        return CertCentral.of(
                new CertCentralSettings(
                        url,
                        "the-key",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1500),
                        DataSize.ofKilobytes(1),
                        CsrPlacement.CERTIFICATE,
                        CertCentralSettings.UpdateCsr.off(),
                        null),
                clock);
    }
}
