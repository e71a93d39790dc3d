package io.eseal.engine;

import static org.camunda.bpm.engine.variable.Variables.untypedValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.task.InputKind;
import io.eseal.task.TaskAnswer;
import io.eseal.task.TaskInput;
import io.eseal.text.VisibleText;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * Checks type, length and JSON of variables that people write. The engine itself takes any type, among them files and
 * objects of a class that the caller names, of any length.
 */
final class WrittenVariables {

    private static final String JSON = "json";
    private static final ObjectMapper READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private WrittenVariables() {}

    /**
     * Checks the variables that a task or a start asks for.
     *
     * @throws CompletionRefused if a value has another type than its variable, or is too long
     */
    static void check(Map<String, ?> variables, List<TaskInput> inputs) {
        inputs.stream()
                .filter(input -> !input.isField() && variables.containsKey(input.path()))
                .forEach(input -> {
                    check(input, typed(variables, input.path()));
                    if (input.kind() == InputKind.JSON) {
                        checkJson(input, text(variables, input.path()), inputs);
                    }
                });
    }

    /** Refuses what is no JSON, in a text as well, and fields of JSON that the task does not ask for. */
    private static void checkJson(TaskInput input, String text, List<TaskInput> inputs) {
        JsonNode json = json(text);
        if (json.isMissingNode() && !VisibleText.isBlank(text)) {
            throw new CompletionRefused("The field " + input.path() + " must be one JSON document.");
        }
        Set<String> foreign = new TreeSet<>();
        json.fieldNames().forEachRemaining(field -> foreign.add(input.path() + "." + field));
        inputs.forEach(asked -> foreign.remove(asked.path()));
        // Of the request, the rules tell which fields there are.
        if (!input.path().equals(Variables.REQUEST) && !foreign.isEmpty()) {
            throw new CompletionRefused("This task does not ask for: " + String.join(", ", foreign) + ".");
        }
    }

    /**
     * Refuses to complete a task without those fields of the request that its form requires. The request as it stands
     * does not count: whoever completes the task says what it is to be. The rules of the request check what is sent.
     *
     * @throws CompletionRefused if a field is not sent; names it
     */
    static void refuseUnsent(Map<String, ?> variables, TaskAnswer asked) {
        Optional<Outcome> decided = Outcome.of(VisibleText.trim(text(variables, Variables.DECISION)));
        JsonNode request = json(text(variables, Variables.REQUEST));
        asked.inputs().stream()
                .filter(input -> input.isField() && input.variable().equals(Variables.REQUEST))
                .filter(input ->
                        input.need().refusal().isEmpty() && input.need().holdsFor(decided))
                .map(input -> input.path().split("\\.")[1])
                .filter(field -> asked.wholeRequest()
                        ? !request.isObject()
                        : !request.has(field) && VisibleText.isBlank(text(variables, field)))
                .findFirst()
                .ifPresent(field -> {
                    throw new CompletionRefused("The field "
                            + (asked.wholeRequest() ? Variables.REQUEST : Variables.REQUEST + "." + field)
                            + " is required. (Rule: required.)");
                });
    }

    /**
     * Checks variables that an administrator writes by hand: {@code request} and no other, because gateways, timers and
     * forms go by the others, and a variable hides a bean of its name. What is written into the request is recorded
     * with old and new value, and approvers decide on it again.
     *
     * @throws CompletionRefused if there is another variable, or the request is no JSON object or is too long
     */
    static void checkByHand(Map<String, ?> variables) {
        Set<String> others = new TreeSet<>(variables.keySet());
        others.remove(Variables.REQUEST);
        if (!others.isEmpty()) {
            throw new CompletionRefused(
                    "By hand an administrator writes the variable request alone; written by this service and by those who complete"
                            + " tasks: " + String.join(", ", others) + ".");
        }
        if (variables.containsKey(Variables.REQUEST)) {
            TypedValue value = typed(variables, Variables.REQUEST);
            refuseTransient(Variables.REQUEST, value);
            refuseLonger(Variables.REQUEST, text(value), TaskInput.LONGEST_REQUEST);
            if (!isJson(value) || !isObject(text(value))) {
                throw new CompletionRefused("The variable request must be a JSON object of the type Json.");
            }
        }
    }

    private static boolean isObject(String json) {
        return json(json).isObject();
    }

    private static JsonNode json(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static void check(TaskInput input, TypedValue value) {
        String name = input.path();
        refuseTransient(name, value);
        boolean fits = switch (input.kind()) {
            case TEXT -> isText(value);
            case NUMBER -> isText(value) || isSimple(value, Number.class);
            case DAY -> isText(value) || isSimple(value, Date.class);
            case JSON -> isText(value) || isJson(value);
            case TICK -> isSimple(value, Boolean.class);
        };
        if (!fits) {
            throw new CompletionRefused(
                    "The field " + name + " must be " + input.kind().words() + ".");
        }
        refuseLonger(name, text(value), input.longest());
    }

    /** Refuses a transient value, which would be lost at the next step and missing in the history. */
    private static void refuseTransient(String name, TypedValue value) {
        if (value != null && value.isTransient()) {
            throw new CompletionRefused("The field " + name + " must not be transient: what people write is kept.");
        }
    }

    private static void refuseLonger(String name, String text, int longest) {
        if (text.length() > longest) {
            throw new CompletionRefused("The field " + name + " may have at most " + longest + " characters.");
        }
    }

    private static TypedValue typed(Map<String, ?> variables, String name) {
        if (variables instanceof VariableMap map) {
            return map.getValueTyped(name);
        }
        return variables.get(name) instanceof TypedValue value ? value : untypedValue(variables.get(name));
    }

    private static boolean isJson(TypedValue value) {
        return value instanceof SerializableValue && JSON.equals(value.getType().getName());
    }

    /** Returns whether the value is a text; a missing value counts as one. */
    private static boolean isText(TypedValue value) {
        return value == null
                || isSimple(value, String.class)
                || ValueType.NULL.equals(value.getType())
                || value.getType() == null && value.getValue() == null;
    }

    /** Returns whether the value has one of the engine's simple types, or none, as Java clients send it. */
    private static boolean isSimple(TypedValue value, Class<?> type) {
        return (value.getType() == null || value.getType().isPrimitiveValueType())
                && (value.getValue() == null || type.isInstance(value.getValue()))
                && !ValueType.BYTES.equals(value.getType())
                && !ValueType.FILE.equals(value.getType());
    }

    private static String text(Map<String, ?> variables, String name) {
        return variables.containsKey(name) ? text(typed(variables, name)) : "";
    }

    private static String text(TypedValue value) {
        if (value == null) {
            return "";
        }
        Object content =
                value instanceof SerializableValue serialized ? serialized.getValueSerialized() : value.getValue();
        return content == null || content instanceof Date ? "" : content.toString();
    }
}
