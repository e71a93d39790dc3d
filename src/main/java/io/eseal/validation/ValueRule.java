package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;

/** The rule of one value. */
@FunctionalInterface
public interface ValueRule {

    /**
     * Reports what is wrong at the given place; returns the value normalised, or as it came when something is wrong.
     */
    JsonNode check(JsonNode value, ValidationContext at);

    /** Whether a required value counts as missing. */
    default boolean missing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank();
    }

    /** Whether a value that is not required counts as not given: forms send empty texts and empty objects. */
    default boolean notGiven(JsonNode value) {
        return missing(value);
    }
}
