package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The fields of one object of the order body; what is wrong with them is added to the errors. */
record Fields(JsonNode node, String path, List<ApiError> errors) {

    static Fields of(JsonNode body, List<ApiError> errors) {
        return new Fields(body, "", errors);
    }

    /** The object in that field, or nothing and an error. */
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

    /** The value of a required field, numbers as text too. */
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
