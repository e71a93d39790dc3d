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

/** The facts of an event as JSON. */
final class Facts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private Facts() {}

    /**
     * Each text as PostgreSQL can keep it and no longer than a sentence, so that no answer of CertCentral's fills the
     * timeline.
     */
    static String json(TimelineEvent event) {
        ObjectNode facts = JSON.valueToTree(event);
        shorten(facts);
        return facts.toString();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // Only somebody else than this service wrote it: whoever reads it finds no facts, and the chain tells.
            return JSON.missingNode();
        }
    }

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /** @throws IllegalArgumentException when they are not those of that type */
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
