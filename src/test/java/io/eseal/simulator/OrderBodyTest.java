package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.TestClock;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBodyTest {

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

    static Stream<Arguments> mistakes() {
        return Stream.of(
                csr(o -> o.remove("certificate"), "missing_required_field|certificate", "missing_required_field|csr"),
                csr(
                        o -> o.withObject("/certificate").remove("signature_hash"),
                        "missing_required_field|certificate.signature_hash"),
                csr(
                        o -> o.withObject("/certificate").put("signature_hash", "sha512"),
                        "invalid_field|certificate.signature_hash"),
                csr(
                        o -> o.withObject("/certificate").remove("profile_option"),
                        "missing_required_field|certificate.profile_option"),
                csr(
                        o -> o.withObject("/certificate").put("is_rsassa_pss", "maybe"),
                        "invalid_field|certificate.is_rsassa_pss"),
                csr(o -> o.withObject("/certificate").remove("csr"), "missing_required_field|csr"),
                csr(o -> pem(o, "MII"), "invalid_csr"),
                csr(
                        o -> pem(o, "-----BEGIN CERTIFICATE REQUEST-----MII!-----END CERTIFICATE REQUEST-----"),
                        "invalid_csr"),
                csr(o -> pem(o, Bodies.csr(Bodies.keys("EC", 256))), "invalid_csr|key_type"),
                csr(o -> pem(o, Bodies.csr(Bodies.keys("RSA", 1024))), "invalid_csr|key_size"),
                csr(
                        o -> pem(
                                o,
                                Bodies.csr(
                                        Bodies.KEYS.getPublic(),
                                        Bodies.keys("RSA", 2048).getPrivate())),
                        "invalid_csr|signature"),
                csr(o -> o.remove("csa_agreed_to"), "missing_required_field|csa_agreed_to"),
                csr(o -> o.put("csa_agreed_to", 0), "csa_not_agreed"),
                csr(o -> o.remove("provisioning_method"), "missing_required_field|provisioning_method"),
                csr(o -> o.put("provisioning_method", "email"), "invalid_field|provisioning_method"),
                csr(o -> o.remove("payment_method"), "missing_required_field|payment_method"),
                csr(o -> o.put("payment_method", "cash"), "invalid_field|payment_method"),
                csr(o -> o.remove("organization"), "missing_required_field|organization"),
                csr(o -> o.withObject("/organization").put("id", 1), "not_found|organization"),
                csr(o -> o.withObject("/organization").put("id", 2042710), "organization_inactive"),
                csr(o -> o.withObject("/organization").remove("id"), "missing_required_field|organization.id"),
                csr(
                        o -> o.withObject("/organization").remove("contacts"),
                        "missing_required_field|organization.contacts"),
                csr(o -> contact(o, "{\"user_id\":1,\"contact_type\":\"verified_contact\"}"), "not_found|user"),
                csr(
                        o -> contact(o, "{\"user_id\":2812497}"),
                        "missing_required_field|organization.contacts[0].contact_type"),
                csr(
                        o -> contact(
                                o,
                                "{\"contact_type\":\"verified_contact\",\"first_name\":\"A\",\"last_name\":\"B\",\"job_title\":\"C\","
                                        + "\"email\":\"a@b\"}"),
                        "missing_required_field|organization.contacts[0].telephone"),
                csr(o -> o.withObject("/order_validity").put("years", 4), "invalid_field|order_validity.years"),
                csr(o -> o.withObject("/order_validity").put("days", 398), "invalid_field|order_validity.days"),
                csr(
                        o -> o.withObject("/order_validity").put("custom_expiration_date", "2027-01-01"),
                        "invalid_field|order_validity.custom_expiration_date"),
                csr(
                        o -> o.withObject("/order_validity").put("custom_expiration_date", "04 JUL 2027"),
                        "invalid_field|order_validity.custom_expiration_date"),
                csr(
                        o -> o.withObject("/order_validity").put("custom_expiration_date", "01 JUN 2026"),
                        "invalid_field|order_validity.custom_expiration_date"),
                csr(o -> o.put("renewal_of_order_id", 77), "not_found|order"),
                csr(o -> o.put("skip_approval", "perhaps"), "invalid_field|skip_approval"),
                token(o -> o.remove("ship_info"), "missing_required_field|ship_info"),
                token(o -> o.withObject("/ship_info").remove("addr2"), "missing_required_field|ship_info.addr2"),
                token(o -> o.withObject("/ship_info").put("city", ""), "missing_required_field|ship_info.city"),
                token(o -> o.withObject("/ship_info").put("country", "zz"), "invalid_field|ship_info.country"),
                token(o -> o.withObject("/ship_info").put("method", "standard"), "invalid_field|ship_info.method"),
                card(o -> o.remove("credit_card"), "missing_required_field|credit_card"),
                card(o -> o.remove("billing_address"), "missing_required_field|billing_address"),
                card(
                        o -> o.withObject("/credit_card").put("number", "4111111111111112"),
                        "invalid_field|credit_card.number"),
                card(
                        o -> o.withObject("/credit_card").put("expiration_month", "13"),
                        "invalid_field|credit_card.expiration_month"),
                card(
                        o -> o.withObject("/credit_card")
                                .put("expiration_month", "05")
                                .put("expiration_year", "2026"),
                        "credit_card_expired"),
                card(o -> o.withObject("/credit_card").put("cvv", "12"), "invalid_field|credit_card.cvv"),
                card(
                        o -> o.withObject("/credit_card").remove("set_as_default"),
                        "missing_required_field|credit_card.set_as_default"),
                card(
                        o -> o.withObject("/credit_card").put("save_credit_card", "later"),
                        "invalid_field|credit_card.save_credit_card"),
                card(
                        o -> o.withObject("/billing_address").put("country", "us"),
                        "missing_required_field|billing_address.state",
                        "missing_required_field|billing_address.zip"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_named_and_nothing_is_ordered(ObjectNode body, String... codes) throws IOException {
        int before = server.orders().size();

        Vendor.Reply reply = vendor.order(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.codes()).containsExactly(codes);
        assertThat(server.orders()).hasSize(before);
    }

    @Test
    void all_mistakes_are_named_at_once() throws IOException {
        assertThat(vendor.order("{}").codes())
                .containsExactly(
                        "missing_required_field|certificate",
                        "missing_required_field|csa_agreed_to",
                        "missing_required_field|provisioning_method",
                        "missing_required_field|organization",
                        "missing_required_field|payment_method");
    }

    @Test
    void a_body_that_is_not_json_is_refused_without_its_content() throws IOException {
        Vendor.Reply reply = vendor.order("{\"credit_card\":{\"number\":\"4111111111111111\"");

        assertThat(reply.codes()).containsExactly("bad_request_format");
        assertThat(reply.text()).doesNotContain("4111");
    }

    @Test
    void a_refused_card_is_not_repeated_in_the_error() throws IOException {
        assertThat(vendor.order(Bodies.cardOrder("4111111111111112")).text()).doesNotContain("4111");
    }

    @Test
    void the_csr_is_accepted_at_the_root_too() throws IOException {
        ObjectNode body = Bodies.csrOrder();
        body.put("csr", body.withObject("/certificate").remove("csr").asText());

        assertThat(vendor.order(body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUBLIC KEY", "wrapped"})
    void a_bare_public_key_and_a_wrapped_pem_are_accepted(String form) throws IOException {
        ObjectNode body = Bodies.csrOrder();
        pem(
                body,
                form.equals("wrapped")
                        ? Bodies.csr(Bodies.KEYS)
                                        .replace("REQUEST-----M", "REQUEST-----\nM")
                                        .replace("-----END", "\n-----END")
                                + "\n"
                        : Bodies.pem(form, Bodies.KEYS.getPublic().getEncoded()));

        assertThat(vendor.order(body).status()).isEqualTo(201);
    }

    @Test
    void loose_types_are_accepted() throws IOException {
        ObjectNode body = Bodies.csrOrder().put("csa_agreed_to", "1");
        body.withObject("/organization").put("id", "2042709");
        contact(body, "{\"user_id\":\"2812497\",\"contact_type\":\"verified_contact\"}");

        assertThat(vendor.order(body).status()).isEqualTo(201);
    }

    @Test
    void another_product_is_not_found() throws IOException {
        assertThat(vendor.send(
                                "POST",
                                server.baseUrl() + "/order/certificate/eu_seal",
                                Bodies.csrOrder().toString(),
                                SimulatorServer.API_KEY)
                        .codes())
                .containsExactly("not_found|product");
    }

    private static void pem(ObjectNode order, String pem) {
        order.withObject("/certificate").put("csr", pem);
    }

    private static void contact(ObjectNode order, String contact) {
        order.withObject("/organization").putArray("contacts").add(Bodies.parse(contact));
    }

    private static Arguments csr(Consumer<ObjectNode> mistake, String... codes) {
        return mistaken(Bodies.csrOrder(), mistake, codes);
    }

    private static Arguments token(Consumer<ObjectNode> mistake, String... codes) {
        return mistaken(Bodies.tokenOrder(), mistake, codes);
    }

    private static Arguments card(Consumer<ObjectNode> mistake, String... codes) {
        return mistaken(Bodies.cardOrder("4111111111111111"), mistake, codes);
    }

    private static Arguments mistaken(ObjectNode body, Consumer<ObjectNode> mistake, String... codes) {
        mistake.accept(body);
        return arguments(body, codes);
    }
}
