package io.eseal.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the forms with {@code forms/fragments}, the one home of parts that several forms share. With
 * {@code -Dforms=write} the forms are written anew from there.
 */
class FormFragmentsTest {

    /** Less than that is said twice sooner than looked up. */
    private static final int WORTH_SHARING = 120;

    static Stream<Path> files() {
        return FormAssembly.files().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_form_is_what_its_fragments_make_of_it(Path file) throws IOException {
        new GeneratedFile(file, "FormFragmentsTest", "forms").isStill(new FormAssembly().assembled(file));
    }

    @Test
    void no_part_stands_in_two_forms_without_a_home() {
        Map<String, Set<Path>> places = new TreeMap<>();
        files().forEach(file -> unshared(FormAssembly.read(file).path("components"), file, places));
        assertThat(places).isNotEmpty();
        places.values().removeIf(files -> files.size() == 1);

        assertThat(places).as("parts that want a home in forms/fragments").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void ids_are_said_once_in_a_form(Path file) {
        List<String> ids = new ArrayList<>();
        ids(FormAssembly.read(file).path("components"), ids);

        assertThat(ids).doesNotHaveDuplicates();
    }

    private static void unshared(JsonNode components, Path file, Map<String, Set<Path>> places) {
        for (JsonNode component : components) {
            if (FormAssembly.fragmentOf(component).isPresent()) {
                continue;
            }
            ObjectNode content = component.deepCopy();
            content.remove(List.of("id", "layout", "properties", "components"));
            if (content.toString().length() >= WORTH_SHARING) {
                places.computeIfAbsent(content.toString(), part -> new TreeSet<>())
                        .add(file);
            }
            unshared(component.path("components"), file, places);
        }
    }

    private static void ids(JsonNode components, List<String> ids) {
        components.forEach(component -> {
            ids.add(component.path("id").asText());
            ids(component.path("components"), ids);
        });
    }
}
