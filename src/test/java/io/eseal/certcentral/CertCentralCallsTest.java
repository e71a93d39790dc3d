package io.eseal.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.eseal.fixtures.EsealOrders;
import io.eseal.id.OrderId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertCentralCallsTest {

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private CertCentral certCentral;

    @BeforeEach
    void connect() {
        certCentral = client(CsrPlacement.CERTIFICATE, CertCentralSettings.UpdateCsr.off());
    }

    // orders

    @Test
    void an_order_carries_key_user_agent_length_and_the_vendors_body() {
        API.stubFor(post(anyUrl())
                .willReturn(created("{\"id\":112233,\"requests\":[{\"id\":113,\"status\":\"pending\"}]}")));

        certCentral.placeOrder(EsealOrders.onToken().withAlternativeOrderId("ES-7K3QX2M9"), Instant.MAX);

        API.verify(postRequestedFor(urlEqualTo("/services/v2/order/certificate/eu_eseal"))
                .withHeader("X-DC-DEVKEY", equalTo("the-key"))
                .withHeader("User-Agent", equalTo("eseal-orchestrator"))
                .withHeader("Content-Length", matching("\\d+"))
                .withHeader("Transfer-Encoding", absent())
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Accept", equalTo("application/json"))
                .withRequestBody(equalToJson("""
                        {"certificate":{"signature_hash":"sha256","profile_option":"nonrepudiation"},
                         "csa_agreed_to":true,
                         "provisioning_method":"qscd",
                         "ship_info":{"name":"John Doe","addr1":"534 Jefferson Street","addr2":"Floor 94",
                         "city":"New Orleans","state":"la","zip":"58061","country":"us","method":"STANDARD"},
                         "organization":{"id":2042709,"contacts":[{"user_id":2812497,"first_name":"John","last_name":"Doe",
                         "job_title":"Engineer","telephone":"1801-903-4284","email":"john.doe@johndoe.com",
                         "contact_type":"verified_contact"}]},
                         "order_validity":{"years":1},
                         "payment_method":"balance",
                         "alternative_order_id":"ES-7K3QX2M9"}""")));
    }

    @Test
    void a_renewal_names_the_order_it_renews() {
        API.stubFor(post(anyUrl()).willReturn(created("{\"id\":2}")));

        certCentral.placeOrder(EsealOrders.onToken().withRenewalOfOrderId(OrderId.of(1)), Instant.MAX);

        API.verify(postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.renewal_of_order_id", equalTo("1"))));
    }

    @Test
    void a_csr_stands_in_the_certificate_on_one_line() {
        API.stubFor(post(anyUrl()).willReturn(created("{\"id\":2}")));

        certCentral.placeOrder(EsealOrders.byCsr(), Instant.MAX);

        API.verify(postRequestedFor(anyUrl())
                .withRequestBody(matchingJsonPath("$.certificate.csr", equalTo(EsealOrders.CSR_ON_ONE_LINE)))
                .withRequestBody(matchingJsonPath("$.csr", absent())));
    }

    @Test
    void a_csr_stands_at_the_root_if_the_settings_say_so() {
        API.stubFor(post(anyUrl()).willReturn(created("{\"id\":2}")));

        client(CsrPlacement.ROOT, CertCentralSettings.UpdateCsr.off()).placeOrder(EsealOrders.byCsr(), Instant.MAX);

        API.verify(postRequestedFor(anyUrl())
                .withRequestBody(matchingJsonPath("$.csr", equalTo(EsealOrders.CSR_ON_ONE_LINE)))
                .withRequestBody(matchingJsonPath("$.certificate.csr", absent())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "null"})
    void the_cards_preference_is_sent_as_true_false_or_null(String preference) {
        API.stubFor(post(anyUrl()).willReturn(created("{\"id\":2}")));

        certCentral.placeOrder(
                EsealOrders.byCard(preference.equals("null") ? null : Boolean.valueOf(preference)), Instant.MAX);

        API.verify(postRequestedFor(anyUrl()).withRequestBody(containing("""
                "credit_card":{"number":"4111222233334444","expiration_month":"07","expiration_year":"2028","cvv":"987",\
                "cardholder_name":"Jane Roe","save_credit_card":%s,"set_as_default":"0"},\
                "billing_address":{"address":"1 Main St","city":"Bern","country":"ch","zip":"3000"}""".formatted(preference))));
    }

    @Test
    void a_placed_order_may_have_requests_and_certificate_or_neither() {
        answer(created("{\"id\":112233,\"requests\":[{\"id\":113,\"status\":\"approved\"}],\"certificate_id\":114,"
                + "\"organization\":{\"id\":5}}"));
        PlacedOrder full = certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX);
        answer(created("{\"id\":\"112233\",\"new_field\":{}}"));
        PlacedOrder bare = certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX);

        assertThat(full.id()).isEqualTo(OrderId.of(112233));
        assertThat(full.certificateId()).contains(114L);
        assertThat(full.requests()).containsExactly(new PlacedOrder.Request(113, Optional.of("approved")));
        assertThat(full.organization()).contains(new PlacedOrder.NewOrganization(5));
        assertThat(bare).isEqualTo(PlacedOrder.of(OrderId.of(112233)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "null", "", "{\"errors\":[]}", "[]"})
    void an_answer_without_an_order_id_is_unclear(String body) {
        answer(created(body));

        assertThatThrownBy(() -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void an_order_is_read_with_its_certificate_and_requests() {
        API.stubFor(get("/services/v2/order/certificate/112233").willReturn(okJson("""
                {"id":112233,"status":"issued","date_created":"2026-02-10T17:06:15+00:00","is_renewal":"1","is_renewed":false,
                 "order_valid_till":"2027-02-10","alternative_order_id":"ES-7K3QX2M9","container":[],
                 "certificate":{"id":"113","serial_number":"0A","thumbprint":"FF","common_name":"Acme",
                 "date_issued":"2026-02-11T08:00:00+00:00",
                   "valid_from":"2026-02-11","valid_till":"2027-02-10","csr":"x","dns_names":[],"days_remaining":12},
                 "organization":{"id":2042709,"name":"Acme"},"product":{"name_id":"eu_eseal","name":"EU Qualified eSeal"},
                 "cs_provisioning_method":"none","payment_method":"balance",
                 "requests":[{"id":7,"date":"2026-03-01T00:00:00+00:00","type":"revoke","status":"approved","comments":"lost"}]}""")));

        OrderInfo order = certCentral.order(OrderId.of(112233));

        assertThat(order.status()).isEqualTo("issued");
        assertThat(order.certificateId()).contains(113L);
        assertThat(order.certificate()).hasValueSatisfying(certificate -> {
            assertThat(certificate.validFrom()).contains(LocalDate.of(2026, 2, 11));
            assertThat(certificate.validTill()).contains(LocalDate.of(2027, 2, 10));
            assertThat(certificate.serialNumber()).contains("0A");
        });
        assertThat(order.alternativeOrderId()).contains("ES-7K3QX2M9");
        assertThat(order.renewal()).isTrue();
        assertThat(order.renewed()).isFalse();
        assertThat(order.dateCreated()).contains(Instant.parse("2026-02-10T17:06:15Z"));
        assertThat(order.csProvisioningMethod()).contains("none");
        assertThat(order.requests())
                .containsExactly(new OrderInfo.Request(
                        7,
                        Optional.of("revoke"),
                        Optional.of("approved"),
                        Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                        Optional.of("lost")));
    }

    @Test
    void a_status_nobody_knows_and_an_odd_date_come_through() {
        answer(okJson("""
                {"id":1,"status":"on_the_moon","date_created":"yesterday","order_valid_till":{},
                 "certificate":{"id":2,"valid_from":"","valid_till":"2027-02-10 00:00:00","date_issued":1700000000}}"""));

        OrderInfo order = certCentral.order(OrderId.of(1));

        assertThat(order.status()).isEqualTo("on_the_moon");
        assertThat(order.dateCreated()).isEmpty();
        assertThat(order.orderValidTill()).isEmpty();
        assertThat(order.certificate().orElseThrow().validFrom()).isEmpty();
        assertThat(order.certificate().orElseThrow().validTill()).contains(LocalDate.of(2027, 2, 10));
    }

    @Test
    void an_order_without_a_status_is_unclear() {
        answer(okJson("{\"id\":1}"));

        assertThatThrownBy(() -> certCentral.order(OrderId.of(1)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("GET /order/certificate/{orderId}");
    }

    @Test
    void the_validation_of_an_order_is_read_with_ids_as_strings() {
        API.stubFor(get("/services/v2/order/certificate/112211/validation").willReturn(okJson("""
                {"order_id":"112211","order_status":"pending","order_name_scope":"base_domain","organization_id":"12345",
                "organization_name":"Example Organization",
                 "organization_validations":[{"type":"ov","name":"OV","description":"Normal Organization Validation",
                 "date_created":"2018-04-25T21:52:33+00:00","validated_until":"2019-04-25T21:52:33+00:00","status":"pending",
                   "verified_contacts":[{"user_id":"77","name":"A B","first_name":"A","last_name":"B","status":"pending"}],
                   "verification_details":{"organization_type":"pending","address_verification":"complete"}}],
                 "dns_name_validations":[{"domain_id":"1234"}]}""")));

        OrderValidation validation = certCentral.validation(OrderId.of(112211));

        assertThat(validation.orderId()).contains(OrderId.of(112211));
        assertThat(validation.organizationId()).contains(12345L);
        OrganizationValidation first = validation.organizationValidations().get(0);
        assertThat(first.validatedUntil()).contains(Instant.parse("2019-04-25T21:52:33Z"));
        assertThat(first.verifiedContacts().get(0).userId()).contains(77L);
        assertThat(first.verificationDetails()).containsEntry("address_verification", "complete");
    }

    // lists

    @Test
    void status_changes_are_asked_for_in_seconds() {
        API.stubFor(get(urlPathEqualTo("/services/v2/order/certificate/status-changes"))
                .withQueryParam("seconds", equalTo("121"))
                .withQueryParam("offset", equalTo("0"))
                .willReturn(okJson("{\"orders\":[{\"order_id\":265,\"certificate_id\":112233,\"status\":\"issued\"},"
                        + "{\"order_id\":\"266\",\"status\":\"canceled\"},{\"status\":\"rejected\"}]}")));

        assertThat(certCentral.statusChanges(Duration.ofMillis(120_500)))
                .containsExactly(
                        new OrderReference(OrderId.of(265), Optional.of(112233L), Optional.of("issued")),
                        OrderReference.of(OrderId.of(266), "canceled"));
    }

    @Test
    void no_status_changes_is_an_empty_object() {
        answer(okJson("{}"));

        assertThat(certCentral.statusChanges(Duration.ofDays(7))).isEmpty();
        API.verify(getRequestedFor(anyUrl()).withQueryParam("seconds", equalTo("604800")));
    }

    @Test
    void status_changes_of_more_than_one_page_are_all_read() {
        API.stubFor(get(anyUrl())
                .withQueryParam("offset", equalTo("0"))
                .willReturn(
                        okJson("{\"orders\":[{\"order_id\":1,\"status\":\"issued\"}],\"page\":{\"total\":2,\"limit\":1,"
                                + "\"offset\":0}}")));
        API.stubFor(get(anyUrl())
                .withQueryParam("offset", equalTo("1"))
                .willReturn(
                        okJson("{\"orders\":[{\"order_id\":2,\"status\":\"issued\"}],\"page\":{\"total\":2,\"limit\":1,"
                                + "\"offset\":1}}")));

        assertThat(certCentral.statusChanges(Duration.ofMinutes(2)))
                .extracting(OrderReference::orderId)
                .containsExactly(OrderId.of(1), OrderId.of(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT168H0.001S"})
    void a_window_outside_seven_days_is_not_sent(String window) {
        assertThatIllegalArgumentException().isThrownBy(() -> certCentral.statusChanges(Duration.parse(window)));
        API.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void orders_are_listed_by_filter_and_page() {
        answer(okJson("""
                {"orders":[{"id":1,"status":"pending","organization":{"id":9},"product":{"name_id":"eu_eseal"},"certificate":{"id":3}}],
                 "page":{"total":31,"limit":25,"offset":0}}"""));

        OrderPage page = certCentral.orders(
                OrderFilter.any()
                        .withStatus("pending")
                        .withProduct("eu_eseal")
                        .withOrganization(9)
                        .createdBetween(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 3)),
                0,
                25);

        assertThat(page.orders()).extracting(OrderInfo::id).containsExactly(OrderId.of(1));
        assertThat(page.total()).isEqualTo(31);
        assertThat(page.hasNext()).isTrue();
        API.verify(getRequestedFor(urlPathEqualTo("/services/v2/order/certificate"))
                .withQueryParam("filters[status]", equalTo("pending"))
                .withQueryParam("filters[product_name_id]", equalTo("eu_eseal"))
                .withQueryParam("filters[organization_id]", equalTo("9"))
                .withQueryParam("filters[date_created]", equalTo("2026-01-01...2026-01-03"))
                .withQueryParam("sort", equalTo("-date_created"))
                .withQueryParam("offset", equalTo("0"))
                .withQueryParam("limit", equalTo("25")));
    }

    @Test
    void orders_that_CertCentral_lists_against_the_filter_are_left_out() {
        answer(okJson("""
                {"orders":[{"id":1,"status":"pending","product":{"name_id":"ssl_plus"}},
                           {"id":2,"status":"issued","product":{"name_id":"eu_eseal"}},
                           {"id":3,"status":"pending","product":{"name_id":"eu_eseal"}}],"page":{"total":3,"limit":25,"offset":0}}"""));

        OrderPage page =
                certCentral.orders(OrderFilter.any().withStatus("pending").withProduct("eu_eseal"), 0, 25);

        assertThat(page.orders()).extracting(OrderInfo::id).containsExactly(OrderId.of(3));
        assertThat(page.hasNext()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, false"})
    void without_a_total_a_full_page_is_not_known_to_be_the_last(int limit, boolean next) {
        answer(okJson("""
                {"orders":[{"id":1,"status":"pending"},{"id":2,"status":"pending"}]}"""));

        assertThat(certCentral.orders(OrderFilter.any(), 4, limit).hasNext()).isEqualTo(next);
    }

    @Test
    void all_orders_with_an_alternative_id_are_found() {
        API.stubFor(get("/services/v2/order/alternate/ES-7K3QX2M9").willReturn(okJson("""
                {"orders":[{"order_id":1234567,"certificate_id":2345678,"status":"pending"},{"order_id":1234568,"status":"pending"}],
                 "page":{"total":2,"limit":1000,"offset":0}}""")));

        assertThat(certCentral.ordersByAlternativeId("ES-7K3QX2M9"))
                .extracting(OrderReference::orderId)
                .containsExactly(OrderId.of(1234567), OrderId.of(1234568));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"page\":{\"total\":0}}",
                "{\"orders\":null}",
                "{\"orders\":[],\"page\":{\"total\":1}}",
                "{\"orders\":[{\"order_id\":7}],\"page\":{\"total\":3}}"
            })
    void an_answer_that_counts_more_than_it_shows_or_lists_nothing_is_not_taken_for_the_whole_answer(String body) {
        answer(okJson(body));

        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-7K3QX2M9"))
                .isInstanceOfSatisfying(
                        UnknownOutcomeException.class,
                        e -> assertThat(e.incomplete()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"orders\":[]}", "{\"orders\":[],\"page\":{\"total\":0}}"})
    void an_empty_list_of_orders_is_no_orders(String body) {
        answer(okJson(body));
        assertThat(certCentral.ordersByAlternativeId("ES-7K3QX2M9")).isEmpty();
    }

    @Test
    void a_page_tells_what_it_shows_and_whether_it_is_counted() {
        answer(okJson("""
                {"orders":[{"id":1,"status":"pending","product":{"name_id":"ssl_plus"}},{"id":2,"status":"pending"}],
                "page":{"total":2}}"""));
        OrderPage counted = certCentral.orders(OrderFilter.any().withProduct("eu_eseal"), 0, 25);
        assertThat(counted.shown()).containsExactly(OrderId.of(1), OrderId.of(2));
        assertThat(counted.counted()).isTrue();

        answer(okJson("{\"orders\":[{\"id\":1,\"status\":\"pending\"}]}"));
        assertThat(certCentral.orders(OrderFilter.any(), 0, 25).counted()).isFalse();
    }

    @Test
    void an_alternative_id_that_is_not_found_has_no_orders() {
        answer(jsonResponse("{\"errors\":[{\"code\":\"not_found|order\",\"message\":\"none\"}]}", 404));

        assertThat(certCentral.ordersByAlternativeId("ES-7K3QX2M9")).isEmpty();
    }

    @Test
    void a_missing_look_up_is_not_taken_for_no_orders() {
        answer(jsonResponse("{\"errors\":[{\"code\":\"not_found|route\",\"message\":\"none\"}]}", 404));

        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-7K3QX2M9"))
                .isInstanceOf(NotOfferedException.class);
    }

    @Test
    void an_order_without_an_id_is_not_taken_for_no_orders() {
        answer(okJson("{\"orders\":[{\"status\":\"pending\"}]}"));

        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-7K3QX2M9"))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    // changes

    @Test
    void a_csr_is_updated_by_the_configured_call() {
        API.stubFor(any(anyUrl()).willReturn(noContent()));

        client(CsrPlacement.CERTIFICATE, new CertCentralSettings.UpdateCsr(true, "/order/{orderId}/new-csr", "POST"))
                .updateCsr(OrderId.of(7), EsealOrders.CSR);

        API.verify(postRequestedFor(urlEqualTo("/services/v2/order/7/new-csr"))
                .withRequestBody(equalToJson("{\"csr\":\"%s\"}".formatted(EsealOrders.CSR_ON_ONE_LINE))));
    }

    @Test
    void updating_a_csr_is_not_offered_unless_switched_on() {
        assertThatThrownBy(() -> certCentral.updateCsr(OrderId.of(7), EsealOrders.CSR))
                .isInstanceOf(NotOfferedException.class)
                .hasMessage("The call PUT /order/certificate/{orderId}/csr is switched off.");
        API.verify(0, putRequestedFor(anyUrl()));
    }

    @Test
    void an_order_is_canceled_with_a_note() {
        API.stubFor(put("/services/v2/order/certificate/7/status").willReturn(noContent()));

        certCentral.cancelOrder(OrderId.of(7), "not needed");

        API.verify(putRequestedFor(anyUrl())
                .withRequestBody(equalToJson("{\"status\":\"CANCELED\",\"note\":\"not needed\"}")));
    }

    @Test
    void a_cdn_page_is_not_taken_for_done() {
        API.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<html>wait</html>")));

        assertThatThrownBy(() -> certCentral.cancelOrder(OrderId.of(7), "not needed"))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void a_revocation_gives_the_request_to_approve() {
        API.stubFor(put("/services/v2/certificate/113/revoke").willReturn(created("""
                {"id":1,"date":"2016-02-10T17:06:15+00:00","type":"revoke","status":"submitted","requester":{"id":8},
                "comments":"lost"}""")));

        ApprovalRequest request = certCentral.revokeCertificate(113, "lost").orElseThrow();

        assertThat(request.id()).isEqualTo(1);
        assertThat(request.status()).contains("submitted");
        assertThat(request.date()).contains(Instant.parse("2016-02-10T17:06:15Z"));
        API.verify(putRequestedFor(anyUrl()).withRequestBody(equalToJson("{\"comments\":\"lost\"}")));
    }

    @Test
    void a_revocation_at_once_gives_no_request() {
        API.stubFor(put("/services/v2/order/certificate/7/revoke").willReturn(noContent()));

        assertThat(certCentral.revokeOrder(OrderId.of(7), "lost")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_already_revoked", "order_is_revoked"})
    void revoking_what_is_revoked_succeeds(String code) {
        answer(jsonResponse("{\"errors\":[{\"code\":\"other\"},{\"code\":\"%s\"}]}".formatted(code), 400));

        assertThat(certCentral.revokeCertificate(113, "lost")).isEmpty();
    }

    @Test
    void a_request_is_read_and_approved() {
        API.stubFor(get("/services/v2/request/1")
                .willReturn(okJson("{\"id\":1,\"type\":\"revoke\",\"status\":\"pending\",\"order\":{\"id\":\"7\"},"
                        + "\"processor_comment\":null}")));
        API.stubFor(put("/services/v2/request/1/status").willReturn(noContent()));

        ApprovalRequest request = certCentral.request(1);
        certCentral.approveRequest(1, "four eyes");

        assertThat(request.order()).contains(new ApprovalRequest.OrderOfRequest(Optional.of(OrderId.of(7))));
        assertThat(request.processorComment()).isEmpty();
        API.verify(putRequestedFor(anyUrl())
                .withRequestBody(equalToJson("{\"status\":\"approved\",\"processor_comment\":\"four eyes\"}")));
    }

    // account

    @Test
    void an_organization_is_read_with_its_contacts() {
        API.stubFor(get("/services/v2/organization/2042709").willReturn(okJson("""
                {"id":2042709,"status":"active","name":"Acme","is_active":true,"zip":58061,
                 "organization_contact":{"id":2812497,"first_name":"John"},"contacts":[{"user_id":"2812498",
                 "contact_type":"verified_contact"}]}""")));

        Organization organization = certCentral.organization(2042709);

        assertThat(organization.active()).isTrue();
        assertThat(organization.zip()).contains("58061");
        assertThat(organization.organizationContact().flatMap(Organization.Contact::id))
                .contains(2812497L);
        assertThat(organization.contacts()).extracting(Organization.Contact::id).containsExactly(Optional.of(2812498L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"is_active\":false}",
                "{\"id\":1,\"status\":\"inactive\"}",
                "{\"id\":1}",
                "{\"id\":1,\"is_active\":\"1\",\"status\":\"inactive\"}",
                "{\"id\":1,\"is_active\":0,\"status\":\"active\"}"
            })
    void an_organization_is_active_only_if_nothing_denies_it(String body) {
        answer(okJson(body));

        assertThat(certCentral.organization(1).active()).isFalse();
    }

    @Test
    void the_validations_of_an_organization_are_read() {
        API.stubFor(get("/services/v2/organization/9/validation").willReturn(okJson("""
                {"validations":[{"type":"ov","status":"active"},{"type":"ev","status":"pending","verified_users":[{"id":3,
                "first_name":"A"}]}]}""")));

        List<OrganizationValidation> validations = certCentral.organizationValidations(9);

        assertThat(validations)
                .extracting(OrganizationValidation::status)
                .containsExactly(Optional.of("active"), Optional.of("pending"));
        assertThat(validations.get(1).verifiedContacts().get(0).userId()).contains(3L);
    }

    @Test
    void the_balance_covers_what_is_available_and_no_more() {
        API.stubFor(get("/services/v2/finance/balance").willReturn(okJson("""
                {"balance":"454.00","currency":"USD","unpaid_invoice_balance":"0.00","negative_balance_limit":"2000.00",
                 "used_credit_from_other_containers":"0.00","total_available_funds":"2454.00"}""")));

        Balance balance = certCentral.balance();

        assertThat(balance.currency()).contains("USD");
        assertThat(balance.covers(new BigDecimal("2454"))).isTrue();
        assertThat(balance.covers(new BigDecimal("2454.01"))).isFalse();
    }

    @Test
    void unlimited_credit_covers_every_price_and_an_unknown_balance_none() {
        answer(okJson("{\"balance\":\"-5.00\",\"currency\":\"USD\",\"unlimited_negative_balance\":true}"));
        assertThat(certCentral.balance().covers(new BigDecimal("1000000"))).isTrue();

        answer(okJson("{\"balance\":\"500.00\",\"currency\":\"USD\"}"));
        assertThat(certCentral.balance().covers(BigDecimal.ONE)).isFalse();
    }

    @Test
    void a_certificate_is_downloaded_as_pem() {
        String pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
        API.stubFor(get("/services/v2/certificate/113/download/format/pem_all")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/x-pem-file")
                        .withBody(pem)));

        assertThat(certCentral.certificatePem(113)).contains(pem);
    }

    @Test
    void a_certificate_on_a_token_has_no_pem() {
        answer(aResponse().withHeader("Content-Type", "application/x-pem-file").withBody("\n"));
        assertThat(certCentral.certificatePem(113)).isEmpty();

        answer(noContent());
        assertThat(certCentral.certificatePem(113)).isEmpty();
    }

    @Test
    void a_page_is_not_taken_for_a_certificate() {
        answer(aResponse().withHeader("Content-Type", "text/html").withBody("<html>hello</html>"));

        assertThatThrownBy(() -> certCentral.certificatePem(113))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("GET /certificate/{certificateId}/download/format/pem_all");
    }

    @Test
    void a_chain_is_read_and_may_be_empty() {
        API.stubFor(get("/services/v2/certificate/113/chain")
                .willReturn(okJson("{\"intermediates\":[{\"subject_common_name\":\"Acme\",\"pem\":\"x\"}]}")));
        API.stubFor(get("/services/v2/certificate/114/chain").willReturn(okJson("{\"intermediates\":[]}")));

        assertThat(certCentral.chain(113)).containsExactly(new ChainEntry(Optional.of("Acme"), Optional.of("x")));
        assertThat(certCentral.chain(114)).isEmpty();
    }

    @Test
    void the_user_of_the_key_is_read_with_its_roles() {
        API.stubFor(get("/services/v2/user/me").willReturn(okJson("""
                {"id":"8","username":"api","account_id":5,"email":"a@b.c","status":"active","last_login_date":"2019-06-21 13:37:00",
                 "container":{},"access_roles":[{"id":1,"name":"Administrator"}]}""")));

        CurrentUser user = certCentral.currentUser();

        assertThat(user.id()).isEqualTo(8);
        assertThat(user.accessRoles())
                .containsExactly(new CurrentUser.AccessRole(Optional.of(1L), Optional.of("Administrator")));
    }

    @Test
    void a_product_is_read_with_its_validity_years() {
        API.stubFor(get("/services/v2/product/eu_eseal").willReturn(okJson("""
                {"group_name":"eidas","name_id":"eu_eseal","name":"EU Qualified eSeal","type":"x",
                "allowed_validity_years":["1",2,3],"csr_required":false}""")));

        Product product = certCentral.product("eu_eseal");

        assertThat(product.allowedValidityYears()).containsExactly(1, 2, 3);
        assertThat(product.allowedOrderValidityYears()).isEmpty();
        assertThat(product.csrRequired()).isFalse();
    }

    @Test
    void the_division_that_pays_is_named_where_money_is_asked_for_or_spent() {
        CertCentralSettings base = CertCentralSettings.of(URI.create(API.baseUrl() + "/services/v2/"), "the-key");
        CertCentral ofDivision = CertCentral.of(
                new CertCentralSettings(
                        base.baseUrl(),
                        base.apiKey(),
                        base.connectTimeout(),
                        base.callTimeout(),
                        base.maxResponseSize(),
                        base.csrPlacement(),
                        base.updateCsr(),
                        634763L),
                Clock.systemUTC());
        answer(okJson("{\"id\":2,\"total_available_funds\":\"1.00\"}"));

        ofDivision.balance();
        ofDivision.placeOrder(EsealOrders.onToken(), Instant.MAX);
        certCentral.balance();
        certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX);

        API.verify(1, getRequestedFor(urlEqualTo("/services/v2/finance/balance?container_id=634763")));
        API.verify(
                1, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.container.id", equalTo("634763"))));
        API.verify(1, getRequestedFor(urlEqualTo("/services/v2/finance/balance")));
        API.verify(1, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.container", absent())));
    }

    private CertCentral client(CsrPlacement placement, CertCentralSettings.UpdateCsr updateCsr) {
        CertCentralSettings base = CertCentralSettings.of(URI.create(API.baseUrl() + "/services/v2/"), "the-key");
        return CertCentral.of(
                new CertCentralSettings(
                        base.baseUrl(),
                        base.apiKey(),
                        base.connectTimeout(),
                        base.callTimeout(),
                        base.maxResponseSize(),
                        placement,
                        updateCsr,
                        base.containerId()),
                Clock.systemUTC());
    }

    private static void answer(ResponseDefinitionBuilder response) {
        API.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder created(String body) {
        return jsonResponse(body, 201);
    }
}
