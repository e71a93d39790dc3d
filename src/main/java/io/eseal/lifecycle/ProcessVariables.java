package io.eseal.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.eseal.orderbody.OrderBody;
import io.eseal.text.VisibleText;
import java.util.Collection;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;

/**
 * Reads and writes process variables: {@code Json} values as Jackson trees, numbers and texts in whatever type a form
 * sent them.
 */
public final class ProcessVariables {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProcessVariables() {}

    /**
     * Returns the content of a {@code Json} or text variable; a missing node when there is none or when it is not one
     * JSON document.
     */
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

    /**
     * Returns a {@code Json} value with the content as Jackson writes it.
     *
     * @throws IllegalArgumentException when Jackson cannot write the content
     */
    public static JsonValue jsonValue(Object content) {
        try {
            return SpinValues.jsonValue(JSON.writeValueAsString(content)).create();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not to be written as JSON: " + content.getClass().getName(), e);
        }
    }

    /**
     * Writes a {@code Json} variable, unless it holds this content already: the engine writes a value to several
     * tables, also one that is the same. An empty list is not written where there is no variable.
     *
     * @throws IllegalArgumentException when Jackson cannot write the content
     */
    public static void write(VariableScope scope, String name, Object content) {
        TypedValue there = scope.getVariableTyped(name, false);
        if (there == null && content instanceof Collection<?> list && list.isEmpty()) {
            return;
        }
        JsonValue written = jsonValue(content);
        if (!(there instanceof JsonValue present
                && written.getValueSerialized().equals(present.getValueSerialized()))) {
            scope.setVariable(name, written);
        }
    }

    /** Returns the order body of the request; a missing one when there is none. */
    public static OrderBody request(VariableScope scope) {
        return OrderBody.of(json(scope, EsealLifecycle.Variables.REQUEST));
    }

    /**
     * Returns a whole number, also when a client or a form sent it as text or as 7.0; empty when there is none, or when
     * it has a fraction.
     */
    public static Optional<Long> number(VariableScope scope, String name) {
        Object value = scope.getVariable(name);
        if (value instanceof Number number) {
            return number.doubleValue() == number.longValue() ? Optional.of(number.longValue()) : Optional.empty();
        }
        if (value instanceof String text && VisibleText.trim(text).matches("\\d{1,18}")) {
            return Optional.of(Long.valueOf(VisibleText.trim(text)));
        }
        return Optional.empty();
    }

    /** Returns a variable as text without surrounding white space; empty when there is none or the text is blank. */
    public static Optional<String> text(VariableScope scope, String name) {
        return Optional.ofNullable(scope.getVariable(name))
                .map(Object::toString)
                .map(VisibleText::trim)
                .filter(s -> !s.isEmpty());
    }
}
