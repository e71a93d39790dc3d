package io.eseal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the {@link Benchmark} in {@code mvn verify -Pbench}, and in no other build. */
class BenchmarkRun {

    @Test
    void both_sides_are_measured() throws Exception {
        Report report = new Benchmark(System.getProperty("bench.scale"), System.getProperty("bench.only")).run();

        assertThat(report.markdown()).contains("this service");
    }
}
