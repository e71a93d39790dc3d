package io.eseal.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.beans.Introspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.rest.dto.CamundaQueryParam;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.mapper.MultipartFormData;
import org.springframework.util.ReflectionUtils;

/**
 * Checks a JSON body before the engine's REST interface or a Camunda page binds it to objects. Refuses bodies that name
 * a class, lists and nesting without limits, and in Cockpit's bodies every field that is not a parameter of the query.
 * A refusal is answered with 400.
 */
class BodyGuard implements ReaderInterceptor {

    static final Set<String> VARIABLES_OF_MANY = Set.of("withTaskVariablesInReturn", "withTaskLocalVariablesInReturn");
    static final String NOT_OF_MANY =
            "The variables of many tasks are not answered at once; ask for those of one task.";

    static final int DEEPEST = 20;
    static final int MOST_VALUES = 5000;
    /** Most conditions on variables; each is a join or a subquery in the database. */
    static final int MOST_VARIABLES = 20;

    private static final Set<String> TYPES_WITHOUT_BOUNDS = Set.of("object", "bytes", "file", "xml");
    /** Fields that hold variables with their values, by name. */
    private static final Set<String> VALUES = Set.of(
            "variables",
            "modifications",
            "localVariables",
            "processVariables",
            "processVariablesLocal",
            "correlationKeys",
            "localCorrelationKeys");

    private static final Set<String> LISTS_OF_CONDITIONS =
            Set.of("variables", "processVariables", "taskVariables", "caseInstanceVariables");

    private static final Set<String> PAGE = Set.of("firstResult", "maxResults");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
    }

    /**
     * Fields that a body of Cockpit must not hold, by query class: every property that could be bound but is no
     * parameter of the query, such as the database columns to sort by.
     */
    private static final ClassValue<Set<String>> INTERNAL = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> query) {
            Set<String> names = new HashSet<>();
            ReflectionUtils.doWithFields(query, field -> names.add(field.getName()));
            Arrays.stream(query.getMethods()).map(BodyGuard::property).forEach(names::add);
            Arrays.stream(query.getMethods())
                    .filter(method -> method.isAnnotationPresent(CamundaQueryParam.class))
                    .map(BodyGuard::property)
                    .forEach(names::remove);
            names.removeAll(PAGE);
            return Set.copyOf(names);
        }
    };

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        Class<?> type = body.getType();
        // A query that extends a stored filter comes as text, which the resource parses later.
        if (type.getName().startsWith("org.camunda.") && type != MultipartFormData.class
                || type == String.class && isJson(body)) {
            byte[] bytes = body.getInputStream().readAllBytes();
            body.setInputStream(new ByteArrayInputStream(bytes));
            if (bytes.length > 0) {
                check(read(bytes), type);
            }
        }
        return body.proceed();
    }

    private static boolean isJson(ReaderInterceptorContext body) {
        return body.getMediaType() != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(body.getMediaType());
    }

    private static JsonNode read(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw refusal("The body is no JSON, is nested too deep, names a field twice or goes on behind its end.");
        }
    }

    private static void check(JsonNode body, Class<?> type) {
        if (!body.isObject()) {
            throw refusal("The body must be a JSON object.");
        }
        if (type.getName().startsWith("org.camunda.bpm.cockpit.")) {
            checkSize(body);
            body.fieldNames().forEachRemaining(field -> {
                if (INTERNAL.get(type).contains(field)) {
                    throw refusal("The field " + field + " is not accepted here.");
                }
            });
        }
        if (count(body, 1) > MOST_VALUES) {
            throw refusal("The body holds more than " + MOST_VALUES + " values.");
        }
    }

    private static String property(Method method) {
        return Introspector.decapitalize(method.getName().replaceFirst("^(set|get|is|add)", ""));
    }

    /** Returns the number of values, nested ones included, and checks each. */
    private static int count(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            throw refusal("The body is nested deeper than " + DEEPEST + " levels.");
        }
        if (node.isObject()) {
            checkFields(node);
        }
        if (node.isTextual() && hasNoCharacter(node.textValue())) {
            throw refusal("A text holds the character U+0000.");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (hasNoCharacter(name)) {
                throw refusal("The name of a field holds the character U+0000.");
            }
        });
        int values = 1;
        for (JsonNode inner : node) {
            if (node.isArray() && inner.isNull()) {
                throw refusal("A list may not hold null.");
            }
            values += count(inner, depth + 1);
        }
        return values;
    }

    private static void checkFields(JsonNode object) {
        if (object.has("objectTypeName")
                || object.has("value")
                        && object.path("type").isTextual()
                        && TYPES_WITHOUT_BOUNDS.contains(
                                object.path("type").asText().toLowerCase(Locale.ROOT))) {
            throw refusal(
                    "A variable must be a text, a number, true or false, a date or JSON; objects of a class, bytes and "
                            + "files are not accepted.");
        }
        if (object.has("operator") && object.path("value").isContainerNode()) {
            throw refusal("A condition compares a variable with a text, a number, true or false, or a date.");
        }
        if (VARIABLES_OF_MANY.stream().anyMatch(name -> object.path(name).asBoolean())) {
            throw refusal(NOT_OF_MANY);
        }
        if (VALUES.stream()
                .map(object::path)
                .filter(JsonNode::isObject)
                .flatMap(values -> StreamSupport.stream(values.spliterator(), false))
                .anyMatch(value -> !value.isObject())) {
            throw refusal("A variable is an object with a type and a value.");
        }
        if (LISTS_OF_CONDITIONS.stream()
                .map(object::path)
                .anyMatch(list -> list.isArray() && list.size() > MOST_VARIABLES)) {
            throw refusal("A query may hold at most " + MOST_VARIABLES + " conditions on variables.");
        }
    }

    /**
     * Checks the size of a query of Cockpit, which runs its own SQL without an engine query that {@link QuerySize}
     * could check.
     */
    private static void checkSize(JsonNode query) {
        for (JsonNode value : query) {
            if (value.isContainerNode()) {
                if (value.size() > QuerySize.MOST_VALUES) {
                    throw refusal("A query may hold at most " + QuerySize.MOST_VALUES + " values.");
                }
                checkSize(value);
            } else if (value.isTextual()
                    && (QuerySize.isPatternTooWide(value.textValue())
                            || value.textValue().length() > QuerySize.LONGEST_TEXT)) {
                throw refusal(QuerySize.PATTERN);
            }
        }
    }

    /** Returns whether the text holds the character U+0000, which PostgreSQL cannot store. */
    static boolean hasNoCharacter(String text) {
        return text.indexOf('\0') >= 0;
    }

    /** Returns a 400 answer with this message, in the form of the engine's REST interface. */
    static WebApplicationException refusal(String sentence) {
        ExceptionDto answer = new ExceptionDto();
        answer.setType("InvalidRequestException");
        answer.setMessage(sentence);
        return new WebApplicationException(Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer)
                .build());
    }
}
