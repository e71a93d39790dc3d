package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.TestClock;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeRulesTest {

    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(TestClock.at("2026-06-01T12:00:00Z"), Map.of());
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
    @ValueSource(strings = {"pending", "waiting_pickup"})
    void an_order_before_issuance_is_canceled_and_paid_back(String status) throws IOException {
        server.setFunds("1000.00");
        long id = vendor.order(Bodies.csrOrder()).id();
        server.setStatus(id, status);

        Vendor.Reply reply = cancel(id);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
        assertThat(server.order(id).status()).isEqualTo("canceled");
        assertThat(funds()).isEqualTo("1000.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issued", "processing", "canceled", "needs_csr"})
    void an_order_of_a_later_status_cannot_be_canceled(String status) throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();
        server.setStatus(id, status);

        assertThat(cancel(id).codes()).containsExactly("order_not_cancelable");
        assertThat(server.order(id).status()).isEqualTo(status);
    }

    @Test
    void canceling_takes_the_exact_word_and_a_note() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();

        assertThat(vendor.put("/order/certificate/" + id + "/status", "{\"status\":\"canceled\"}")
                        .codes())
                .containsExactly("invalid_field|status", "missing_required_field|note");
        assertThat(vendor.put("/order/certificate/1/status", "{\"status\":\"CANCELED\",\"note\":\"x\"}")
                        .codes())
                .containsExactly("not_found|order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/order/certificate/%1$d/revoke", "/certificate/%2$d/revoke"})
    void revoking_opens_a_request_that_someone_approves(String path) throws IOException {
        Vendor.Reply order = issued();

        Vendor.Reply request = vendor.put(path(path, order), "{\"comments\":\"key lost\"}");

        assertThat(request.status()).isEqualTo(201);
        assertThat(request.json().get("type").asText()).isEqualTo("revoke");
        assertThat(request.json().get("status").asText()).isEqualTo("pending");
        assertThat(server.order(order.id()).status()).isEqualTo("issued");

        assertThat(decide(request.id(), "approved").status()).isEqualTo(204);
        assertThat(server.order(order.id()).status()).isEqualTo("revoked");
        assertThat(vendor.get("/request/" + request.id())
                        .json()
                        .get("date_processed")
                        .asText())
                .isEqualTo("2026-06-01T12:00:00+00:00");
        assertThat(vendor.put(path(path, order), "{}").codes()).containsExactly("order_already_revoked");
    }

    @Test
    void revoking_without_approval_leaves_no_request() throws IOException {
        Vendor.Reply order = issued();

        Vendor.Reply reply = vendor.put(
                "/order/certificate/" + order.id() + "/revoke", "{\"comments\":\"x\",\"skip_approval\":true}");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(server.order(order.id()).status()).isEqualTo("revoked");
        assertThat(vendor.get("/order/certificate/" + order.id())
                        .json()
                        .get("requests")
                        .findValuesAsText("type"))
                .containsExactly("new_request");
    }

    @Test
    void a_rejected_revocation_leaves_the_certificate_alone() throws IOException {
        Vendor.Reply order = issued();
        long request =
                vendor.put("/order/certificate/" + order.id() + "/revoke", "{}").id();
        assertThat(vendor.put("/order/certificate/" + order.id() + "/revoke", "{}")
                        .codes())
                .containsExactly("revoke_request_pending");

        decide(request, "rejected");

        assertThat(server.order(order.id()).status()).isEqualTo("issued");
        assertThat(decide(request, "approved").codes()).containsExactly("request_already_processed");
    }

    @Test
    void what_is_not_issued_cannot_be_revoked() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();

        assertThat(vendor.put("/order/certificate/" + id + "/revoke", "{}").codes())
                .containsExactly("certificate_not_issued");
    }

    @Test
    void a_new_order_waits_for_an_approver_with_request_approval() throws IOException {
        vendor.control("PUT", "/request-approval", "{\"on\":true}");
        Vendor.Reply order = vendor.order(Bodies.csrOrder());

        assertThat(order.json().at("/requests/0/status").asText()).isEqualTo("pending");
        assertThat(order.json().has("certificate_id")).isFalse();
        assertThat(server.order(order.id()).status()).isEqualTo("needs_approval");

        decide(order.json().at("/requests/0/id").asLong(), "approved");

        assertThat(server.order(order.id()).status()).isEqualTo("pending");
        assertThat(server.order(order.id()).certificateId()).isNotNull();
    }

    @Test
    void a_rejected_order_is_paid_back() throws IOException {
        server.setRequestApproval(true);
        server.setFunds("450.00");
        Vendor.Reply order = vendor.order(Bodies.csrOrder());

        decide(order.json().at("/requests/0/id").asLong(), "rejected");

        assertThat(server.order(order.id()).status()).isEqualTo("rejected");
        assertThat(funds()).isEqualTo("450.00");
    }

    @Test
    void the_answer_has_no_requests_when_approval_is_skipped() throws IOException {
        server.setRequestApproval(true);

        Vendor.Reply order = vendor.order(Bodies.csrOrder().put("skip_approval", true));

        assertThat(order.json().has("requests")).isFalse();
        assertThat(order.json().has("certificate_id")).isTrue();
    }

    @Test
    void the_csr_of_a_pending_order_is_replaced() throws Exception {
        long id = vendor.order(Bodies.csrOrder()).id();
        var newKeys = Bodies.keys("RSA", 2048);
        server.setStatus(id, "needs_csr");

        assertThat(vendor.put("/order/certificate/" + id + "/csr", csr(Bodies.csr(newKeys)))
                        .status())
                .isEqualTo(204);

        assertThat(server.order(id).status()).isEqualTo("pending");
        server.setStatus(id, "issued");
        assertThat(server.certificateOf(id).getSubjectPublicKeyInfo().getEncoded())
                .isEqualTo(newKeys.getPublic().getEncoded());
        assertThat(vendor.put("/order/certificate/" + id + "/csr", csr(Bodies.csr(newKeys)))
                        .codes())
                .containsExactly("order_not_pending");
    }

    @Test
    void a_bad_csr_is_not_taken() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();

        assertThat(vendor.put("/order/certificate/" + id + "/csr", csr("nonsense"))
                        .codes())
                .containsExactly("invalid_csr");
        assertThat(vendor.put("/order/certificate/" + id + "/csr", "{}").codes())
                .containsExactly("missing_required_field|csr");
    }

    @Test
    void an_issued_order_is_renewed_once() throws IOException {
        long old = issued().id();
        ObjectNode body = Bodies.csrOrder().put("renewal_of_order_id", old);

        long renewal = vendor.order(body).id();

        assertThat(vendor.get("/order/certificate/" + renewal)
                        .json()
                        .get("renewed_order_id")
                        .asLong())
                .isEqualTo(old);
        assertThat(vendor.get("/order/certificate/" + old)
                        .json()
                        .get("is_renewed")
                        .asBoolean())
                .isTrue();
        assertThat(vendor.order(body).codes()).containsExactly("order_renewed_already");
        assertThat(vendor.order(Bodies.csrOrder().put("renewal_of_order_id", renewal))
                        .codes())
                .containsExactly("order_not_eligible_for_renewal");
    }

    private static Vendor.Reply issued() throws IOException {
        Vendor.Reply order = vendor.order(Bodies.csrOrder());
        server.setStatus(order.id(), "issued");
        return order;
    }

    private static String path(String pattern, Vendor.Reply order) {
        return pattern.formatted(order.id(), order.json().get("certificate_id").asLong());
    }

    private static Vendor.Reply cancel(long id) throws IOException {
        return vendor.put("/order/certificate/" + id + "/status", "{\"status\":\"CANCELED\",\"note\":\"not needed\"}");
    }

    private static Vendor.Reply decide(long request, String status) throws IOException {
        return vendor.put("/request/" + request + "/status", "{\"status\":\"" + status + "\"}");
    }

    private static String csr(String pem) {
        return Bodies.parse("{}").put("csr", pem).toString();
    }

    private static String funds() throws IOException {
        return vendor.get("/finance/balance")
                .json()
                .get("total_available_funds")
                .textValue();
    }
}
