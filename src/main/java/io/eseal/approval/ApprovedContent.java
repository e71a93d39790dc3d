package io.eseal.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.lifecycle.Sha256;

import java.util.List;

/** What approvers decide on, and its fingerprint. Address lines, CSR and card are open: they are filled in later. */
final class ApprovedContent {

    private static final List<String> DECIDED = List.of("certificate", "csa_agreed_to", "provisioning_method", "organization",
            "order_validity", "payment_method", "renewal_of_order_id");
    private static final ObjectMapper CANONICAL = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ApprovedContent() {
    }

    /** SHA-256 in hex over the decided fields in a canonical form: the order of fields does not matter, their values do. */
    static String fingerprint(JsonNode request) {
        ObjectNode decided = CANONICAL.createObjectNode();
        DECIDED.forEach(field -> {
            if (request.hasNonNull(field)) {
                decided.set(field, request.get(field));
            }
        });
        JsonNode priority = request.path("ship_info").path("method");
        if (!priority.isMissingNode()) {
            decided.set("shipping_priority", priority);
        }
        try {
            // Through a plain map: Jackson sorts the entries of maps, not the fields of trees.
            return Sha256.hex(CANONICAL.writeValueAsString(CANONICAL.convertValue(decided, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }
}
