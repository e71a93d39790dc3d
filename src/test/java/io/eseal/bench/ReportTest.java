package io.eseal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.bench.Report.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final Report report = new Report();

    @BeforeEach
    void some_figures() {
        report.about("scale", "small");
        report.add("lifecycles a second", "1/s", Column.SERVICE, 4.0);
        report.add("calls an hour", "calls", Column.SERVICE, 1234.5);
        report.add("lifecycles a second", "1/s", Column.STOCK, 1.258);
        report.add("lifecycles a second", "1/s", Column.LOWER_BOUND, 40.06);
        report.notMeasured("list at 50,000 tasks, stock", "no answer within 30 s");
    }

    @Test
    void the_table_has_a_row_for_each_figure_with_its_columns_and_the_ratio() {
        assertThat(report.markdown().lines())
                .containsSequence(
                        "- scale: small",
                        "",
                        "| figure | unit | this service | stock | lower bound | stock / this service |",
                        "|---|---|---|---|---|---|",
                        "| lifecycles a second | 1/s | 4 | 1.26 | 40.1 | 0.315 |",
                        "| calls an hour | calls | 1,235 |  |  |  |");
    }

    @Test
    void what_was_not_measured_is_named_and_is_no_row() {
        assertThat(report.markdown().lines())
                .endsWith("Not measured:", "", "- list at 50,000 tasks, stock: no answer within 30 s");
        assertThat(report.markdown().lines().filter(line -> line.startsWith("| list")))
                .isEmpty();
    }

    @Test
    void the_files_hold_the_same_figures(@TempDir Path folder) throws IOException {
        report.write(folder);

        assertThat(folder.resolve("report.md")).hasContent(report.markdown());
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(json.at("/about/scale").asText()).isEqualTo("small");
        assertThat(json.get("figures")).hasSize(2);
        assertThat(json.at("/figures/0/stock").asDouble()).isEqualTo(1.258);
        assertThat(json.at("/figures/0/stock_to_service").asDouble()).isEqualTo(0.3145);
        assertThat(json.at("/figures/1/stock").isMissingNode()).isTrue();
        assertThat(json.at("/not_measured/0").asText()).startsWith("list at 50,000");
    }
}
