package io.eseal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the simulation against the figures in {@code docs/capacity.md}. */
class CapacityTest {

    private static final Path MEASURED = Path.of("src/test/resources/bench/measured.json");

    private final Capacity capacity = new Capacity(new ObjectMapper().readTree(MEASURED.toFile()));

    CapacityTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000, 100_000})
    void the_simulation_reproduces_the_measured_calls(int waiting) {
        assertThat(capacity.simulatedCalls(waiting))
                .isCloseTo(capacity.measuredCalls(waiting).orElseThrow(), withinPercentage(10));
    }

    @Test
    void a_row_tells_how_many_keys_so_much_work_takes() {
        assertThat(capacity.markdown().lines().filter(line -> line.startsWith("| 1,000,000 | 1,000 |")))
                .singleElement()
                .asString()
                .contains("| 17 |");
    }
}
