package io.eseal.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.request.Bodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ApprovedContentTest {

    private static final String REQUEST = """
            {'certificate': {'signature_hash': 'sha256', 'profile_option': 'nonrepudiation', 'is_rsassa_pss': false},
             'csa_agreed_to': true,
             'provisioning_method': 'qscd',
             'ship_info': {'name': 'John Doe', 'addr1': '534 Jefferson Street', 'addr2': 'Floor 94', 'city': 'New Orleans',
                           'state': 'LA', 'zip': '58061', 'country': 'US', 'method': 'STANDARD'},
             'csr': 'a',
             'organization': {'id': 2042709, 'contacts': [{'contact_type': 'verified_contact', 'user_id': 2812497},
                                                          {'contact_type': 'verified_contact', 'user_id': 2812498}]},
             'order_validity': {'years': 1},
             'payment_method': 'card',
             'billing_address': {'city': 'Gent'},
             'renewal_of_order_id': 7}""";

    @Test
    void a_fingerprint_is_a_SHA_256_in_hex_and_stays_the_same() {
        assertThat(print(request())).matches("[0-9a-f]{64}").isEqualTo(print(request()));
    }

    @Test
    void the_order_of_fields_does_not_matter_at_any_depth() {
        assertThat(print(reversed(request()))).isEqualTo(print(request()));
    }

    @Test
    void the_order_of_contacts_does() {
        ObjectNode request = request();
        JsonNode first = request.at("/organization/contacts/0");
        request.withArray("/organization/contacts").remove(0);
        request.withArray("/organization/contacts").add(first);
        assertThat(print(request)).isNotEqualTo(print(request()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"/certificate|signature_hash|'sha512'", "/certificate|profile_option|'digitalsignature'", "/certificate|is_rsassa_pss|true",
            "|csa_agreed_to|false", "|provisioning_method|'csr'", "/ship_info|method|'EXPEDITED'", "/organization|id|2042710", "/organization|name|'Other NV'",
            "/organization/contacts/0|user_id|1", "/organization/contacts/1|contact_type|'other'", "/organization/contacts/0|email|'a@b.eu'", "|organization|{}",
            "/order_validity|years|2", "/order_validity|days|30", "/order_validity|custom_expiration_date|'09 JUN 2027'", "|payment_method|'balance'",
            "|renewal_of_order_id|8"})
    void a_change_of_a_decided_field_changes_the_fingerprint(String parent, String field, String value) {
        ObjectNode changed = request();
        at(changed, parent).set(field, Bodies.json(value));
        assertThat(print(changed)).isNotEqualTo(print(request()));
    }

    @ParameterizedTest
    @CsvSource({"certificate", "csa_agreed_to", "provisioning_method", "ship_info", "organization", "order_validity", "payment_method", "renewal_of_order_id"})
    void so_does_a_decided_field_that_is_taken_out_but_null_is_the_same_as_absent(String field) {
        ObjectNode without = request();
        without.remove(field);
        assertThat(print(without)).isNotEqualTo(print(request()));
        if (!field.equals("ship_info")) {
            assertThat(print(request().putNull(field))).isEqualTo(print(without));
        }
    }

    @ParameterizedTest
    @CsvSource({"name", "addr1", "addr2", "city", "state", "zip", "country"})
    void the_lines_of_the_address_are_filled_in_later(String line) {
        ObjectNode changed = request();
        at(changed, "/ship_info").put(line, "other");
        assertThat(print(changed)).isEqualTo(print(request()));
        at(changed, "/ship_info").remove(line);
        assertThat(print(changed)).isEqualTo(print(request()));
    }

    @ParameterizedTest
    @CsvSource({"csr", "credit_card", "billing_address", "alternative_order_id"})
    void csr_card_billing_address_and_our_own_reference_are_open(String field) {
        ObjectNode changed = request();
        changed.put(field, "other");
        assertThat(print(changed)).isEqualTo(print(request()));
        changed.remove(field);
        assertThat(print(changed)).isEqualTo(print(request()));
    }

    @Test
    void values_of_another_kind_or_place_are_other_values() {
        ObjectNode text = request();
        at(text, "/organization").put("id", "2042709");
        assertThat(print(text)).isNotEqualTo(print(request()));
        assertThat(print(Bodies.json("{}"))).isNotEqualTo(print(request())).isNotEqualTo(print(Bodies.json("{'payment_method': 'card'}")));
    }

    private static String print(JsonNode request) {
        return ApprovedContent.fingerprint(request);
    }

    private static ObjectNode request() {
        return (ObjectNode) Bodies.json(REQUEST);
    }

    private static ObjectNode at(ObjectNode body, String parent) {
        return parent == null ? body : (ObjectNode) body.at(parent);
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
}
