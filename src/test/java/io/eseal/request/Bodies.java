package io.eseal.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Bodies for the tests, in JSON with single quotes; places are written as in a finding, without the leading {@code $.}.
 */
public final class Bodies {

    /** 15 June 2026. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An order for a token, paid by balance, by an existing contact of an existing organization. */
    static ObjectNode qscd() {
        return (ObjectNode) json("""
                {'certificate': {'signature_hash': 'sha256', 'profile_option': 'nonrepudiation'},
                 'csa_agreed_to': true,
                 'provisioning_method': 'qscd',
                 'ship_info': {'name': 'John Doe', 'addr1': '534 Jefferson Street', 'addr2': 'Floor 94', 'city': 'New Orleans',
                               'state': 'la', 'zip': '58061', 'country': 'us', 'method': 'STANDARD'},
                 'organization': {'id': 2042709, 'contacts': [{'contact_type': 'verified_contact', 'user_id': 2812497}]},
                 'order_validity': {'years': 1},
                 'payment_method': 'balance'}""");
    }

    static ObjectNode csr() {
        return without(set(qscd(), "provisioning_method", "'csr'"), "ship_info");
    }

    static ObjectNode newContact() {
        return set(qscd(), "organization.contacts[0]", """
                {'first_name': 'Jane', 'last_name': 'Roe', 'email': 'jane.roe@example.com', 'job_title': 'Engineer',
                 'telephone': '1801-903-4284', 'contact_type': 'verified_contact'}""");
    }

    static ObjectNode newOrganization() {
        ObjectNode body = qscd();
        ((ObjectNode) body.get("organization")).remove("id");
        ((ObjectNode) body.get("organization")).setAll((ObjectNode) json("""
                {'name': 'Example NV', 'address': 'Kerkstraat 1', 'city': 'Gent', 'zip': '9000', 'country': 'BE',
                'telephone': '+32 9 555 12 12'}"""));
        return body;
    }

    static ObjectNode card() {
        return set(
                set(qscd(), "payment_method", "'card'"),
                "billing_address",
                "{'address': '1 Main Street', 'city': 'Lehi', 'state': 'UT', 'country': 'US', 'zip': '84043'}");
    }

    static ObjectNode set(ObjectNode body, String place, String value) {
        return set(body, place, json(value));
    }

    static ObjectNode set(ObjectNode body, String place, JsonNode value) {
        ObjectNode copy = body.deepCopy();
        JsonNode parent = parent(copy, place);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last(place)), value);
        } else {
            ((ObjectNode) parent).set(last(place), value);
        }
        return copy;
    }

    static ObjectNode without(ObjectNode body, String place) {
        ObjectNode copy = body.deepCopy();
        ((ObjectNode) parent(copy, place)).remove(last(place));
        return copy;
    }

    static JsonNode at(JsonNode body, String place) {
        return body.at("/" + String.join("/", steps(place)));
    }

    private static JsonNode parent(JsonNode body, String place) {
        List<String> steps = steps(place);
        JsonNode parent = body.at(steps.size() == 1 ? "" : "/" + String.join("/", steps.subList(0, steps.size() - 1)));
        return parent.isMissingNode() ? ((ObjectNode) body).putObject(steps.get(0)) : parent;
    }

    private static String last(String place) {
        List<String> steps = steps(place);
        return steps.get(steps.size() - 1);
    }

    private static List<String> steps(String place) {
        return List.of(place.replaceAll("\\[(\\d+)]", ".$1").split("\\."));
    }
}
