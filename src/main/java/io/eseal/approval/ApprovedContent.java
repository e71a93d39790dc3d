package io.eseal.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.keys.Sha256;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Content that approvers decide on: every field of the order body except those in {@link #FREE}, with the fingerprint
 * of the key in place of the CSR. A field that is unknown to this class is part of the decision.
 */
final class ApprovedContent {

    /** Fields that are not part of the decision, each with the reason. */
    static final Map<String, String> FREE = Map.of(
            "credit_card", "finance types it when the order is paid; it is never part of a request",
            "alternative_order_id", "this service sets it to the request's id when it orders");
    /** Name of the only field that may be filled in after the approval; its value here is the key's fingerprint. */
    static final String CSR = OrderFields.CSR;

    private static final Pattern PLAIN_NAME = Pattern.compile("\\w+");
    private static final String UNREADABLE = "unreadable ";
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final ObjectNode decided;

    private ApprovedContent(ObjectNode decided) {
        this.decided = decided;
    }

    /**
     * Reads the content to decide on from a request.
     *
     * @param request any body; the content of anything but an object is empty
     */
    static ApprovedContent of(OrderBody request) {
        ObjectNode decided =
                withoutNulls(request.json()) instanceof ObjectNode fields ? fields : CANONICAL.createObjectNode();
        decided.remove(FREE.keySet());
        if (decided.has(CSR)) {
            decided.put(CSR, keyOf(decided.get(CSR).asText()));
        }
        return new ApprovedContent(decided);
    }

    /** Returns a copy without the key. */
    ApprovedContent withoutKey() {
        ObjectNode open = decided.deepCopy();
        open.remove(CSR);
        return new ApprovedContent(open);
    }

    /** Returns the fingerprint of the key, as {@link #keyOf} makes it; empty when there is no CSR. */
    Optional<String> key() {
        return Optional.ofNullable(decided.get(CSR)).map(JsonNode::textValue);
    }

    /**
     * Returns the fingerprint of the content and the price: SHA-256 in hex over canonical JSON, in which the order of
     * fields does not matter.
     *
     * @param price the most that the order may cost, as its approvers see it
     */
    String fingerprint(BigDecimal price) {
        ObjectNode all = CANONICAL
                .createObjectNode()
                .put("price", price.stripTrailingZeros().toPlainString());
        all.set("order", decided);
        try {
            // Jackson sorts the entries of maps by key, not the fields of trees.
            return Sha256.hex(CANONICAL.writeValueAsString(CANONICAL.convertValue(all, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }

    /** Returns the fields whose values differ in {@code after}, sorted by path; empty when none differs. */
    List<ChangedField> changesTo(ApprovedContent after) {
        SortedMap<String, JsonNode> old = fields();
        SortedMap<String, JsonNode> now = after.fields();
        return Stream.concat(old.keySet().stream(), now.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                // Compared as text: Jackson reads equal numbers as different Java types.
                .filter(path -> !json(old, path).equals(json(now, path)))
                .map(path -> changed(path, Optional.ofNullable(old.get(path)), Optional.ofNullable(now.get(path))))
                .toList();
    }

    /** Shows both values as JSON when their plain texts are equal and only their types differ. */
    private static ChangedField changed(String path, Optional<JsonNode> before, Optional<JsonNode> after) {
        boolean sameWords = before.map(ApprovedContent::words).equals(after.map(ApprovedContent::words));
        Function<JsonNode, String> shown = sameWords ? JsonNode::toString : ApprovedContent::words;
        return new ChangedField(path, before.map(shown), after.map(shown));
    }

    private static Optional<String> json(SortedMap<String, JsonNode> fields, String path) {
        return Optional.ofNullable(fields.get(path)).map(JsonNode::toString);
    }

    private static String words(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** Returns each single value by its path, such as {@code organization.contacts[0].email}. */
    SortedMap<String, JsonNode> fields() {
        SortedMap<String, JsonNode> fields = new TreeMap<>();
        collect("", decided, fields);
        return fields;
    }

    private static void collect(String path, JsonNode value, Map<String, JsonNode> fields) {
        if (value.isContainerNode() && !value.isEmpty()) {
            value.properties().forEach(field -> collect(inside(path, field.getKey()), field.getValue(), fields));
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                collect(path + "[" + i + "]", value.get(i), fields);
            }
        } else if (!path.isEmpty()) {
            fields.put(path, value);
        }
    }

    /** Returns the path of a field; quotes a name with a point or a bracket, so that no two fields share a path. */
    private static String inside(String path, String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            return path + "[" + TextNode.valueOf(name) + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Removes fields without a value: they mean the same as absent fields. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isObject()) {
            ObjectNode clean = CANONICAL.createObjectNode();
            value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> clean.set(field.getKey(), withoutNulls(field.getValue())));
            return clean;
        }
        if (value.isArray()) {
            ArrayNode clean = CANONICAL.createArrayNode();
            value.forEach(element -> clean.add(withoutNulls(element)));
            return clean;
        }
        return value;
    }

    /** Returns whether the text is a CSR, or a bare public key, that an order can be placed with. */
    static boolean isReadable(String csr) {
        return !keyOf(csr).startsWith(UNREADABLE);
    }

    /** Returns SHA-256 in hex of the public key in a CSR; a marked SHA-256 of the text when it cannot be read. */
    static String keyOf(String csr) {
        try {
            return Csr.parse(csr).keyFingerprint();
        } catch (CsrRejected e) {
            return UNREADABLE + Sha256.hex(csr);
        }
    }
}
