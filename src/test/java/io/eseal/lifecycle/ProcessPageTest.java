package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/process.md} leads from each element of the model to the code that does it. Its tables are made from the
 * model and the sources: {@code mvn test -Dtest=ProcessPageTest -Dprocess.page=write} writes them anew.
 */
class ProcessPageTest {

    private static final Path PAGE = Path.of("docs", "process.md");
    private static final Pattern TABLE = Pattern.compile("(?m)^<!-- elements of (\\S+) -->\n(?:\\|.*\n)*");
    private static final ElementCode CODE = new ElementCode();

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** Returns the nodes in the order of the model's file. */
    private static List<FlowNode> nodes() {
        String model = Bpmn.convertToString(Model.BPMN);
        return Model.nodes().stream()
                .sorted(Comparator.comparing(node -> model.indexOf(" id=\"" + node.getId() + "\"")))
                .toList();
    }

    @Test
    void its_tables_say_what_the_model_and_the_sources_say() throws IOException {
        String page = page();
        String fresh = TABLE.matcher(page)
                .replaceAll(table -> "<!-- elements of " + table.group(1) + " -->\n" + tableOf(table.group(1)));
        new GeneratedFile(PAGE, "ProcessPageTest", "process.page").isStill(fresh);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void it_has_each_element_of_the_model(FlowNode node) throws IOException {
        assertThat(page()).contains("| `" + node.getId() + "` |");
    }

    static List<FlowNode> userTasks() {
        return nodes().stream().filter(UserTask.class::isInstance).toList();
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void it_leads_from_a_user_task_to_its_form_its_definition_and_what_acts_on_its_completion(FlowNode task)
            throws IOException {
        assertThat(page().lines().filter(line -> line.startsWith("| `" + task.getId() + "` |")))
                .singleElement()
                .asString()
                .containsPattern("/forms/\\S+\\.(form|html)\\)")
                .containsPattern("defined in \\[\\w+Tasks]")
                .containsPattern("completed by \\[\\w+]");
    }

    @Test
    void it_names_for_a_boundary_event_who_throws_there() throws IOException {
        assertThat(page())
                .containsPattern("\\| `boundary_revocation_turned_down` .* of \\[ConfirmRevocation]\\S+ \\|\n")
                .containsPattern("\\| `boundary_csr_not_by_api` .* of \\[UpdateCsr]\\S+ \\|\n");
    }

    private static String tableOf(String plane) {
        return "| element | name | done by |\n|---|---|---|\n"
                + nodes().stream()
                        .filter(node -> ElementCode.planeOf(node).equals(plane))
                        .map(node -> "| `%s` | %s | %s |\n".formatted(node.getId(), name(node), CODE.of(node)))
                        .collect(Collectors.joining());
    }

    private static String name(FlowNode node) {
        return node.getName() == null ? "" : node.getName();
    }
}
