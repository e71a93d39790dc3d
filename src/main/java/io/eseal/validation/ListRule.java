package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.StreamSupport;

/** Rule of an array with at least one element, whose elements all follow one rule; empty elements are left out. */
public record ListRule(ValueRule element) implements ValueRule {

    @Override
    public JsonNode check(JsonNode value, ValidationContext at) {
        if (!value.isArray()) {
            at.report("type", "must be a JSON array.");
            return value;
        }
        ArrayNode checked = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < value.size(); index++) {
            // A form sends a row that nobody filled in as an object of nulls.
            if (!element.notGiven(value.get(index))) {
                checked.add(element.check(value.get(index), at.child(index)));
            }
        }
        return checked;
    }

    @Override
    public boolean missing(JsonNode value) {
        return ValueRule.super.missing(value)
                || value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(element::notGiven);
    }
}
