package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Any JSON, and bodies with any JSON in any place. */
public final class RandomJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of(
            "certificate",
            "csr",
            "id",
            "organization",
            "contacts",
            "user_id",
            "order_validity",
            "days",
            "credit_card",
            "number",
            "billing_address",
            "country",
            "ship_info",
            "x",
            "",
            "a b",
            "\u0000",
            "4111111111111111");

    private RandomJson() {}

    public static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 17 : 14)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt());
            case 3 -> JSON.numberNode(random.nextLong());
            case 4 ->
                JSON.numberNode(List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, 0.5)
                        .get(random.nextInt(4)));
            case 5 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(40)).negate());
            case 6 -> JSON.numberNode(new BigDecimal("1e+500"));
            case 7 -> JSON.binaryNode(new byte[random.nextInt(5)]);
            case 8 -> JSON.pojoNode(random.nextBoolean() ? null : new Object());
            case 9 -> JSON.missingNode();
            case 10 -> JSON.textNode(String.valueOf(random.nextLong()));
            case 11 ->
                JSON.textNode(random.ints(random.nextInt(40), 0, 0xFFFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
            case 12 ->
                JSON.textNode("-----BEGIN CERTIFICATE REQUEST-----" + Long.toString(random.nextLong(), 36)
                        + "-----END CERTIFICATE REQUEST-----");
            case 13 ->
                JSON.textNode(List.of("qscd", "csr", "card", "US", " ", "", "01 JAN 2027")
                        .get(random.nextInt(7)));
            case 14 -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.objectNode();
                for (int i = random.nextInt(6); i > 0; i--) {
                    object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    /** A copy with each value replaced now and then. */
    public static JsonNode mutate(JsonNode node, Random random) {
        if (random.nextInt(12) == 0) {
            return value(random, 2);
        }
        if (node.isObject()) {
            ObjectNode copy = JSON.objectNode();
            node.properties().forEach(entry -> copy.set(entry.getKey(), mutate(entry.getValue(), random)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.arrayNode();
            node.forEach(element -> copy.add(mutate(element, random)));
            return copy;
        }
        return node;
    }
}
