package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.screening.CardFields;
import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import java.math.BigDecimal;

/** Removes card data and private keys from a body before any other code reads it. */
public final class SensitiveDataScrubber {

    static final String NO_CARD_NUMBER =
            "seems to hold a payment card number: card data is never part of a request, so nothing of it was kept.";
    static final String NO_PRIVATE_KEY =
            "holds a private key. Nothing of it was kept, but it has left your hands: treat it as disclosed, "
                    + "make a new key pair and send only its CSR.";

    private static final String NO_CARD_DATA =
            "is not accepted here: finance enters card data when the order is paid, so nothing of it was kept.";

    private SensitiveDataScrubber() {}

    /**
     * Returns a copy of the value without card data and private keys, and reports each place where one was found.
     * Fields that are named like card data are left out; other texts and numbers that hold card data or a key become
     * empty texts.
     */
    public static JsonNode remove(JsonNode value, ValidationContext at) {
        if (value.isObject()) {
            return removeFromObject(value, at);
        }
        if (value.isArray()) {
            ArrayNode clean = JsonNodeFactory.instance.arrayNode();
            for (int index = 0; index < value.size(); index++) {
                clean.add(remove(value.get(index), at.child(index)));
            }
            return clean;
        }
        if (value.isTextual() && PrivateKeys.contains(value.textValue())) {
            at.report("private_key", NO_PRIVATE_KEY);
            return TextNode.valueOf("");
        }
        if (CardNumbers.contains(text(value))) {
            at.report("card_number", NO_CARD_NUMBER);
            return TextNode.valueOf("");
        }
        return value;
    }

    private static ObjectNode removeFromObject(JsonNode value, ValidationContext at) {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(entry -> {
            String name = entry.getKey();
            ValidationContext place = at.child(name);
            if (CardFields.isOne(name)) {
                if (!entry.getValue().isNull()) {
                    place.report("not_accepted_here", NO_CARD_DATA);
                }
            } else if (CardNumbers.contains(name)) {
                place.report("card_number", NO_CARD_NUMBER);
            } else if (PrivateKeys.contains(name)) {
                place.report("private_key", NO_PRIVATE_KEY);
            } else {
                clean.set(name, remove(entry.getValue(), place));
            }
        });
        return clean;
    }

    // A card number may also be written as a JSON number, which Jackson may have read as a double.
    private static String text(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            double number = value.doubleValue();
            return Math.abs(number) < 1e19
                    ? new BigDecimal(number).toBigInteger().toString()
                    : "";
        }
        return value.asText();
    }
}
