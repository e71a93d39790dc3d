package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlOutcomesTest {

    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start();
        vendor = new Vendor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, 400, invalid_request",
        "payment_refused, 400, payment_declined",
        "too_many, 429, request_limit_exceeded",
        "unavailable, 503, service_unavailable",
        "not_authorized, 403, access_denied|missing_permission",
        "missing_route, 404, not_found|route"
    })
    void anOutcomeHoldsForSoManyCallsAndNothingIsOrdered(String outcome, int status, String code) throws IOException {
        expect("{\"operation\":\"place_order\",\"outcome\":\"%s\",\"times\":2}".formatted(outcome));

        for (int i = 0; i < 2; i++) {
            Vendor.Reply reply = vendor.order(Bodies.csrOrder());
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.codes()).containsExactly(code);
        }
        assertThat(server.orders()).isEmpty();
        assertThat(vendor.order(Bodies.csrOrder()).status()).isEqualTo(201);
        assertThat(server.calls("place_order")).isEqualTo(3);
    }

    @Test
    void aRefusalSaysWhatItIsToldToSay() throws IOException {
        expect(
                "{\"operation\":\"place_order\",\"outcome\":\"refuse\",\"status\":422,\"code\":\"odd\",\"message\":\"So odd.\"}");

        Vendor.Reply reply = vendor.order(Bodies.csrOrder());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).isEqualTo("{\"errors\":[{\"code\":\"odd\",\"message\":\"So odd.\"}]}");
    }

    @Test
    void tooManyMayNameTheTimeToWait() throws IOException {
        server.tooManyNext("any", 1, "7");
        server.tooManyNext("balance", 1, null);

        assertThat(vendor.get("/user/me").raw().headers().firstValue("Retry-After"))
                .contains("7");
        assertThat(vendor.get("/finance/balance").raw().headers().firstValue("Retry-After"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void anUnavailableVendorMayHaveTakenTheOrderAllTheSame(int status) throws IOException {
        server.unavailableNext("place_order", status, 1, true);

        assertThat(vendor.order(Bodies.csrOrder()).status()).isEqualTo(status);
        assertThat(server.orders()).hasSize(1);
    }

    @Test
    void htmlComesFromTheFrontEnd() throws IOException {
        server.next("read_order", "html");

        Vendor.Reply reply = vendor.get("/order/certificate/1");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).startsWith("<html>");
    }

    @Test
    void aLostAnswerLeavesAnOrder() throws IOException {
        server.loseNextAnswer("place_order", Duration.ZERO);

        assertThatThrownBy(() -> vendor.order(Bodies.csrOrder().put("alternative_order_id", "ES-1")))
                .isInstanceOf(IOException.class);

        assertThat(server.ordersOf("ES-1")).hasSize(1);
        assertThat(vendor.get("/order/alternate/ES-1").json().at("/page/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void theLostAnswerOfACancellationCancels() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();
        server.loseNextAnswer("update_status", Duration.ZERO);

        assertThatThrownBy(() ->
                        vendor.put("/order/certificate/" + id + "/status", "{\"status\":\"CANCELED\",\"note\":\"x\"}"))
                .isInstanceOf(IOException.class);

        assertThat(server.order(id).status()).isEqualTo("canceled");
    }

    @Test
    void aWrongKeyIsCertified() throws IOException {
        server.next("place_order", "wrong_key");
        long wrong = vendor.order(Bodies.csrOrder()).id();
        long right = vendor.order(Bodies.csrOrder()).id();
        server.setStatus(wrong, "issued");
        server.setStatus(right, "issued");

        assertThat(server.certificateOf(wrong).getSubjectPublicKeyInfo().getEncoded())
                .isNotEqualTo(Bodies.KEYS.getPublic().getEncoded());
        assertThat(server.certificateOf(right).getSubjectPublicKeyInfo().getEncoded())
                .isEqualTo(Bodies.KEYS.getPublic().getEncoded());
    }

    @Test
    void aPemMayBeMissing() throws IOException {
        Vendor.Reply order = vendor.order(Bodies.csrOrder());
        server.setStatus(order.id(), "issued");
        String certificate =
                "/certificate/" + order.json().get("certificate_id").asLong();
        server.next("chain", "no_pem");
        server.next("download", "no_pem");

        assertThat(vendor.get(certificate + "/chain").text()).isEqualTo("{\"intermediates\":[]}");
        assertThat(vendor.get(certificate + "/download/format/pem_all").text()).isEmpty();
        assertThat(vendor.get(certificate + "/download/format/pem_all").text()).contains("BEGIN CERTIFICATE");
    }

    @Test
    void aDelayedCallIsAnsweredAllTheSame() throws IOException {
        server.delayNext("place_order", Duration.ofMillis(50));
        long before = System.nanoTime();

        assertThat(vendor.order(Bodies.csrOrder()).status()).isEqualTo(201);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void anOutcomeOfAnUnknownOperationIsRefused() throws IOException {
        assertThat(vendor.control("POST", "/outcomes", "{\"operation\":\"place\",\"outcome\":\"html\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theTruthAndTheCallsAreToldWithoutAKey() throws IOException {
        vendor.order(Bodies.csrOrder().put("alternative_order_id", "ES-1"));
        vendor.control("PUT", "/funds", "{\"funds\":\"1.00\"}");
        vendor.order(Bodies.csrOrder());
        vendor.control("POST", "/clock/advance", "{\"seconds\":3600}");

        var orders = vendor.control("GET", "/orders", "").json();
        assertThat(orders).hasSize(1);
        assertThat(orders.get(0).get("alternative_order_id").asText()).isEqualTo("ES-1");
        assertThat(orders.get(0).get("payment_method").asText()).isEqualTo("balance");
        assertThat(orders.get(0).get("status").asText()).isEqualTo("processing");
        assertThat(vendor.control("GET", "/calls", "").text()).isEqualTo("{\"place_order\":2}");
        assertThat(vendor.control("POST", "/reset", "").status()).isEqualTo(204);
        assertThat(server.orders()).isEmpty();
    }

    private static void expect(String outcome) throws IOException {
        assertThat(vendor.control("POST", "/outcomes", outcome).status()).isEqualTo(204);
    }
}
