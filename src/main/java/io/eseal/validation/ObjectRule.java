package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.text.VisibleText;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Rule of an object that has the given fields and no others. The checked object holds them in the order of the rule,
 * followed by unknown ones, which are reported.
 */
public final class ObjectRule implements ValueRule {

    private final List<Field> fields;
    private final Set<String> names;
    private final BiConsumer<JsonNode, ValidationContext> whole;

    ObjectRule(List<Field> fields, BiConsumer<JsonNode, ValidationContext> whole) {
        this.fields = List.copyOf(fields);
        this.names = fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
        this.whole = whole;
    }

    /** Returns the fields in the order in which they are checked. */
    public List<Field> fields() {
        return fields;
    }

    @Override
    public JsonNode check(JsonNode value, ValidationContext at) {
        if (!value.isObject()) {
            at.report("type", "must be a JSON object.");
            return value;
        }
        ObjectNode checked = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> field.check(value.path(field.name()), value, at.child(field.name()))
                .ifPresent(found -> checked.set(field.name(), found)));
        value.properties().stream()
                .filter(entry -> !names.contains(entry.getKey()))
                .forEach(entry -> {
                    at.child(entry.getKey())
                            .report(
                                    "unknown_field",
                                    "is not a field of this request: check its spelling and its place.");
                    checked.set(entry.getKey(), entry.getValue());
                });
        whole.accept(checked, at);
        return checked;
    }

    @Override
    public boolean notGiven(JsonNode value) {
        return missing(value) || value.isObject() && hollow(value);
    }

    private static boolean hollow(JsonNode value) {
        if (value.isContainerNode()) {
            return StreamSupport.stream(value.spliterator(), false).allMatch(ObjectRule::hollow);
        }
        return value.isNull() || value.isTextual() && VisibleText.isBlank(value.textValue());
    }
}
