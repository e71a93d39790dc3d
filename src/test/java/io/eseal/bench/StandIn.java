package io.eseal.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the stand-in for CertCentral in a JVM of its own. An order stays as it is until it is told otherwise. */
final class StandIn implements AutoCloseable {

    static final String API_KEY = "simulator-key";
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)/simulator/services/v2");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final String root;

    private StandIn(Process process, String root) {
        this.process = process;
        this.root = root;
    }

    static StandIn start(String name) {
        Path log = Path.of("target", "bench", name + "-stand-in.log").toAbsolutePath();
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx1g",
                            "-cp",
                            System.getProperty(
                                    "surefire.test.class.path",
                                    System.getProperty("java.class.path") + File.pathSeparator),
                            "certcentral.simulator.Simulator",
                            "--simulator.port=0",
                            "--simulator.data-dir=",
                            "--simulator.api-key=" + API_KEY,
                            "--simulator.funds=100000000.00",
                            "--simulator.timetable.csr-pending=10000h",
                            "--simulator.timetable.qscd-pending=10000h")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            String port = await().alias("start of the stand-in, " + log)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> port(log), Optional::isPresent)
                    .orElseThrow();
            return new StandIn(process, "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> port(Path log) throws IOException {
        Matcher found = ADDRESS.matcher(Files.readString(log));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    String baseUrl() {
        return root + "/simulator/services/v2";
    }

    /** Returns the number of all calls so far, the sweep's among them. */
    int calls() {
        try {
            return JSON
                    .readValue(control("GET", "/calls", ""), new TypeReference<Map<String, Integer>>() {})
                    .values()
                    .stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void setStatus(long order, String status) {
        control("PUT", "/orders/" + order + "/status", "{\"status\":\"" + status + "\"}");
    }

    /** Puts copies of an order beside it, as {@link ManyRequests} numbers them. */
    void copy(long order, int from, int to) {
        control(
                "POST",
                "/orders/" + order + "/copies",
                "{\"from\":%d,\"to\":%d,\"base\":%d,\"reference\":\"%s\"}"
                        .formatted(from, to, ManyRequests.ORDERS, ManyRequests.REFERENCE));
    }

    void setWebhook(String url, String secret) {
        control("PUT", "/webhook", "{\"url\":\"%s\",\"secret\":\"%s\"}".formatted(url, secret));
    }

    private String control(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(root + "/simulator/control" + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** Calls the API as a client does. */
    String call(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(baseUrl() + path))
                .header("Content-Type", "application/json")
                .header("X-DC-DEVKEY", API_KEY)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
