package io.eseal.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** Converts the facts of an event to JSON and back. */
final class Facts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private Facts() {}

    /**
     * Returns the facts as JSON. Cuts each text after 4,000 characters, so that no answer of CertCentral fills the
     * timeline, and removes NUL characters, which PostgreSQL refuses.
     */
    static String json(TimelineEvent event) {
        ObjectNode facts = JSON.valueToTree(event);
        shorten(facts);
        return facts.toString();
    }

    /** Returns the facts in a stored text; a missing node when the text is no JSON. */
    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // The row was changed outside of this service,
            // which the hash chain shows; the entry counts as without facts.
            return JSON.missingNode();
        }
    }

    /** Returns an object without facts, to be filled. */
    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /**
     * Returns the facts as a record.
     *
     * @throws IllegalArgumentException when the facts do not fit the type
     */
    static <T extends TimelineEvent> T as(JsonNode facts, Class<T> type) {
        return JSON.convertValue(facts, type);
    }

    private static void shorten(ContainerNode<?> node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).stream()
                    .filter(field -> field.getValue().isTextual())
                    .forEach(field -> object.put(
                            field.getKey(), Timeline.kept(field.getValue().textValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, Timeline.kept(array.get(i).textValue()));
                }
            }
        }
        node.forEach(child -> {
            if (child instanceof ContainerNode<?> container) {
                shorten(container);
            }
        });
    }
}
