package io.eseal.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import io.eseal.timeline.Sha256;
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
 * What approvers decide on: every field of the order body but those in {@link #FREE}, with the key's fingerprint in the
 * place of the CSR. A field that nobody thought of here is decided on.
 */
final class ApprovedContent {

    /** Fields that are not part of the decision, and why. */
    static final Map<String, String> FREE = Map.of(
            "credit_card", "finance types it when the order is paid; it is never part of a request",
            "alternative_order_id", "this service sets it to the request's id when it orders");
    /**
     * The one field that may be filled in after the approval, where it was not there: its value is the key's
     * fingerprint.
     */
    static final String CSR = "csr";

    private static final Pattern PLAIN_NAME = Pattern.compile("\\w+");
    private static final String UNREADABLE = "unreadable ";
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final ObjectNode decided;

    private ApprovedContent(ObjectNode decided) {
        this.decided = decided;
    }

    /** @param request any JSON; what is no object holds nothing that could be approved */
    static ApprovedContent of(JsonNode request) {
        ObjectNode decided = withoutNulls(request) instanceof ObjectNode fields ? fields : CANONICAL.createObjectNode();
        decided.remove(FREE.keySet());
        if (decided.has(CSR)) {
            decided.put(CSR, keyOf(decided.get(CSR).asText()));
        }
        return new ApprovedContent(decided);
    }

    /** The same with its key still open. */
    ApprovedContent withoutKey() {
        ObjectNode open = decided.deepCopy();
        open.remove(CSR);
        return new ApprovedContent(open);
    }

    /** As {@link #keyOf}; empty when there is no CSR. */
    Optional<String> key() {
        return Optional.ofNullable(decided.get(CSR)).map(JsonNode::textValue);
    }

    /**
     * SHA-256 in hex over what is decided, in a canonical form: the order of fields does not matter, their values do.
     *
     * @param price the most that the order may cost, as its approvers see it
     */
    String fingerprint(BigDecimal price) {
        ObjectNode all = CANONICAL
                .createObjectNode()
                .put("price", price.stripTrailingZeros().toPlainString());
        all.set("order", decided);
        try {
            // Through a plain map: Jackson sorts the entries of maps, not the fields of trees.
            return Sha256.hex(CANONICAL.writeValueAsString(CANONICAL.convertValue(all, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }

    /**
     * What is another value after than before, field by field in the order of their paths; empty when nothing decided
     * differs.
     */
    List<ChangedField> changesTo(ApprovedContent after) {
        SortedMap<String, JsonNode> old = fields();
        SortedMap<String, JsonNode> now = after.fields();
        return Stream.concat(old.keySet().stream(), now.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                // By their text: a number is the same number in whatever of Java's types it was read.
                .filter(path -> !json(old, path).equals(json(now, path)))
                .map(path -> changed(path, Optional.ofNullable(old.get(path)), Optional.ofNullable(now.get(path))))
                .toList();
    }

    /** As JSON where the words are the same, and only their type is another. */
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

    /** Each single value by its path, such as {@code organization.contacts[0].email}. */
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

    /** Two places never have one path: a name with a point or a bracket of its own is quoted. */
    private static String inside(String path, String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            return path + "[" + TextNode.valueOf(name) + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A field without a value says as much as no field. */
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

    /** Whether the text is a CSR, or a bare key, that can be ordered with. */
    static boolean isReadable(String csr) {
        return !keyOf(csr).startsWith(UNREADABLE);
    }

    /** SHA-256 of a CSR's public key in hex, or of the text where it cannot be read. */
    static String keyOf(String csr) {
        try {
            return Csr.parse(csr).keyFingerprint();
        } catch (CsrRejected e) {
            return UNREADABLE + Sha256.hex(csr);
        }
    }
}
