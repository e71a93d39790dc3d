package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.fixtures.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The reference of settings is made from the records that hold them: {@code mvn test -Dtest=SettingsReferenceTest
 * -Dsettings=write} writes it anew.
 */
class SettingsReferenceTest {

    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");

    private static final String HEAD = """
            # Reference of settings

            Every setting of the service itself with its default in production, made from the records that hold them. The
            demo's own defaults stand in `application-demo.yml`, and [Settings](configuration.md) says which of them an
            installation needs.

            | property | variable | default | what it does |
            |---|---|---|---|
            """;

    @Test
    void the_reference_says_what_the_records_say() throws IOException {
        new GeneratedFile(Path.of("docs", "settings-reference.md"), "SettingsReferenceTest", "settings")
                .isStill(HEAD + rows());
    }

    @Test
    void each_setting_has_a_description() throws IOException {
        assertThat(settings()
                        .filter(property ->
                                property.path("description").asText().isBlank())
                        .map(property -> property.get("name").asText()))
                .isEmpty();
    }

    private static String rows() throws IOException {
        return settings().map(SettingsReferenceTest::row).sorted().collect(Collectors.joining());
    }

    private static Stream<JsonNode> settings() throws IOException {
        JsonNode properties = new ObjectMapper().readTree(METADATA.toFile()).get("properties");
        return StreamSupport.stream(properties.spliterator(), false);
    }

    private static String row(JsonNode property) {
        String name = property.get("name").asText();
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        name,
                        name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                        value(property.path("defaultValue")),
                        property.path("description")
                                .asText()
                                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                                .replace("|", "\\|"));
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            return "`"
                    + StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(","))
                    + "`";
        }
        return value.isMissingNode() || value.asText().isEmpty() ? "" : "`" + value.asText() + "`";
    }
}
