package io.eseal.faults;

import io.eseal.simulator.SimulatorServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds what a node is started with: the demo's users, and every wait as short as a test can bear. A later value
 * replaces an earlier one.
 */
public record NodeSettings(
        Map<String, String> properties,
        Map<String, String> environment,
        List<String> jvmArguments,
        Optional<Path> classesFirst) {

    static final int JOB_THREADS = 6;
    /** The smallest pool that the start check permits. */
    static final int POOL = 2 * JOB_THREADS + 2;

    static final Duration LOCK = Duration.ofSeconds(6);
    static final Duration LOST_AFTER = Duration.ofSeconds(8);

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    /** A lock that is longer than any call, as in production. */
    static NodeSettings standard() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("spring.profiles.active", "demo");
        all.put("spring.main.banner-mode", "off");

        all.put("certcentral.api-key", SimulatorServer.API_KEY);
        all.put("certcentral.connect-timeout", "PT1S");
        all.put("certcentral.call-timeout", CALL_TIMEOUT.toString());
        all.put("certcentral.max-response-size", "256KB");
        // Out of the way: what the budget and the breaker do is tested elsewhere, and would only slow these tests down.
        all.put("certcentral.limits.calls-per-short-window", "1000");
        all.put("certcentral.limits.calls-per-long-window", "30000");
        all.put("certcentral.limits.first-pause", "PT1S");
        all.put("certcentral.breaker.calls", "10000");
        all.put("certcentral.breaker.least-calls", "10000");

        all.put("camunda.bpm.job-execution.core-pool-size", String.valueOf(JOB_THREADS));
        all.put("camunda.bpm.job-execution.max-pool-size", String.valueOf(JOB_THREADS));
        all.put("camunda.bpm.job-execution.lock-time-in-millis", String.valueOf(LOCK.toMillis()));
        all.put("eseal.cluster.lost-after", LOST_AFTER.toString());
        all.put("camunda.bpm.job-execution.wait-time-in-millis", "100");
        all.put("camunda.bpm.job-execution.max-wait", "300");
        all.put(
                "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle",
                "PT1S,PT1S,PT1S,PT2S,PT2S,PT2S,PT3S,PT3S,PT3S,PT5S");

        all.put("spring.datasource.hikari.maximum-pool-size", String.valueOf(POOL));
        all.put("spring.datasource.hikari.connection-timeout", "3000");

        all.put("eseal.order.look-ups", "PT2S,PT1S,PT1S");
        all.put("eseal.order.send-within", "PT1.9S");
        all.put("eseal.order.longest-call", CALL_TIMEOUT.plusSeconds(1).toString());
        all.put(
                "eseal.order.surplus-looks",
                "PT1S,PT2S,PT3S,PT5S,PT5S,PT5S,PT10S,PT10S,PT10S,PT10S,PT20S,PT20S,PT30S,PT1M,PT1M");
        all.put("eseal.order.surplus-sweep-interval", "PT1S");
        all.put("eseal.payment.sweep-interval", "PT1S");
        all.put("eseal.tracking.sweep-interval", "PT1S");
        all.put("eseal.tracking.fallback-poll", "PT1H");
        // Each request makes all of its calls, so that each can fail; campaigns keep answers as production does.
        all.put("eseal.request.account-answers-kept", "PT0S");
        all.put("eseal.payment.balance-kept", "PT0S");
        return new NodeSettings(all, Map.of(), List.of(), Optional.empty());
    }

    public NodeSettings with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(name, value);
        return new NodeSettings(all, environment, jvmArguments, classesFirst);
    }

    /** A lock that runs out while a call is still under way: the engine itself then runs a job twice. */
    NodeSettings lockShorterThanCall(Duration lock, Duration callTimeout) {
        return with("camunda.bpm.job-execution.lock-time-in-millis", String.valueOf(lock.toMillis()))
                .with("certcentral.call-timeout", callTimeout.toString())
                .with("eseal.order.longest-call", callTimeout.plusSeconds(1).toString());
    }

    public NodeSettings withJvmArgument(String argument) {
        return new NodeSettings(
                properties,
                environment,
                Stream.concat(jvmArguments.stream(), Stream.of(argument)).toList(),
                classesFirst);
    }

    /** Given as an environment variable, as secrets are: a command line can be read by everybody on the machine. */
    NodeSettings withSecret(String variable, String value) {
        Map<String, String> rest = new LinkedHashMap<>(properties);
        rest.remove(variable.toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-'));
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(variable, value);
        return new NodeSettings(rest, all, jvmArguments, classesFirst);
    }

    /** Classes of the directory take the place of the application's own. */
    public NodeSettings withClassesFirst(Path directory) {
        return new NodeSettings(properties, environment, jvmArguments, Optional.of(directory));
    }

    List<String> arguments() {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toList();
    }
}
