package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The reference of settings is made from the records that hold them: {@code mvn test -Dtest=SettingsReferenceTest
 * -Dsettings=write} writes it anew.
 */
class SettingsReferenceTest {

    private static final Path REFERENCE = Path.of("docs", "settings-reference.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z][^`]*)` \\| `([^`]*)` \\|");
    private static final Pattern PARAMETER =
            Pattern.compile("(?s)@param (\\w+)\\s+(.*?)(?=\\n\\s*\\* @|\\n\\s*\\*\\s*\\n|\\*/)");

    private static final String HEAD = """
            # Reference of settings

            Every setting of the service itself with its default in production, made from the records that hold them. The
            demo's own defaults stand in `application-demo.yml`, and [Settings](configuration.md) says which of them an
            installation needs. `<task>` is the id of a user task in the model, in a variable in capitals.

            | property | variable | default | what it does |
            |---|---|---|---|
            """;

    @Test
    void the_reference_says_what_the_records_say() throws IOException {
        new GeneratedFile(REFERENCE, "SettingsReferenceTest", "settings")
                .isStill(HEAD
                        + Setting.all().map(SettingsReferenceTest::row).sorted().collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void a_variable_sets_the_property_beside_it(String property, String variable) {
        var environment = new StandardEnvironment();
        String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        String named = variable.replace("<task>", "USER_APPROVE_REQUEST");
        environment
                .getPropertySources()
                .replace(source, new SystemEnvironmentPropertySource(source, Map.of(named, "as it says")));
        var binder = Binder.get(environment);
        String value = property.endsWith(".<task>")
                ? String.join(
                        "",
                        binder.bind(property.replace(".<task>", ""), Bindable.mapOf(String.class, String.class))
                                .orElse(Map.of())
                                .values())
                : binder.bind(property, String.class).orElse("");
        assertThat(value).as(variable).isEqualTo("as it says");
    }

    static Stream<String[]> printed() throws IOException {
        return ROW.matcher(Files.readString(REFERENCE)).results().map(row -> new String[] {row.group(1), row.group(2)});
    }

    /** The compiler's writer takes the text of {@code fooBar} for that of {@code foo}, if it stands first. */
    @ParameterizedTest
    @MethodSource("io.eseal.architecture.Setting#all")
    void a_description_is_that_of_its_own_component(Setting setting) throws IOException {
        assertThat(setting.description()).isNotBlank();
        if (setting.record().isPresent()) {
            String file = setting.record().get().replaceAll("\\$.*", "").replace('.', '/') + ".java";
            String last = setting.name().substring(setting.name().lastIndexOf('.') + 1);
            assertThat(PARAMETER
                            .matcher(Files.readString(Path.of("src/main/java", file)))
                            .results()
                            .filter(parameter -> DataObjectPropertyName.toDashedForm(parameter.group(1))
                                    .equals(last))
                            .map(parameter -> parameter
                                    .group(2)
                                    .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                                    .strip()))
                    .contains(setting.description());
        }
    }

    private static String row(Setting setting) {
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        setting.property(),
                        setting.variable(),
                        setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`",
                        setting.description()
                                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                                .replace("|", "\\|"));
    }
}
