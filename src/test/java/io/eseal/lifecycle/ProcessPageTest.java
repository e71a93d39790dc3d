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

    /** In the order of the model's file. */
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
