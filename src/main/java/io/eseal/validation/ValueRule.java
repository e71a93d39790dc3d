package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.text.VisibleText;

/** Rule of one value of a JSON body. */
@FunctionalInterface
public interface ValueRule {

    /**
     * Checks a value and reports what is wrong with it at the given place.
     *
     * @return the value normalised, or unchanged when something is wrong with it
     */
    JsonNode check(JsonNode value, ValidationContext at);

    /** Returns whether a required value counts as missing. */
    default boolean missing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isTextual() && VisibleText.isBlank(value.textValue());
    }

    /** Returns whether an optional value counts as not given: forms send empty texts and empty objects. */
    default boolean notGiven(JsonNode value) {
        return missing(value);
    }
}
