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
    void an_outcome_holds_for_so_many_calls_and_nothing_is_ordered(String outcome, int status, String code)
            throws IOException {
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
    void a_refusal_says_what_it_is_told_to_say() throws IOException {
        expect(
                "{\"operation\":\"place_order\",\"outcome\":\"refuse\",\"status\":422,\"code\":\"odd\",\"message\":\"So odd.\"}");

        Vendor.Reply reply = vendor.order(Bodies.csrOrder());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).isEqualTo("{\"errors\":[{\"code\":\"odd\",\"message\":\"So odd.\"}]}");
    }

    @Test
    void a_refusal_of_too_many_calls_may_name_the_time_to_wait() throws IOException {
        server.tooManyNext("any", 1, "7");
        server.tooManyNext("balance", 1, null);

        assertThat(vendor.get("/user/me").raw().headers().firstValue("Retry-After"))
                .contains("7");
        assertThat(vendor.get("/finance/balance").raw().headers().firstValue("Retry-After"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void an_unavailable_vendor_may_have_taken_the_order_all_the_same(int status) throws IOException {
        server.unavailableNext("place_order", status, 1, true);

        assertThat(vendor.order(Bodies.csrOrder()).status()).isEqualTo(status);
        assertThat(server.orders()).hasSize(1);
    }

    @Test
    void an_html_page_comes_from_the_front_end() throws IOException {
        server.next("read_order", "html");

        Vendor.Reply reply = vendor.get("/order/certificate/1");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).startsWith("<html>");
    }

    @Test
    void a_lost_answer_leaves_an_order() throws IOException {
        server.loseNextAnswer("place_order", Duration.ZERO);

        assertThatThrownBy(() -> vendor.order(Bodies.csrOrder().put("alternative_order_id", "ES-1")))
                .isInstanceOf(IOException.class);

        assertThat(server.ordersOf("ES-1")).hasSize(1);
        assertThat(vendor.get("/order/alternate/ES-1").json().at("/page/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void the_lost_answer_of_a_cancellation_cancels() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();
        server.loseNextAnswer("update_status", Duration.ZERO);

        assertThatThrownBy(() ->
                        vendor.put("/order/certificate/" + id + "/status", "{\"status\":\"CANCELED\",\"note\":\"x\"}"))
                .isInstanceOf(IOException.class);

        assertThat(server.order(id).status()).isEqualTo("canceled");
    }

    @Test
    void a_wrong_key_is_certified() throws IOException {
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
    void a_pem_may_be_missing() throws IOException {
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
    void a_delayed_call_is_answered_all_the_same() throws IOException {
        server.delayNext("place_order", Duration.ofMillis(50));
        long before = System.nanoTime();

        assertThat(vendor.order(Bodies.csrOrder()).status()).isEqualTo(201);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void an_outcome_of_an_unknown_operation_is_refused() throws IOException {
        assertThat(vendor.control("POST", "/outcomes", "{\"operation\":\"place\",\"outcome\":\"html\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_truth_and_the_calls_are_told_without_a_key() throws IOException {
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

    @Test
    void copies_of_an_order_have_ids_and_references_of_their_own_and_change_by_themselves() throws IOException {
        long original = vendor.order(Bodies.csrOrder()).id();

        server.copy(original, 1, 3, 70_000_000, "ES-C%07d");
        server.setStatus(70_000_002, "processing");

        assertThat(server.orders())
                .extracting(order -> order.orderId() + " " + order.alternativeOrderId() + " " + order.status())
                .containsExactly(
                        original + " null pending",
                        "70000001 ES-C0000001 pending",
                        "70000002 ES-C0000002 processing",
                        "70000003 ES-C0000003 pending");
    }
}
