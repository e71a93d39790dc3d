package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the fields of one JSON object in an order body and collects the errors found in them.
 *
 * @param path path of the object in the body, for the error codes
 * @param errors list to which errors are added
 */
record Fields(JsonNode node, String path, List<ApiError> errors) {

    static Fields of(JsonNode body, List<ApiError> errors) {
        return new Fields(body, "", errors);
    }

    /** Returns the object in that field; empty, with an error added, if there is none. */
    Optional<Fields> object(String name) {
        JsonNode child = node.path(name);
        if (!child.isObject()) {
            errors.add(has(name) ? ErrorCodes.invalid(path + name) : ErrorCodes.missing(path + name));
            return Optional.empty();
        }
        return Optional.of(new Fields(child, path + name + ".", errors));
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Returns the value of a required field, numbers as text; empty, with an error added, if it is missing. */
    Optional<String> required(String name) {
        JsonNode value = node.path(name);
        if (value.isContainerNode()) {
            errors.add(ErrorCodes.invalid(path + name));
            return Optional.empty();
        }
        if (value.asText("").isBlank() || value.isNull()) {
            errors.add(ErrorCodes.missing(path + name));
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    /**
     * Returns the value of a required field that fits the rule; empty, with an error added, if it is missing or does
     * not fit.
     */
    Optional<String> required(String name, Predicate<String> rule) {
        Optional<String> value = required(name);
        if (value.filter(rule.negate()).isPresent()) {
            errors.add(ErrorCodes.invalid(path + name));
            return Optional.empty();
        }
        return value;
    }

    void requireAll(String... names) {
        for (String name : names) {
            required(name);
        }
    }

    void optionalFlag(String name) {
        if (has(name) && Values.flag(node.path(name)).isEmpty()) {
            errors.add(ErrorCodes.invalid(path + name));
        }
    }

    void add(ApiError error) {
        errors.add(error);
    }
}
