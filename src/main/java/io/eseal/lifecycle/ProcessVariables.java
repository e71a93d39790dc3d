package io.eseal.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;

/**
 * Reads and writes process variables of type {@code Json} as Jackson trees, and numbers of whatever type a form made of
 * them.
 */
public final class ProcessVariables {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProcessVariables() {}

    /** The variable's content; a missing node when there is none or when it is no JSON. */
    public static JsonNode json(VariableScope scope, String name) {
        TypedValue value = scope.getVariableTyped(name, false);
        if (value == null) {
            return MissingNode.getInstance();
        }
        String text = value instanceof SerializableValue serialized
                ? serialized.getValueSerialized()
                : value.getValue() == null ? null : value.getValue().toString();
        if (text == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    public static JsonValue jsonValue(Object content) {
        try {
            return SpinValues.jsonValue(JSON.writeValueAsString(content)).create();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not to be written as JSON: " + content.getClass().getName(), e);
        }
    }

    /** The order body that people ask for. */
    public static JsonNode request(VariableScope scope) {
        return json(scope, EsealLifecycle.Variables.REQUEST);
    }

    /**
     * A whole number, also when a client or a form wrote it as text or as 7.0; empty when there is none, or one with a
     * fraction.
     */
    public static Optional<Long> number(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        if (value instanceof Number number) {
            return number.doubleValue() == number.longValue() ? Optional.of(number.longValue()) : Optional.empty();
        }
        if (value instanceof String text && text.strip().matches("\\d{1,18}")) {
            return Optional.of(Long.valueOf(text.strip()));
        }
        return Optional.empty();
    }

    /** A text without surrounding white space; empty when there is none. */
    public static Optional<String> text(VariableScope scope, String name) {
        return Optional.ofNullable(scope.getVariable(name))
                .map(Object::toString)
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }
}
