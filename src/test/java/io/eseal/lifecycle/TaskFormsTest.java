package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each user task has a form that opens. */
class TaskFormsTest {

    private static final Path FORMS = Path.of("forms");

    /**
     * Finds the form by its id, as the engine does; a page of the service replaces the form where no form can do it.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void the_form_is_there_under_the_id_that_the_model_names(String element, String form) throws IOException {
        assertThat(form).as("form of %s", element).isNotBlank();
        if (form.startsWith("embedded:/")) {
            assertThat(Path.of("src/main/resources/static" + form.substring("embedded:".length())))
                    .isRegularFile();
        } else {
            assertThat(idsOfForms()).containsOnlyOnce(form);
        }
    }

    @Test
    void whoever_assesses_a_certificate_sees_the_broken_rules_and_both_sides_and_can_download_it() throws IOException {
        assertThat(Files.readString(FORMS.resolve("assess-certificate.form")))
                .contains("=assessment.rules", "=assessment.comparison", "/certificate/delivered");
    }

    /** Tasks that the service puts to somebody for what it found: they come back when it finds it again. */
    @ParameterizedTest
    @ValueSource(strings = {"correct-request", "submit-csr", "update-csr", "resolve-payment", "resolve-order-in-doubt"})
    void the_form_of_a_task_that_was_made_for_a_finding_shows_it(String form) throws IOException {
        String tables = new ObjectMapper()
                .readTree(FORMS.resolve(form + ".form").toFile())
                .findValuesAsText("dataSource")
                .toString();
        assertThat(tables).contains("in findings").contains("finding.message");
    }

    static Collection<Arguments> forms() {
        Map<String, String> forms = new TreeMap<>();
        Model.BPMN
                .getModelElementsByType(UserTask.class)
                .forEach(task -> forms.put(task.getId(), form(task.getCamundaFormRef(), task.getCamundaFormKey())));
        Model.BPMN.getModelElementsByType(StartEvent.class).stream()
                .filter(start -> start.getCamundaFormRef() != null)
                .forEach(start -> forms.put(start.getId(), start.getCamundaFormRef()));
        return forms.entrySet().stream()
                .map(e -> Arguments.of(e.getKey(), e.getValue()))
                .toList();
    }

    private static List<String> idsOfForms() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FORMS, "*.form")) {
            for (Path file : files) {
                ids.add(json.readTree(file.toFile()).path("id").asText());
            }
        }
        return ids;
    }

    private static String form(String reference, String key) {
        return reference != null ? reference : key == null ? "" : key;
    }
}
