package io.eseal.request;

import static io.eseal.fixtures.SingleQuoted.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each parameter of the vendor's page; those of {@code credit_card} are in the payment package. */
class OrderParametersTest {

    private static final String OPTIONAL = "";

    private static final String PEM = Keys.csr(Keys.rsa(2048));

    /**
     * The rule's code when missing, a value of a wrong type, a wrong value with its code, and a good value as given and
     * as normalised.
     */
    record Row(
            String parameter,
            ObjectNode body,
            String missing,
            JsonNode wrongType,
            String wrongTypeRule,
            JsonNode wrongValue,
            String wrongValueRule,
            JsonNode given,
            JsonNode normalised) {

        @Override
        public String toString() {
            return parameter;
        }
    }

    private static Row row(
            String parameter,
            ObjectNode body,
            String missing,
            String wrongType,
            String wrongValue,
            String wrongValueRule,
            String given,
            String normalised) {
        return new Row(
                parameter,
                body,
                missing,
                json(wrongType),
                "type",
                json(wrongValue),
                wrongValueRule,
                json(given),
                json(normalised));
    }

    static Stream<Row> rows() {
        String address = "{'address': 'Kerkstraat 1', 'city': 'Gent', 'country': 'BE'}";
        String ship =
                "{'name':'A','addr1':'B','addr2':'','city':'C','state':'D','zip':'E','country':'BE','method':'expedited'}";
        String shipped = ship.replace("expedited", "EXPEDITED");
        String tooLong = "'" + "x".repeat(256) + "'";
        ObjectNode q = OrderBodies.onToken();
        ObjectNode c = OrderBodies.newContact();
        ObjectNode card = OrderBodies.byCard();
        String contact = "organization.contacts[0].";
        String token = "{'signature_hash': 'SHA256', 'profile_option': 'x'}";
        return Stream.of(
                row("certificate", q, "required", "'sha256'", "''", "required", token, token.replace("SHA", "sha")),
                row(
                        "certificate.signature_hash",
                        q,
                        "required",
                        "256",
                        "'sha1'",
                        "allowed_values",
                        "' SHA-256 '",
                        "'sha256'"),
                row("certificate.profile_option", q, "required", "1", "' '", "required", "' custom '", "'custom'"),
                row("certificate.is_rsassa_pss", q, OPTIONAL, "'yes'", "1", "type", "true", "true"),
                row("csa_agreed_to", q, "required", "{}", "0", "must_be_agreed", "'1'", "true"),
                row("provisioning_method", q, "required", "1", "'token'", "allowed_values", "' qscd '", "'qscd'"),
                row("ship_info", q, "required", "'home'", "''", "required", ship, shipped),
                row("ship_info.name", q, "required", "1", tooLong, "length", "' Jane '", "'Jane'"),
                row(
                        "ship_info.addr1",
                        q,
                        "required",
                        "[]",
                        "'a\\u0007b'",
                        "control_characters",
                        "'1 Street'",
                        "'1 Street'"),
                row("ship_info.addr2", q, "required", "2", tooLong, "length", "''", "''"),
                row("ship_info.city", q, "required", "true", "' '", "required", "'Gent '", "'Gent'"),
                row("ship_info.state", q, "required", "{}", "''", "required", "'la'", "'la'"),
                row("ship_info.zip", q, "required", "9000", "''", "required", "'9000'", "'9000'"),
                row("ship_info.country", q, "required", "1", "'Belgium'", "allowed_values", "'be'", "'be'"),
                row(
                        "ship_info.method",
                        q,
                        "required",
                        "1",
                        "'OVERNIGHT'",
                        "allowed_values",
                        "'expedited'",
                        "'EXPEDITED'"),
                new Row(
                        "csr",
                        OrderBodies.ownKey(),
                        OPTIONAL,
                        json("1"),
                        "type",
                        json("'MIIC'"),
                        "csr",
                        TextNode.valueOf(PEM),
                        TextNode.valueOf(PEM.replace("\n", ""))),
                row(
                        "organization",
                        q,
                        "required",
                        "2042709",
                        "''",
                        "required",
                        "{'id':'1','contacts':[{'contact_type':'a','user_id':'2'}]}",
                        "{'id':1,'contacts':[{'contact_type':'a','user_id':2}]}"),
                row("organization.id", q, "required", "'abc'", "0", "range", "'2042709'", "2042709"),
                row(
                        "organization.contacts",
                        q,
                        "required",
                        "{}",
                        "[]",
                        "required",
                        "[{'contact_type':'a','user_id':2}]",
                        "[{'contact_type':'a','user_id':2}]"),
                row(contact + "id", q, OPTIONAL, "1.5", "-1", "range", "'7'", "7"),
                row(contact + "first_name", c, "required", "1", tooLong, "length", "'Jo '", "'Jo'"),
                row(contact + "last_name", c, "required", "1", tooLong, "length", "'Do '", "'Do'"),
                row(
                        contact + "email",
                        c,
                        "required",
                        "1",
                        "'jane@localhost'",
                        "format",
                        "' j.d+x@example.co.uk'",
                        "'j.d+x@example.co.uk'"),
                row(contact + "job_title", c, "required", "1", tooLong, "length", "'CEO'", "'CEO'"),
                row(
                        contact + "telephone",
                        c,
                        "required",
                        "18019034284",
                        "'call me'",
                        "format",
                        "'+32 2 555 12 12'",
                        "'+32 2 555 12 12'"),
                row(
                        contact + "contact_type",
                        q,
                        "required",
                        "1",
                        tooLong,
                        "length",
                        "'verified_contact'",
                        "'verified_contact'"),
                row(contact + "user_id", q, null, "true", "'0'", "range", "'2812497'", "2812497"),
                row("order_validity", q, OPTIONAL, "1", "[1]", "type", "{'days':'30'}", "{'days':30}"),
                row("order_validity.years", q, OPTIONAL, "'one'", "4", "allowed_values", "'3'", "3"),
                row("order_validity.days", q, OPTIONAL, "'many'", "398", "range", "'397'", "397"),
                row(
                        "order_validity.custom_expiration_date",
                        q,
                        OPTIONAL,
                        "20270101",
                        "'2027-01-01'",
                        "format",
                        "'09 JUN 2027'",
                        "'09 JUN 2027'"),
                row("payment_method", q, "required", "1", "'cash'", "allowed_values", "'profile'", "'profile'"),
                row("billing_address", card, OPTIONAL, "1", "'here'", "type", address, address),
                row("billing_address.address", card, "required", "1", tooLong, "length", "'a'", "'a'"),
                row("billing_address.address2", card, OPTIONAL, "1", tooLong, "length", "'a'", "'a'"),
                row("billing_address.city", card, "required", "1", tooLong, "length", "'a'", "'a'"),
                row("billing_address.state", card, "required", "1", tooLong, "length", "'UT'", "'UT'"),
                row("billing_address.country", card, "required", "1", "'USA'", "allowed_values", "'CA'", "'CA'"),
                row("billing_address.zip", card, "required", "1", tooLong, "length", "'84043'", "'84043'"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_good_value_is_normalised(Row row) {
        CheckedRequest checked = check(OrderBodies.with(row.body, row.parameter, row.given));

        assertThat(checked.findings()).isEmpty();
        assertThat(OrderBodies.at(checked.request().json(), row.parameter)).isEqualTo(row.normalised);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_missing_value_is_found_when_it_is_required_and_null_is_missing(Row row) {
        for (ObjectNode body : List.of(
                OrderBodies.without(row.body, row.parameter), OrderBodies.with(row.body, row.parameter, "null"))) {
            if (row.missing == null) {
                // Without user_id a contact is new, and the details of a new contact are what is missing.
                assertThat(found(check(body))).hasSize(5).allMatch(found -> found.endsWith(" required"));
            } else if (row.missing.equals(OPTIONAL)) {
                assertThat(check(body).findings()).isEmpty();
                assertThat(OrderBodies.at(check(body).request().json(), row.parameter)
                                .isMissingNode())
                        .isTrue();
            } else {
                assertThat(found(check(body))).containsExactly("$." + row.parameter + " " + row.missing);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_value_of_a_wrong_type_is_found_and_left_as_it_came(Row row) {
        CheckedRequest checked = check(OrderBodies.with(row.body, row.parameter, row.wrongType));

        assertThat(found(checked)).containsExactly("$." + row.parameter + " " + row.wrongTypeRule);
        assertThat(OrderBodies.at(checked.request().json(), row.parameter)).isEqualTo(row.wrongType);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_wrong_value_is_found_and_left_as_it_came(Row row) {
        CheckedRequest checked = check(OrderBodies.with(row.body, row.parameter, row.wrongValue));

        assertThat(found(checked)).containsExactly("$." + row.parameter + " " + row.wrongValueRule);
        assertThat(OrderBodies.at(checked.request().json(), row.parameter)).isEqualTo(row.wrongValue);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_message_is_a_sentence_that_names_the_field(Row row) {
        assertThat(check(OrderBodies.with(row.body, row.parameter, row.wrongValue))
                        .findings())
                .allSatisfy(finding -> assertThat(finding.message())
                        .startsWith(row.parameter + " ")
                        .endsWith("."));
    }

    @Test
    void the_rows_cover_every_parameter_of_the_page() throws IOException {
        try (InputStream page =
                getClass().getResourceAsStream("/certcentral/order-eu-qualified-eseal.parameters.txt")) {
            assertThat(rows().map(Row::parameter))
                    .containsExactlyElementsOf(new String(page.readAllBytes(), UTF_8)
                            .lines()
                            .filter(parameter -> !parameter.startsWith("credit_card"))
                            .toList());
        }
    }

    private static CheckedRequest check(JsonNode body) {
        return new RequestRules(TestClock.FIXED).check(body);
    }

    private static List<String> found(CheckedRequest checked) {
        return checked.findings().stream()
                .map(finding -> finding.path() + " " + finding.rule())
                .toList();
    }
}
