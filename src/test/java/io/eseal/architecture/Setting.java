package io.eseal.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A setting of the service, as the compiler writes it down from its record.
 *
 * @param name the property's name; that of a map without its keys
 * @param type the Java type of its value
 * @param record the record that holds it; empty if it is read by the configuration alone
 * @param standard its default as text; empty if it has none
 * @param description what it does, as Javadoc
 */
record Setting(String name, String type, Optional<String> record, String standard, String description) {

    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
    private static final String ONE_TASK = "<task>";

    static Stream<Setting> all() {
        try {
            JsonNode properties = new ObjectMapper().readTree(METADATA.toFile()).get("properties");
            return StreamSupport.stream(properties.spliterator(), false).map(Setting::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isMap() {
        return type.startsWith("java.util.Map<");
    }

    /** Returns the name, of a map with a place for the key. */
    String property() {
        return isMap() ? name + "." + ONE_TASK : name;
    }

    /** Returns the environment variable that sets it; in front of a key, hyphens fall away. */
    String variable() {
        return isMap() ? variable(name.replace("-", "")) + "_" + ONE_TASK : variable(name);
    }

    /** Tells whether the environment variable sets it. */
    boolean isSetBy(String variable) {
        return isMap() ? variable.startsWith(variable().replace(ONE_TASK, "")) : variable.equals(variable());
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static Setting of(JsonNode property) {
        return new Setting(
                property.get("name").asText(),
                property.get("type").asText(),
                Optional.ofNullable(property.get("sourceType")).map(JsonNode::asText),
                standard(property.path("defaultValue")),
                property.path("description").asText());
    }

    private static String standard(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","))
                : value.asText().replaceAll("^\\[(.*)]$", "$1").replace(", ", ",");
    }
}
