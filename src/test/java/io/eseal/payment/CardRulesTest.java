package io.eseal.payment;

import static io.eseal.fixtures.SingleQuoted.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.RandomCases;
import io.eseal.fixtures.RandomJson;
import io.eseal.fixtures.TestClock;
import io.eseal.validation.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardRulesTest {

    private final CardRules rules = new CardRules(TestClock.FIXED);

    /** The rule's code when missing, a value of a wrong type, a wrong value with its code, good values. */
    record Row(
            String parameter,
            String missing,
            String wrongType,
            String wrongValue,
            String wrongValueRule,
            List<String> good) {

        @Override
        public String toString() {
            return parameter;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("credit_card", "required", "'4111111111111111'", "[]", "type", List.of()),
                new Row(
                        "credit_card.number",
                        "required",
                        "4111111111111111",
                        "'4111111111111112'",
                        "check_digit",
                        List.of("'4111111111111111'", "'4111 1111 1111 1111'", "'5555-5555-5555-4444'")),
                new Row("credit_card.expiration_month", "required", "7", "'7'", "format", List.of("'01'", "'12'")),
                new Row(
                        "credit_card.expiration_year",
                        "required",
                        "2027",
                        "'27'",
                        "format",
                        List.of("'2027'", "'2031'")),
                new Row("credit_card.cvv", "required", "123", "'12'", "format", List.of("'123'")),
                new Row(
                        "credit_card.cardholder_name",
                        "required",
                        "1",
                        "'4111 1111 1111 1111'",
                        "card_number",
                        List.of("'Jane Roe'")),
                new Row("credit_card.save_credit_card", "", "'true'", "1", "type", List.of("true", "false", "null")),
                new Row(
                        "credit_card.set_as_default",
                        "required",
                        "{}",
                        "'2'",
                        "allowed_values",
                        List.of("'1'", "'0'", "1", "0", "true", "false")),
                new Row(
                        "billing_address",
                        "required",
                        "'here'",
                        "7",
                        "type",
                        List.of("{'address': 'a', 'city': 'b', 'country': 'BE'}")),
                new Row("billing_address.address", "required", "1", "'a\\nb'", "control_characters", List.of("'a'")),
                new Row("billing_address.address2", "", "1", "'a\\nb'", "control_characters", List.of("''", "'a'")),
                new Row("billing_address.city", "required", "1", "'a\\nb'", "control_characters", List.of("'Lehi'")),
                new Row("billing_address.state", "required", "1", "'a\\nb'", "control_characters", List.of("'UT'")),
                new Row("billing_address.country", "required", "1", "'USA'", "allowed_values", List.of("'us'", "'BE'")),
                new Row(
                        "billing_address.zip",
                        "required",
                        "84043",
                        "'a\\nb'",
                        "control_characters",
                        List.of("'84043'")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_parameter_of_the_page_follows_its_rule(Row row) {
        String path = "$." + row.parameter + " ";

        assertThat(found(without(row.parameter)))
                .isEqualTo(row.missing.isEmpty() ? List.of() : List.of(path + row.missing));
        assertThat(found(with(row.parameter, row.wrongType))).containsExactly(path + "type");
        assertThat(found(with(row.parameter, row.wrongValue))).containsExactly(path + row.wrongValueRule);
        assertThat(row.good)
                .allSatisfy(good -> assertThat(found(with(row.parameter, good))).isEmpty());
    }

    @Test
    void the_rows_cover_every_card_parameter_of_the_page() throws IOException {
        try (InputStream page =
                getClass().getResourceAsStream("/certcentral/order-eu-qualified-eseal.parameters.txt")) {
            assertThat(rows().map(Row::parameter))
                    .containsExactlyElementsOf(new String(page.readAllBytes(), UTF_8)
                            .lines()
                            .filter(parameter ->
                                    parameter.startsWith("credit_card") || parameter.startsWith("billing_address"))
                            .toList());
        }
    }

    @Test
    void a_good_payment_has_no_findings() {
        assertThat(found(body())).isEmpty();
    }

    @Test
    void a_billing_address_known_from_the_request_may_be_left_out_but_is_checked_when_given() {
        assertThat(rules.check(without("billing_address"), true)).isEmpty();
        assertThat(rules.check(with("billing_address.country", "'USA'"), true))
                .extracting(Finding::rule)
                .containsExactly("allowed_values");
    }

    @ParameterizedTest
    @CsvSource({"06, 2026, false", "05, 2026, true", "12, 2025, true", "01, 2027, false"})
    void a_card_is_good_until_the_end_of_its_month(String month, String year, boolean expired) {
        JsonNode body = set(
                with("credit_card.expiration_month", "'" + month + "'"),
                "credit_card",
                "expiration_year",
                "'" + year + "'");

        assertThat(found(body)).isEqualTo(expired ? List.of("$.credit_card.expiration_year expired") : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "378282246310005, 1234, true",
        "378282246310005, 123, false",
        "4111111111111111, 123, true",
        "4111111111111111, 1234, false"
    })
    void an_american_express_has_four_digits_behind_and_others_three(String number, String cvv, boolean good) {
        JsonNode body = set(with("credit_card.number", "'" + number + "'"), "credit_card", "cvv", "'" + cvv + "'");

        assertThat(found(body)).isEqualTo(good ? List.of() : List.of("$.credit_card.cvv format"));
    }

    @ParameterizedTest
    @CsvSource({
        "4111111111111, length_ok",
        "41111111111111, length",
        "37828224631000, length",
        "555555555555444, length",
        "4111x11111111111, format",
        "411111111111111111111, length",
        "2720990000000007, ok",
        "30569309025904, ok"
    })
    void a_number_has_the_length_of_its_brand(String number, String rule) {
        List<String> found = found(with("credit_card.number", "'" + number + "'"));

        assertThat(found).doesNotContain("$.credit_card.number " + (rule.equals("length_ok") ? "length" : ""));
        if (rule.equals("ok")) {
            assertThat(found).isEmpty();
        } else if (!rule.equals("length_ok")) {
            assertThat(found).containsExactly("$.credit_card.number " + rule);
        }
    }

    @Test
    void everything_wrong_is_found_at_once_and_no_value_is_repeated() {
        List<Finding> findings = rules.check(json("""
                {'credit_card': {'number': '4111111111111112', 'expiration_month': '13', 'expiration_year': '1926', 'cvv': '98765',
                                 'cardholder_name': '', 'save_credit_card': 'maybe', 'set_as_default': 'maybe', 'pin': '5678'},
                 '4111 1111 1111 1111': 1}"""), false);

        assertThat(findings)
                .extracting(finding -> finding.path() + " " + finding.rule())
                .containsExactly(
                        "$.credit_card.number check_digit",
                        "$.credit_card.expiration_month format",
                        "$.credit_card.cvv format",
                        "$.credit_card.cardholder_name required",
                        "$.credit_card.save_credit_card type",
                        "$.credit_card.set_as_default allowed_values",
                        "$.credit_card.pin unknown_field",
                        "$.billing_address required",
                        "$['?'] unknown_field");
        assertThat(findings.toString())
                .doesNotContain("4111")
                .doesNotContain("98765")
                .doesNotContain("1926")
                .doesNotContain("5678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "'4111111111111111'", "{}", "7"})
    void a_body_of_another_shape_is_found(String body) {
        assertThat(rules.check(json(body), false)).isNotEmpty();
    }

    @Test
    void any_json_gives_findings_and_never_an_exception() {
        Random random = RandomCases.of("cards of any JSON");
        assertThat(rules.check(null, true)).isNotEmpty();
        for (int i = 0; i < 5_000; i++) {
            assertThat(rules.check(RandomJson.mutate(body(), random), random.nextBoolean()))
                    .isNotNull();
        }
    }

    private List<String> found(JsonNode body) {
        return rules.check(body, false).stream()
                .map(finding -> finding.path() + " " + finding.rule())
                .toList();
    }

    private static ObjectNode body() {
        return (ObjectNode) json("""
                {'credit_card': {'number': '4111111111111111', 'expiration_month': '12', 'expiration_year': '2027', 'cvv': '123',
                                 'cardholder_name': 'Jane Roe', 'save_credit_card': null, 'set_as_default': '0'},
                 'billing_address': {'address': '1 Main Street', 'city': 'Lehi', 'state': 'UT', 'country': 'US', 'zip': '84043'}}""");
    }

    private static JsonNode with(String parameter, String value) {
        String[] steps = parameter.split("\\.");
        return steps.length == 1 ? body().set(steps[0], json(value)) : set(body(), steps[0], steps[1], value);
    }

    private static JsonNode set(JsonNode body, String object, String field, String value) {
        ((ObjectNode) body.get(object)).set(field, json(value));
        return body;
    }

    private static JsonNode without(String parameter) {
        String[] steps = parameter.split("\\.");
        ObjectNode body = body();
        (steps.length == 1 ? body : (ObjectNode) body.get(steps[0])).remove(steps[steps.length - 1]);
        return body;
    }
}
