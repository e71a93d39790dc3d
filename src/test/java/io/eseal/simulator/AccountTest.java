package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    /** 23:30 on the day before in Mountain Time. */
    private static final TestClock CLOCK = TestClock.at("2026-06-02T05:30:00Z");

    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(CLOCK, Map.of());
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

    @Test
    void a_user_is_read_by_id_and_another_is_not_there() throws IOException {
        assertThat(vendor.get("/user/2812497").json().get("telephone").asText()).isNotBlank();
        assertThat(vendor.get("/user/2812498").status()).isEqualTo(404);
    }

    @Test
    void nothing_is_answered_without_the_right_key() throws IOException {
        for (String key : new String[] {"", "another"}) {
            Vendor.Reply reply = vendor.send("GET", server.baseUrl() + "/user/me", "", key);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text())
                    .isEqualTo("{\"errors\":[{\"code\":\"access_denied|access_denied_invalid_key\","
                            + "\"message\":\"Access denied due to access_denied_invalid_key.\"}]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/path", "/", "/organization/1/2/3", "/finance"})
    void an_unknown_route_is_not_found(String path) throws IOException {
        assertThat(vendor.get(path).codes()).containsExactly("not_found|route");
        assertThat(vendor.get(path).status()).isEqualTo(404);
    }

    @Test
    void another_method_is_an_unknown_route_too() throws IOException {
        assertThat(vendor.put("/finance/balance", "{}").codes()).containsExactly("not_found|route");
    }

    @ParameterizedTest
    @CsvSource({
        "/order/certificate/1, order",
        "/order/certificate/abc, order",
        "/organization/1, organization",
        "/organization/x/validation, organization",
        "/request/1, request",
        "/certificate/1/chain, certificate",
        "/product/ov_ssl, product",
        "/order/certificate/1/validation, order"
    })
    void what_does_not_exist_is_not_found(String path, String what) throws IOException {
        assertThat(vendor.get(path).status()).isEqualTo(404);
        assertThat(vendor.get(path).codes()).containsExactly("not_found|" + what);
    }

    @Test
    void balance_is_taken_until_it_is_used_up() throws IOException {
        server.setFunds("500.00");

        assertThat(vendor.order(Bodies.csrOrder()).status()).isEqualTo(201);
        Vendor.Reply second = vendor.order(Bodies.csrOrder());

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.codes()).containsExactly("insufficient_funds");
        assertThat(server.orders()).hasSize(1);
        assertThat(vendor.get("/finance/balance")
                        .json()
                        .get("total_available_funds")
                        .textValue())
                .isEqualTo("50.00");
    }

    @Test
    void orders_at_the_same_time_do_not_overdraw_the_account() {
        server.setFunds("2250.00");

        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return vendor.order(Bodies.csrOrder()).status();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .toList();

        assertThat(answers).filteredOn(it -> it == 201).hasSize(5);
        assertThat(server.orders()).hasSize(5);
    }

    @Test
    void the_default_card_pays_for_a_profile() throws IOException {
        assertThat(vendor.order(Bodies.csrOrder().put("payment_method", "profile"))
                        .status())
                .isEqualTo(201);
        try (SimulatorServer without = SimulatorServer.start(CLOCK, Map.of("simulator.default-card", "false"))) {
            assertThat(new Vendor(without)
                            .order(Bodies.csrOrder().put("payment_method", "profile"))
                            .codes())
                    .containsExactly("no_default_credit_card");
        }
    }

    @Test
    void cards_are_accepted_or_declined_and_forgotten() throws IOException {
        Vendor.Reply declined = vendor.order(Bodies.cardOrder("4000000000000002"));
        Vendor.Reply accepted = vendor.order(Bodies.cardOrder("4111111111111111"));

        assertThat(declined.status()).isEqualTo(400);
        assertThat(declined.codes()).containsExactly("payment_declined");
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(server.orders())
                .extracting(SimulatorServer.PlacedOrder::paymentMethod)
                .containsExactly("card");
        assertThat(vendor.get("/order/certificate/" + accepted.id()).text())
                .doesNotContain("4111111111111111", "\"cvv\"", "\"credit_card\"");
    }

    @Test
    void the_same_reference_twice_makes_two_orders() throws IOException {
        ObjectNode body = Bodies.csrOrder().put("alternative_order_id", "ES-1");
        long first = vendor.order(body).id();
        long second = vendor.order(body).id();
        vendor.order(Bodies.csrOrder());

        Vendor.Reply all = vendor.get("/order/alternate/ES-1");
        assertThat(all.json().get("orders").findValuesAsText("order_id")).containsExactly("" + first, "" + second);
        assertThat(all.json().get("page").toString()).isEqualTo("{\"total\":2,\"limit\":1000,\"offset\":0}");
        assertThat(vendor.get("/order/alternate/ES-1?offset=1&limit=1")
                        .json()
                        .get("orders")
                        .findValuesAsText("order_id"))
                .containsExactly("" + second);
        assertThat(vendor.get("/order/alternate/ES-2").text())
                .isEqualTo("{\"orders\":[],\"page\":{\"total\":0,\"limit\":1000,\"offset\":0}}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "filters%5Bproduct_name_id%5D=eu_eseal, 1",
        "filters%5Bproduct_name_id%5D=ov_ssl, 0",
        "filters%5Borganization_id%5D=2042709, 1",
        "filters%5Borganization_id%5D=2042710, 0",
        "filters%5Bstatus%5D=pending, 1",
        "filters%5Bstatus%5D=issued, 0",
        "filters%5Bstatus%5D%5B0%5D=issued&filters%5Bstatus%5D%5B1%5D=pending, 1",
        "filters%5Bdate_created%5D=2026-06-01...2026-06-01, 1",
        "filters%5Bdate_created%5D=2026-06-02...2026-06-03, 0",
        "filters%5Bdate_created%5D=%3E2026-06-01, 1",
        "filters%5Bdate_created%5D=%3C2026-05-31, 0",
        "filters%5Bdate_created%5D=2026-06-01%2B23:29:00...2026-06-01%2B23:31:00, 1",
        "offset=1, 0",
        "limit=0, 0"
    })
    void the_list_is_filtered_and_its_dates_are_mountain_time(String query, int expected) throws IOException {
        vendor.order(Bodies.csrOrder());

        assertThat(vendor.get("/order/certificate?" + query).json().get("orders"))
                .hasSize(expected);
    }

    @Test
    void a_new_organization_is_created_unless_the_account_has_it() throws IOException {
        ObjectNode body = Bodies.csrOrder();
        body.set("organization", Bodies.newOrganization("Newcomer GmbH"));
        Vendor.Reply created = vendor.order(body);
        Vendor.Reply matched = vendor.order(body);
        body.withObject("/organization").put("skip_duplicate_org_check", true);
        Vendor.Reply another = vendor.order(body);

        long id = created.json().at("/organization/id").asLong();
        assertThat(matched.json().has("organization")).isFalse();
        assertThat(server.order(matched.id()).organizationId()).isEqualTo(id);
        assertThat(another.json().at("/organization/id").asLong()).isNotIn(0L, id);
        assertThat(vendor.get("/organization/" + id).json().get("name").asText())
                .isEqualTo("Newcomer GmbH");
    }

    @Test
    void organizations_tell_whether_they_are_active() throws IOException {
        assertThat(vendor.get("/organization/2042709").json().get("is_active").asBoolean())
                .isTrue();
        assertThat(vendor.get("/organization/2042710").json().get("is_active").asBoolean())
                .isFalse();
        var active =
                vendor.get("/organization?filters%5Bstatus%5D=active").json().get("organizations");
        assertThat(active).hasSize(1);
        assertThat(active.get(0).get("id").asLong()).isEqualTo(2042709);
        assertThat(vendor.get("/organization/2042709/validation")
                        .json()
                        .at("/validations/0/status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void the_validation_gives_ids_as_strings() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();

        var validation = vendor.get("/order/certificate/" + id + "/validation").json();

        assertThat(validation.get("order_id").textValue()).isEqualTo("" + id);
        assertThat(validation.at("/organization_validations/0/status").asText()).isEqualTo("pending");
    }

    @Test
    void the_key_belongs_to_an_administrator_who_may_order_seals() throws IOException {
        assertThat(vendor.get("/user/me").json().at("/access_roles/0/name").asText())
                .isEqualTo("Administrator");
        assertThat(vendor.get("/product").json().at("/products/0/name_id").asText())
                .isEqualTo("eu_eseal");
        assertThat(vendor.get("/product/eu_eseal").json().get("allowed_order_validity_years"))
                .hasSize(3);
    }
}
