package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.signin.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The page for operators names each metric of the service's own, with its labels, and no other. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "certcentral.base-url=http://localhost:9/",
            "spring.datasource.url=jdbc:h2:mem:meters",
            "spring.mail.host=localhost",
            "spring.mail.port=9",
            "management.prometheus.metrics.export.enabled=true"
        })
@ActiveProfiles("demo")
@DirtiesContext
class MetersTest {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(eseal_[a-z_]+)(?:\\{([^}]*)})? ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`eseal_.*?) \\|");
    private static final Pattern NAMED = Pattern.compile("`(eseal_[a-z_]+)(?:\\{([^}]*)})?`");

    @LocalServerPort
    private int port;

    @Test
    void each_metric_is_described() throws IOException {
        String measured =
                Visitor.basic(port, "operator").get("/actuator/prometheus").body();
        Map<String, Set<String>> met = new TreeMap<>();
        SAMPLE.matcher(measured)
                .results()
                .forEach(sample -> met.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                        .addAll(labels(sample.group(2))));
        Map<String, Set<String>> described = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs", "operating.md")))
                .results()
                .flatMap(row -> NAMED.matcher(row.group(1)).results())
                .forEach(name -> described.put(name.group(1), labels(name.group(2))));
        assertThat(described).hasSizeGreaterThan(15).isEqualTo(met);
    }

    private static Set<String> labels(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(","))
                        .map(label -> label.replaceAll("=.*", "").strip())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
