package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.RequestBeans;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovedContentTest {

    private static final BigDecimal PRICE = new BigDecimal("500.00");
    private static final String CSR = RequestBeans.csr();

    /** Every parameter of the vendor's page "Order EU Qualified eSeal". */
    static Stream<String> page() {
        return Stream.of(
                "certificate.signature_hash",
                "certificate.profile_option",
                "certificate.is_rsassa_pss",
                "csa_agreed_to",
                "provisioning_method",
                "ship_info.name",
                "ship_info.addr1",
                "ship_info.addr2",
                "ship_info.city",
                "ship_info.state",
                "ship_info.zip",
                "ship_info.country",
                "ship_info.method",
                "csr",
                "organization.id",
                "organization.skip_duplicate_org_check",
                "organization.contacts[0].id",
                "organization.contacts[0].first_name",
                "organization.contacts[0].last_name",
                "organization.contacts[0].email",
                "organization.contacts[0].job_title",
                "organization.contacts[0].telephone",
                "organization.contacts[0].contact_type",
                "organization.contacts[0].user_id",
                "order_validity.years",
                "order_validity.days",
                "order_validity.custom_expiration_date",
                "payment_method",
                "credit_card.number",
                "credit_card.expiration_month",
                "credit_card.expiration_year",
                "credit_card.cvv",
                "credit_card.cardholder_name",
                "credit_card.save_credit_card",
                "credit_card.set_as_default",
                "billing_address.address",
                "billing_address.address2",
                "billing_address.city",
                "billing_address.state",
                "billing_address.country",
                "billing_address.zip");
    }

    static Stream<String> everyField() {
        return Stream.concat(page(), RequestBeans.fields().stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("everyField")
    void every_field_that_can_be_ordered_is_decided_on_or_named_as_free_with_a_reason(String field) {
        ObjectNode changed = request();
        put(changed, field);
        String top = field.split("\\.")[0];

        if (ApprovedContent.FREE.containsKey(top)) {
            assertThat(ApprovedContent.FREE.get(top)).isNotBlank();
            assertThat(fingerprint(changed)).as(field).isEqualTo(fingerprint(request()));
        } else {
            assertThat(fingerprint(changed)).as(field).isNotEqualTo(fingerprint(request()));
        }
    }

    @Test
    void nothing_else_is_free() {
        assertThat(ApprovedContent.FREE).containsOnlyKeys("credit_card", "alternative_order_id");
        assertThat(RequestBeans.fields())
                .as("the rules know the page's fields")
                .containsAll(
                        page().filter(field -> !field.startsWith("credit_card")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unheard_of", "ship_info.door", "organization.contacts[0].fax"})
    void a_field_that_nobody_thought_of_is_decided_on(String field) {
        ObjectNode changed = request();
        put(changed, field);
        assertThat(fingerprint(changed)).isNotEqualTo(fingerprint(request()));
    }

    @Test
    void the_price_is_decided_on_however_it_is_written() {
        assertThat(ApprovedContent.of(OrderBody.of(request())).fingerprint(new BigDecimal("500.01")))
                .isNotEqualTo(fingerprint(request()));
        assertThat(ApprovedContent.of(OrderBody.of(request())).fingerprint(new BigDecimal("500")))
                .isEqualTo(fingerprint(request()));
    }

    @Test
    void a_fingerprint_is_a_SHA_256_in_hex_and_stays_the_same() {
        assertThat(fingerprint(request())).matches("[0-9a-f]{64}").isEqualTo(fingerprint(request()));
    }

    @Test
    void the_order_of_fields_does_not_matter_at_any_depth() {
        assertThat(fingerprint(reversed(request()))).isEqualTo(fingerprint(request()));
    }

    @Test
    void the_order_of_contacts_does() {
        ObjectNode request = request();
        JsonNode first = request.at("/organization/contacts/0");
        request.withArray("/organization/contacts").remove(0);
        request.withArray("/organization/contacts").add(first);
        assertThat(fingerprint(request)).isNotEqualTo(fingerprint(request()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/certificate|signature_hash|'sha512'",
                "/certificate|profile_option|'digitalsignature'",
                "/certificate|is_rsassa_pss|true",
                "|csa_agreed_to|false",
                "|provisioning_method|'csr'",
                "/ship_info|method|'EXPEDITED'",
                "/organization|id|2042710",
                "/organization|name|'Other NV'",
                "/organization/contacts/0|user_id|1",
                "/organization/contacts/1|contact_type|'other'",
                "/organization/contacts/0|email|'a@b.eu'",
                "|organization|{}",
                "/order_validity|years|2",
                "/order_validity|days|30",
                "/order_validity|custom_expiration_date|'09 JUN 2027'",
                "|payment_method|'balance'",
                "|renewal_of_order_id|8"
            })
    void a_change_of_a_decided_field_changes_the_fingerprint(String parent, String field, String value) {
        ObjectNode changed = request();
        at(changed, parent).set(field, SingleQuoted.json(value));
        assertThat(fingerprint(changed)).isNotEqualTo(fingerprint(request()));
    }

    @ParameterizedTest
    @CsvSource({
        "certificate",
        "csa_agreed_to",
        "provisioning_method",
        "ship_info",
        "organization",
        "order_validity",
        "payment_method",
        "billing_address",
        "renewal_of_order_id"
    })
    void so_does_a_decided_field_that_is_taken_out_but_null_is_the_same_as_absent(String field) {
        ObjectNode without = request();
        without.remove(field);
        assertThat(fingerprint(without)).isNotEqualTo(fingerprint(request()));
        assertThat(fingerprint(request().putNull(field))).isEqualTo(fingerprint(without));
    }

    @Test
    void null_is_the_same_as_absent_at_every_depth() {
        ObjectNode request = request();
        at(request, "/organization").putNull("name");
        at(request, "/organization/contacts/0").putNull("email");
        assertThat(fingerprint(request)).isEqualTo(fingerprint(request()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "addr1", "addr2", "city", "state", "zip", "country", "method"})
    void recipient_and_each_line_of_the_address_are_decided_on(String line) {
        ObjectNode changed = request();
        at(changed, "/ship_info").put(line, "other");
        assertThat(fingerprint(changed)).isNotEqualTo(fingerprint(request()));
        assertThat(ApprovedContent.of(OrderBody.of(request())).changesTo(ApprovedContent.of(OrderBody.of(changed))))
                .extracting(ChangedField::path)
                .containsExactly("ship_info." + line);
    }

    @Test
    void a_key_that_was_there_is_decided_on_by_its_fingerprint_whatever_the_text_of_its_csr() {
        ObjectNode with = request().put("csr", CSR);
        assertThat(fingerprint(with))
                .isNotEqualTo(fingerprint(request()))
                .isEqualTo(fingerprint(request().put("csr", CSR.replaceAll("\\s*\\R\\s*", "\\\\n"))))
                .isNotEqualTo(fingerprint(request().put("csr", RequestBeans.csrOfAnotherKey())));
        assertThat(ApprovedContent.of(OrderBody.of(with)).withoutKey().fingerprint(PRICE))
                .isEqualTo(fingerprint(request()));
        assertThat(ApprovedContent.of(OrderBody.of(with)).key())
                .hasValueSatisfying(key -> assertThat(key).matches("[0-9a-f]{64}"));
        assertThat(ApprovedContent.of(OrderBody.of(request())).key()).isEmpty();
        assertThat(fingerprint(request().put("csr", "x")))
                .isNotEqualTo(fingerprint(request().put("csr", "y")));
    }

    @Test
    void old_and_new_value_of_each_changed_field_are_told_the_key_by_its_fingerprint() {
        ObjectNode before = request().put("csr", CSR);
        ObjectNode after = request();
        at(after, "/ship_info").put("city", "Gent");
        after.put("payment_method", "balance").remove("billing_address");

        assertThat(ApprovedContent.of(OrderBody.of(before)).changesTo(ApprovedContent.of(OrderBody.of(after))))
                .extracting(change -> change.told().sentence())
                .containsExactly(
                        "billing_address.city: \"Gent\" → nothing",
                        "csr: \"" + ApprovedContent.keyOf(CSR) + "\" → nothing",
                        "payment_method: \"card\" → \"balance\"",
                        "ship_info.city: \"New Orleans\" → \"Gent\"");
        assertThat(ApprovedContent.of(OrderBody.of(before)).changesTo(ApprovedContent.of(OrderBody.of(before))))
                .isEmpty();
    }

    @Test
    void values_of_another_kind_or_place_are_other_values() {
        ObjectNode text = request();
        at(text, "/organization").put("id", "2042709");
        assertThat(fingerprint(text)).isNotEqualTo(fingerprint(request()));
        assertThat(fingerprint(SingleQuoted.json("{}")))
                .isNotEqualTo(fingerprint(request()))
                .isNotEqualTo(fingerprint(SingleQuoted.json("{'payment_method': 'card'}")));
    }

    private static String fingerprint(JsonNode request) {
        return ApprovedContent.of(OrderBody.of(request)).fingerprint(PRICE);
    }

    /** Paid by card, with something in each part that can be decided on. */
    private static ObjectNode request() {
        ObjectNode request = OrderBodies.byCard().put("renewal_of_order_id", 7);
        request.withObject("/certificate").put("is_rsassa_pss", false);
        request.withObject("/ship_info").put("state", "LA").put("country", "US");
        request.withArray("/organization/contacts")
                .add(SingleQuoted.json("{'contact_type': 'verified_contact', 'user_id': 2812498}"));
        request.set("billing_address", SingleQuoted.json("{'city': 'Gent'}"));
        return request;
    }

    private static ObjectNode at(ObjectNode body, String parent) {
        return parent == null ? body : (ObjectNode) body.at(parent);
    }

    /** Puts another value into the place, making the objects on its way. */
    private static void put(ObjectNode body, String place) {
        ObjectNode at = body;
        String[] names = place.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            String name = names[i].replace("[0]", "");
            JsonNode next = at.get(name);
            if (next instanceof ArrayNode list) {
                at = (ObjectNode) list.get(0);
            } else {
                at = next instanceof ObjectNode object ? object : at.putObject(name);
            }
        }
        at.put(names[names.length - 1], "another value");
    }

    private static JsonNode reversed(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        ObjectNode reversed = object.objectNode();
        names.forEach(name -> reversed.set(name, reversed(object.get(name))));
        return reversed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'years': 1}|{'years': '1'}|years: \"1\" → \"\"1\"\"",
                "{'ok': true}|{'ok': 'true'}|ok: \"true\" → \"\"true\"\"",
                "{'list': []}|{'list': '[]'}|list: \"[]\" → \"\"[]\"\"",
                "{'a': {'b': 1}}|{'a.b': 1}|[\"a.b\"]: nothing → \"1\"; a.b: \"1\" → nothing",
                "{'a': ['x']}|{'a[0]': 'x'}|[\"a[0]\"]: nothing → \"x\"; a[0]: \"x\" → nothing",
                "{'city': 'Gent'}|{'city': 'gent'}|city: \"Gent\" → \"gent\"",
                "{'city': 'Gent'}|{'city': 'Gent '}|city: \"Gent\" → \"Gent \""
            })
    void whatever_makes_another_fingerprint_is_named_as_a_change(String before, String after, String told) {
        ApprovedContent old = ApprovedContent.of(OrderBody.of(SingleQuoted.json(before)));
        ApprovedContent now = ApprovedContent.of(OrderBody.of(SingleQuoted.json(after)));
        assertThat(old.fingerprint(PRICE)).isNotEqualTo(now.fingerprint(PRICE));
        assertThat(String.join(
                        "; ",
                        old.changesTo(now).stream()
                                .map(change -> change.told().sentence())
                                .toList()))
                .isEqualTo(told);
    }
}
