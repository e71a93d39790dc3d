package io.eseal.request;

import static io.eseal.fixtures.OrderBodies.with;
import static io.eseal.fixtures.OrderBodies.without;
import static io.eseal.fixtures.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.RandomCases;
import io.eseal.fixtures.RandomJson;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TestClock;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RequestRulesTest {

    private static final String PEM = Keys.csr(Keys.rsa(2048));
    private static final String CARD = "4111 1111 1111 1111";

    private final RequestRules rules = new RequestRules(TestClock.FIXED);

    @Test
    void good_bodies_have_no_findings_and_come_back_as_they_went_in() {
        for (ObjectNode body : List.of(
                OrderBodies.onToken(),
                OrderBodies.ownKey(),
                OrderBodies.newContact(),
                OrderBodies.newOrganization(),
                OrderBodies.byCard())) {
            assertThat(rules.check(body).findings()).isEmpty();
            assertThat(rules.check(body).request().json()).isEqualTo(body);
        }
    }

    @Test
    void checking_does_not_change_what_was_given() {
        ObjectNode body = with(
                with(OrderBodies.ownKey(), "certificate.csr", TextNode.valueOf(PEM)), "credit_card", "{'number': '1'}");
        ObjectNode before = body.deepCopy();

        rules.check(body);

        assertThat(body).isEqualTo(before);
    }

    @Test
    void a_checked_request_may_be_checked_again() {
        JsonNode once = rules.check(with(
                        with(OrderBodies.ownKey(), "certificate.csr", TextNode.valueOf(PEM)),
                        "organization.id",
                        "'2042709'"))
                .request()
                .json();

        assertThat(rules.check(once).request().json()).isEqualTo(once);
    }

    @Test
    void a_body_that_is_not_an_object_is_one_finding() {
        assertThat(found((JsonNode) null)).containsExactly("$ required");
        assertThat(found(json("null"))).containsExactly("$ required");
        assertThat(found(json("[]"))).containsExactly("$ type");
        assertThat(found(json("'text'"))).containsExactly("$ type");
        assertThat(rules.check(json("[]")).request().json()).isEmpty();
    }

    @Test
    void an_empty_body_misses_everything_that_is_required() {
        assertThat(found(json("{}")))
                .containsExactly(
                        "$.certificate required",
                        "$.csa_agreed_to required",
                        "$.provisioning_method required",
                        "$.organization required",
                        "$.payment_method required");
    }

    @Test
    void everything_that_is_wrong_is_found_at_once() {
        assertThat(found(json("""
                {'certificate': {'signature_hash': 'md5', 'is_rsassa_pss': 'x', 'colour': 'red'}, 'csa_agreed_to': false,
                 'provisioning_method': 'qscd', 'ship_info': {'name': 1, 'country': 'XX', 'method': 'PIGEON'}, 'csr': 'x',
                 'organization': {'id': -1, 'skip_duplicate_org_check': true, 'contacts': [{'email': 'x'}, 7]},
                 'order_validity': {'years': 9, 'days': 0, 'custom_expiration_date': '31 FEB 2027'}, 'payment_method': 'balance',
                 'credit_card': {'cvv': '123'}, 'billing_address': {'city': 'Gent'}, 'renewal_of_order_id': 'x',
                 'alternative_order_id': 'ES-1',
                 'comment': 'please'}""")))
                .containsExactlyInAnyOrder(
                        "$.certificate.signature_hash allowed_values",
                        "$.certificate.profile_option required",
                        "$.certificate.is_rsassa_pss type",
                        "$.certificate.colour unknown_field",
                        "$.csa_agreed_to must_be_agreed",
                        "$.ship_info.name type",
                        "$.ship_info.addr1 required",
                        "$.ship_info.addr2 required",
                        "$.ship_info.city required",
                        "$.ship_info.state required",
                        "$.ship_info.zip required",
                        "$.ship_info.country allowed_values",
                        "$.ship_info.method allowed_values",
                        "$.csr not_applicable",
                        "$.organization.id range",
                        "$.organization.skip_duplicate_org_check not_applicable",
                        "$.organization.contacts[0].first_name required",
                        "$.organization.contacts[0].last_name required",
                        "$.organization.contacts[0].email format",
                        "$.organization.contacts[0].job_title required",
                        "$.organization.contacts[0].telephone required",
                        "$.organization.contacts[0].contact_type required",
                        "$.organization.contacts[1] type",
                        "$.order_validity.years allowed_values",
                        "$.order_validity.days range",
                        "$.order_validity.custom_expiration_date format",
                        "$.credit_card not_accepted_here",
                        "$.billing_address not_applicable",
                        "$.renewal_of_order_id type",
                        "$.alternative_order_id not_accepted_here",
                        "$.comment unknown_field");
    }

    @ParameterizedTest
    @CsvSource({"true", "1", "'''1'''", "'''true'''"})
    void agreement_may_be_written_as_the_vendor_writes_it(String agreed) {
        assertThat(rules.check(with(OrderBodies.onToken(), "csa_agreed_to", agreed))
                        .request()
                        .json()
                        .get("csa_agreed_to"))
                .isEqualTo(json("true"));
    }

    @ParameterizedTest
    @CsvSource({
        "false, must_be_agreed",
        "'''0''', must_be_agreed",
        "'''maybe''', allowed_values",
        "2, allowed_values",
        "[], type"
    })
    void without_agreement_nothing_can_be_ordered(String agreed, String rule) {
        assertThat(found(with(OrderBodies.onToken(), "csa_agreed_to", agreed)))
                .containsExactly("$.csa_agreed_to " + rule);
    }

    @Test
    void an_address_to_ship_to_does_not_apply_to_a_csr_unless_it_is_empty() {
        assertThat(found(with(
                        OrderBodies.ownKey(), "ship_info", OrderBodies.onToken().get("ship_info"))))
                .containsExactly("$.ship_info not_applicable");
        assertThat(rules.check(with(OrderBodies.ownKey(), "ship_info", "{'name': '', 'city': null}")))
                .isEqualTo(new CheckedRequest(OrderBody.of(OrderBodies.ownKey()), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u200B", "\u2007", "\u2800", "\u3164", "\u2060\u00AD", "\u0085"})
    void what_nobody_can_see_is_missing(String nothing) {
        for (String path : List.of("name", "addr1", "city", "state", "zip", "country", "method")) {
            assertThat(found(withText(OrderBodies.onToken(), "ship_info." + path, nothing)))
                    .containsExactly("$.ship_info." + path + " required");
        }
        for (String path : List.of("name", "address", "city", "zip", "country", "telephone")) {
            assertThat(found(withText(OrderBodies.newOrganization(), "organization." + path, nothing)))
                    .containsExactly("$.organization." + path + " required");
        }
        assertThat(rules.check(withText(OrderBodies.onToken(), "ship_info.addr2", nothing))
                        .request()
                        .json()
                        .at("/ship_info/addr2"))
                .isEqualTo(TextNode.valueOf(""));
        assertThat(found(withText(OrderBodies.ownKey(), "csr", nothing))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name, letter",
        "city, letter",
        "addr1, letter_or_digit",
        "zip, letter_or_digit",
    })
    void marks_alone_are_no_address(String field, String rule) {
        for (String marks : List.of(".", "-", "\u02BC", "/_#")) {
            assertThat(found(withText(OrderBodies.onToken(), "ship_info." + field, marks)))
                    .containsExactly("$.ship_info." + field + " " + rule);
        }
        assertThat(found(withText(OrderBodies.onToken(), "ship_info." + field, "\u674E")))
                .isEmpty();
        assertThat(found(withText(OrderBodies.onToken(), "ship_info." + field, "7")))
                .isEqualTo(rule.equals("letter") ? List.of("$.ship_info." + field + " letter") : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "-", "7"})
    void a_name_has_a_letter(String text) {
        assertThat(found(withText(OrderBodies.newOrganization(), "organization.name", text)))
                .containsExactly("$.organization.name letter");
        for (String field : List.of("first_name", "last_name", "job_title")) {
            ObjectNode body = OrderBodies.newContact();
            ((ObjectNode) body.at("/organization/contacts/0")).put(field, text);
            assertThat(found(body)).containsExactly("$.organization.contacts[0]." + field + " letter");
        }
    }

    private static ObjectNode withText(ObjectNode body, String path, String text) {
        return with(body, path, TextNode.valueOf(text));
    }

    @Test
    void the_second_address_line_may_be_empty_but_not_missing_and_the_message_says_so() {
        assertThat(rules.check(without(OrderBodies.onToken(), "ship_info.addr2"))
                        .findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("may be empty");
    }

    @Test
    void a_csr_in_certificate_moves_to_the_root() {
        CheckedRequest checked = rules.check(with(OrderBodies.ownKey(), "certificate.csr", TextNode.valueOf(PEM)));

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.request().json())
                .isEqualTo(with(OrderBodies.ownKey(), "csr", TextNode.valueOf(PEM.replace("\n", ""))));
    }

    @Test
    void a_csr_at_both_places_must_be_the_same() {
        ObjectNode body = with(OrderBodies.ownKey(), "csr", TextNode.valueOf(PEM));

        assertThat(found(with(body, "certificate.csr", TextNode.valueOf(PEM.replace("\n", "\\n")))))
                .isEmpty();
        assertThat(found(with(body, "certificate.csr", TextNode.valueOf(Keys.csr(Keys.rsa(3072))))))
                .containsExactly("$.certificate.csr conflict");
    }

    @Test
    void a_csr_does_not_apply_to_a_token() {
        assertThat(found(with(OrderBodies.onToken(), "csr", TextNode.valueOf(PEM))))
                .containsExactly("$.csr not_applicable");
    }

    @Test
    void a_bad_csr_is_found_with_its_reason() {
        assertThat(rules.check(with(OrderBodies.ownKey(), "csr", TextNode.valueOf(Keys.csr(Keys.rsa(1024)))))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("csr");
                    assertThat(finding.message()).contains("1024 bits");
                });
    }

    @Test
    void a_private_key_is_removed_wherever_and_however_it_was_pasted() {
        String pem = Keys.pem("PRIVATE KEY", Keys.rsa(2048).getPrivate().getEncoded());
        for (String key : List.of(
                pem,
                pem.replace("\n", "\\n"),
                pem.replaceAll("-----.*-----", ""),
                pem.replace("PRIVATE KEY", "CERTIFICATE REQUEST"))) {
            for (String place : List.of("csr", "certificate.csr", "certificate.profile_option")) {
                CheckedRequest checked = rules.check(with(OrderBodies.ownKey(), place, TextNode.valueOf(key)));

                assertThat(found(checked)).containsExactly("$." + place + " private_key");
                assertThat(checked.request().json().toString()).doesNotContain(key.substring(100, 130));
            }
        }
    }

    @Test
    void a_certificate_valid_beyond_2028_needs_rsa_3072() {
        ObjectNode threeYears = with(OrderBodies.ownKey(), "order_validity", "{'years': 3}");

        assertThat(found(with(threeYears, "csr", TextNode.valueOf(PEM)))).containsExactly("$.csr key_size");
        assertThat(found(with(threeYears, "csr", TextNode.valueOf(Keys.csr(Keys.rsa(3072))))))
                .isEmpty();
        assertThat(found(with(
                        with(OrderBodies.ownKey(), "order_validity", "{'years': 3, 'days': 30}"),
                        "csr",
                        TextNode.valueOf(PEM))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2028-12-31T12:00:00Z, 1", "2026-01-01T00:00:00Z, 3"})
    void the_last_day_for_short_keys_counts_from_today(String now, int years) {
        ObjectNode body =
                with(with(OrderBodies.ownKey(), "order_validity.years", "" + years), "csr", TextNode.valueOf(PEM));

        assertThat(found(new RequestRules(Clock.fixed(java.time.Instant.parse(now), java.time.ZoneOffset.UTC))
                        .check(body)))
                .containsExactly("$.csr key_size");
    }

    @Test
    void day_and_size_are_settings() {
        RequestSettings settings = new RequestSettings(
                LocalDate.of(2040, 1, 1),
                4096,
                Duration.ofDays(30),
                Duration.ZERO,
                Duration.ofDays(90),
                Duration.ofDays(30));
        ObjectNode body =
                with(with(OrderBodies.ownKey(), "order_validity", "{'years': 3}"), "csr", TextNode.valueOf(PEM));

        assertThat(new RequestRules(settings, TestClock.FIXED, key -> false, (order, key) -> false)
                        .check(body)
                        .findings())
                .isEmpty();
    }

    @Test
    void settings_have_defaults_and_can_be_set() {
        ApplicationContextRunner context = new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withBean(Clock.class, () -> TestClock.FIXED)
                .withBean(KnownKeys.class, () -> mock(KnownKeys.class))
                .withBean(RequestRules.class);

        context.run(started -> {
            assertThat(started).hasSingleBean(RequestRules.class);
            assertThat(started.getBean(RequestSettings.class)).isEqualTo(RequestSettings.defaults());
        });
        context.withPropertyValues("eseal.request.short-keys-until=2030-06-30", "eseal.request.long-key-size=4096")
                .run(started -> assertThat(started.getBean(RequestSettings.class))
                        .isEqualTo(new RequestSettings(
                                LocalDate.of(2030, 6, 30),
                                4096,
                                Duration.ofDays(30),
                                Duration.ofMinutes(5),
                                Duration.ofDays(90),
                                Duration.ofDays(30))));
        context.withPropertyValues("eseal.request.long-key-size=1024")
                .run(started -> assertThat(started).hasFailed());
    }

    @EnableConfigurationProperties(RequestSettings.class)
    static class Settings {}

    @Test
    void an_organization_is_given_by_id_or_by_details_and_not_by_both() {
        assertThat(found(with(OrderBodies.newOrganization(), "organization.id", "1")))
                .containsExactly("$.organization conflict");
        assertThat(found(without(OrderBodies.onToken(), "organization.id")))
                .containsExactly("$.organization.id required");
        assertThat(found(with(without(OrderBodies.onToken(), "organization.id"), "organization.name", "'Example NV'")))
                .containsExactly(
                        "$.organization.address required",
                        "$.organization.city required",
                        "$.organization.zip required",
                        "$.organization.country required",
                        "$.organization.telephone required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "address", "city", "zip", "country", "telephone"})
    void a_new_organization_needs(String detail) {
        assertThat(found(without(OrderBodies.newOrganization(), "organization." + detail)))
                .containsExactly("$.organization." + detail + " required");
    }

    @Test
    void a_new_organization_may_have_more_and_it_is_checked() {
        ObjectNode body = with(
                with(OrderBodies.newOrganization(), "organization.skip_duplicate_org_check", "true"),
                "organization.organization_contact",
                "{'first_name': 'A', 'last_name': 'B', 'job_title': 'C', 'email': 'a@b.eu', 'telephone': '+32 2 "
                        + "5551212', 'telephone_extension': '12'}");

        assertThat(found(body)).isEmpty();
        assertThat(found(with(body, "organization.organization_contact.email", "'a@b'")))
                .containsExactly("$.organization.organization_contact.email format");
        assertThat(found(with(body, "organization.skip_duplicate_org_check", "'yes'")))
                .containsExactly("$.organization.skip_duplicate_org_check type");
    }

    @Test
    void skipping_the_search_for_duplicates_does_not_apply_to_an_existing_organization() {
        assertThat(found(with(OrderBodies.onToken(), "organization.skip_duplicate_org_check", "false")))
                .containsExactly("$.organization.skip_duplicate_org_check not_applicable");
    }

    @Test
    void a_contact_that_nobody_filled_in_is_none() {
        ObjectNode body = OrderBodies.onToken();
        ((ArrayNode) body.at("/organization/contacts")).add(SingleQuoted.json("{'contact_type': null}"));

        CheckedRequest checked = rules.check(body);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.request().json().at("/organization/contacts"))
                .isEqualTo(OrderBodies.onToken().at("/organization/contacts"));
        assertThat(found(with(OrderBodies.onToken(), "organization.contacts", "[{'contact_type': null}]")))
                .containsExactly("$.organization.contacts required");
    }

    @Test
    void details_of_an_existing_contact_are_optional_but_checked() {
        assertThat(found(with(OrderBodies.onToken(), "organization.contacts[0].job_title", "'CEO'")))
                .isEmpty();
        assertThat(found(with(OrderBodies.onToken(), "organization.contacts[0].email", "'nobody'")))
                .containsExactly("$.organization.contacts[0].email format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.eu", "jane.o'neill+x@sub.example.com", "x_y@xn--bcher-kva.example"})
    void email_addresses_that_are_good(String email) {
        assertThat(found(with(OrderBodies.newContact(), "organization.contacts[0].email", TextNode.valueOf(email))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a@",
                "@b.eu",
                "a@b",
                "a b@c.eu",
                "a@b..eu",
                ".a@b.eu",
                "a.@b.eu",
                "a@-b.eu",
                "a@b.eu,c@d.eu",
                "Jane <a@b.eu>",
                "a@1.2.3.4"
            })
    void email_addresses_that_are_not(String email) {
        assertThat(found(with(OrderBodies.newContact(), "organization.contacts[0].email", TextNode.valueOf(email))))
                .containsExactly("$.organization.contacts[0].email format");
    }

    @ParameterizedTest
    @CsvSource({
        "16 JUN 2026,",
        "16 jun 2026,",
        "17 Jul 2027,",
        "15 JUN 2026, range",
        "18 JUL 2027, range",
        "9 JUN 2027, format",
        "31 JUN 2026, format",
        "09 JUIN 2027, format",
        "09 JUN 27, format",
        "2027-06-09, format"
    })
    void an_expiration_date_is_strict_in_the_future_and_within_397_days(String date, String rule) {
        assertThat(found(with(OrderBodies.onToken(), "order_validity.custom_expiration_date", TextNode.valueOf(date))))
                .isEqualTo(rule == null ? List.of() : List.of("$.order_validity.custom_expiration_date " + rule));
    }

    @ParameterizedTest
    @CsvSource({
        "{}, ",
        "{'years':1}, 2027-01-31",
        "{'years':'3'}, 2029-01-31",
        "{'years':3;'days':'10'}, 2026-02-10",
        "{'years':3;'days':10;'custom_expiration_date':'05 mar 2026'}, 2026-03-05",
        "{'years':7}, ",
        "{'days':9223372036854775807}, ",
        "{'years':1;'custom_expiration_date':'soon'}, ",
        "{'years':1;'days':null}, 2027-01-31"
    })
    void the_effective_end_is_the_date_before_days_before_years(String validity, LocalDate end) {
        JsonNode request = JsonNodeFactory.instance
                .objectNode()
                .set("order_validity", json(validity.replace(';', ',').replace('`', '\'')));

        assertThat(RequestRules.effectiveEnd(OrderBody.of(request), LocalDate.of(2026, 1, 31))
                        .orElse(null))
                .isEqualTo(end);
    }

    @Test
    void a_billing_address_applies_to_card_payment_only() {
        assertThat(found(with(OrderBodies.byCard(), "payment_method", "'balance'")))
                .containsExactly("$.billing_address not_applicable");
        assertThat(found(with(OrderBodies.byCard(), "payment_method", "'profile'")))
                .containsExactly("$.billing_address not_applicable");
    }

    @Test
    void state_and_zip_of_a_billing_address_are_needed_where_the_country_uses_them() {
        assertThat(found(with(
                        OrderBodies.byCard(), "billing_address", "{'address': 'a', 'city': 'b', 'country': 'ca'}")))
                .containsExactly("$.billing_address.state required", "$.billing_address.zip required");
        assertThat(found(with(
                        OrderBodies.byCard(), "billing_address", "{'address': 'a', 'city': 'b', 'country': 'IE'}")))
                .isEmpty();
    }

    @Test
    void a_renewal_names_the_order_it_renews() {
        assertThat(rules.check(with(OrderBodies.onToken(), "renewal_of_order_id", "'112233'"))
                        .request()
                        .json()
                        .get("renewal_of_order_id"))
                .isEqualTo(json("112233"));
        assertThat(found(with(OrderBodies.onToken(), "renewal_of_order_id", "0")))
                .containsExactly("$.renewal_of_order_id range");
    }

    @Test
    void the_alternative_order_id_is_not_the_requesters_to_set() {
        assertThat(found(with(OrderBodies.onToken(), "alternative_order_id", "'ES-1'")))
                .containsExactly("$.alternative_order_id not_accepted_here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paymentmethod",
                "certificate.profile",
                "ship_info.address",
                "organization.Id",
                "organization.contacts[0].mail",
                "order_validity.months",
                "organization.order_validity",
                "ship_info.csr"
            })
    void an_unknown_field_is_found_at_every_level_and_kept(String place) {
        CheckedRequest checked = rules.check(with(OrderBodies.onToken(), place, "'x'"));

        assertThat(found(checked)).containsExactly("$." + place + " unknown_field");
        assertThat(OrderBodies.at(checked.request().json(), place)).isEqualTo(json("'x'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credit_card",
                "creditCard",
                "organization.credit_card",
                "billing_address.cvv",
                "organization.contacts[0].card_number",
                "card_cvv",
                "organization.security_code",
                "organization.pan"
            })
    void card_data_is_refused_dropped_and_not_repeated_at_any_level(String place) {
        CheckedRequest checked =
                rules.check(with(OrderBodies.byCard(), place, "{'number': '" + CARD + "', 'cvv': '987654'}"));

        assertThat(found(checked)).containsExactly("$." + place + " not_accepted_here");
        assertThat(checked.toString()).doesNotContain("4111").doesNotContain("987654");
        assertThat(checked.request().json()).isEqualTo(OrderBodies.byCard());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ship_info.addr2",
                "ship_info.name",
                "organization.contacts[0].email",
                "billing_address.address2",
                "csr",
                "certificate.csr"
            })
    void a_card_number_in_any_text_is_removed_and_not_repeated(String place) {
        CheckedRequest checked = rules.check(with(OrderBodies.byCard(), place, "'pay with " + CARD + "'"));

        assertThat(found(checked))
                .contains("$." + place + " card_number")
                .noneMatch(found -> found.startsWith("$." + place + " required"));
        assertThat(checked.toString()).doesNotContain("4111");
        assertThat(OrderBodies.at(checked.request().json(), place).asText()).isEmpty();
        assertThat(place.equals("certificate.csr")
                        || OrderBodies.at(checked.request().json(), place).isTextual())
                .isTrue();
    }

    @Test
    void a_card_number_in_a_number_a_field_name_or_an_unknown_field_is_removed_too() {
        for (ObjectNode body : List.of(
                with(OrderBodies.onToken(), "note", "['" + CARD + "']"),
                with(OrderBodies.onToken(), "note", "4111111111111111"),
                with(OrderBodies.onToken(), "note", "4111111111111111.0"),
                with(OrderBodies.onToken(), CARD, "1"),
                with(OrderBodies.onToken(), "organization.id", "4111111111111111"))) {
            assertThat(found(body)).anyMatch(found -> found.endsWith(" card_number"));
            assertThat(rules.check(body).toString()).doesNotContain("4111").doesNotContain("4.111");
        }
    }

    @Test
    void a_csr_is_not_taken_for_a_card_number() {
        assertThat(found(with(OrderBodies.ownKey(), "csr", TextNode.valueOf(PEM))))
                .isEmpty();
    }

    @Test
    void any_json_gives_findings_and_never_an_exception() {
        Random random = RandomCases.of("requests of any JSON");
        for (int i = 0; i < 5_000; i++) {
            ObjectNode body = List.of(
                            OrderBodies.onToken(),
                            OrderBodies.ownKey(),
                            OrderBodies.newOrganization(),
                            OrderBodies.byCard())
                    .get(random.nextInt(4));
            JsonNode mutated = random.nextInt(10) == 0 ? RandomJson.value(random, 3) : RandomJson.mutate(body, random);

            CheckedRequest checked = rules.check(mutated);

            assertThat(checked.request().json()).isNotNull();
            assertThat(checked.findings())
                    .allSatisfy(finding -> assertThat(finding.message()).endsWith("."));
            assertThat(RequestRules.effectiveEnd(OrderBody.of(mutated), LocalDate.of(2026, 6, 15)))
                    .isNotNull();
        }
    }

    private List<String> found(JsonNode body) {
        return found(rules.check(body));
    }

    private static List<String> found(CheckedRequest checked) {
        return checked.findings().stream()
                .map(finding -> finding.path() + " " + finding.rule())
                .toList();
    }
}
