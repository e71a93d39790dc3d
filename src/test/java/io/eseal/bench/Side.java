package io.eseal.bench;

import io.eseal.bench.stock.StockProcess;
import io.eseal.bench.stock.StockSchedule;
import io.eseal.faults.NodeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is compared: both are the same jar and the same process. */
enum Side {
    /** The service with its own settings. */
    SERVICE,
    /** The process as a typical team would run it. */
    STOCK;

    /** Returns settings of a node on which an order is heard of by its change, or after the interval. */
    NodeSettings settings(Duration interval) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("spring.main.banner-mode", "off");
        all.put("certcentral.api-key", StandIn.API_KEY);
        // The key's quota is the same for both, and would hide what each could do.
        all.put("certcentral.limits.calls-per-short-window", "100000");
        all.put("certcentral.limits.calls-per-long-window", "3600000");
        all.put("eseal.certificate.proof", "off");
        all.put("eseal.ledger-check.cron", "-");
        if (this == SERVICE) {
            all.put("spring.profiles.active", "demo");
            all.put("eseal.tracking.sweep-interval", interval.toString());
            all.put("eseal.tracking.fallback-poll", "PT6H");
        } else {
            all.put("spring.profiles.active", "demo,bench-stock");
            all.put("bench.poll", interval.toString());
            all.put("camunda.bpm.history-level", "full");
            // Spring Boot's and the engine's defaults.
            all.put("camunda.bpm.job-execution.core-pool-size", "3");
            all.put("camunda.bpm.job-execution.max-pool-size", "10");
            all.put("camunda.bpm.job-execution.queue-capacity", "3");
            all.put("camunda.bpm.job-execution.max-jobs-per-acquisition", "3");
            all.put("camunda.bpm.job-execution.wait-time-in-millis", "5000");
            all.put("camunda.bpm.job-execution.max-wait", "60000");
            all.put("camunda.bpm.job-execution.backoff-time-in-millis", "0");
            all.put("camunda.bpm.job-execution.max-backoff", "0");
            String engine = "camunda.bpm.generic-properties.properties.";
            all.put(engine + "job-executor-acquire-by-due-date", "false");
            all.put(engine + "ensure-job-due-date-not-null", "false");
        }
        return new NodeSettings(all, Map.of(), jvm(), Optional.of(classes()));
    }

    private static List<String> jvm() {
        String arguments = System.getProperty("bench.jvm", "");
        return arguments.isBlank() ? List.of() : List.of(arguments.strip().split("\\s+"));
    }

    /** Returns what stands first on the node's class path; a folder for both sides, so that both start alike. */
    private Path classes() {
        Path folder = Path.of("target", "bench", "classes", name().toLowerCase(java.util.Locale.ROOT))
                .toAbsolutePath();
        try {
            Files.createDirectories(folder);
            if (this == STOCK) {
                for (Class<?> added : List.of(StockProcess.class, StockSchedule.class)) {
                    String name = added.getName().replace('.', '/') + ".class";
                    Files.createDirectories(folder.resolve(name).getParent());
                    try (InputStream bytes = added.getClassLoader().getResourceAsStream(name)) {
                        Files.write(folder.resolve(name), bytes.readAllBytes());
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
