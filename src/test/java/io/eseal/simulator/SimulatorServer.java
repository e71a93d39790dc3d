package io.eseal.simulator;

import certcentral.simulator.Simulator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * The simulator on a free loopback port, for tests; told what to do as anybody tells it, over HTTP. By default orders
 * stay {@code pending} for an hour of the simulator's time, so that a test moves them with {@link #advance} or
 * {@link #setStatus}.
 */
public final class SimulatorServer implements AutoCloseable {

    public static final String API_KEY = "simulator-key";
    public static final long ORGANIZATION = 2042709;
    public static final long INACTIVE_ORGANIZATION = 2042710;
    public static final long CONTACT_USER = 2812497;

    /**
     * An order that really exists; {@code alternativeOrderId}, {@code certificateId} and {@code renewalOf} may be null.
     */
    public record PlacedOrder(
            long orderId,
            String alternativeOrderId,
            String status,
            long organizationId,
            String provisioningMethod,
            String paymentMethod,
            Long certificateId,
            @JsonProperty("renewal_of_order_id") Long renewalOf) {}

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServletWebServerApplicationContext program;

    private SimulatorServer(Clock clock, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "simulator.port", "0",
                "simulator.api-key", API_KEY,
                "simulator.data-dir", "",
                "simulator.timetable.csr-pending", "1h",
                "simulator.timetable.csr-processing", "1h",
                "simulator.timetable.qscd-pending", "1h",
                "simulator.timetable.qscd-pickup", "1h",
                "simulator.timetable.revocation-in-ocsp", "0s",
                "simulator.timetable.revocation-in-crl", "0s"));
        all.putAll(settings);
        quietUnlessConfigured();
        SpringApplication simulator = Simulator.application();
        // The log belongs to the application under test.
        simulator.setListeners(simulator.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        simulator.setLogStartupInfo(false);
        simulator.setRegisterShutdownHook(false);
        simulator.addInitializers(context -> context.getBeanFactory().registerSingleton("clock", clock));
        program = (ServletWebServerApplicationContext) simulator.run(all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    public static SimulatorServer start() {
        return start(Map.of());
    }

    /** Logback logs everything until Spring Boot configures it, which resets this again. */
    private static void quietUnlessConfigured() {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (logging.getObject(LoggingSystem.class.getName()) == null) {
            logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    /** Starts the simulator with settings, such as {@code simulator.timetable.csr-pending} = {@code 2s}. */
    public static SimulatorServer start(Map<String, String> settings) {
        return start(Clock.systemUTC(), settings);
    }

    public static SimulatorServer start(Clock clock, Map<String, String> settings) {
        return new SimulatorServer(clock, settings);
    }

    /** The base URL, without a slash at its end. */
    public String baseUrl() {
        return root() + "/simulator/services/v2";
    }

    /** Returns the address below which {@code /simulator/control} is reached. */
    public String root() {
        return "http://127.0.0.1:" + program.getWebServer().getPort();
    }

    /** The address of what the stand-in's CA publishes: {@code lotl.xml}, {@code list-signer.pem}, … */
    public String pki(String file) {
        return root() + "/simulator/pki/" + file;
    }

    /** All orders really placed, oldest first. */
    public List<PlacedOrder> orders() {
        return List.of(read("/orders", new TypeReference<PlacedOrder[]>() {}));
    }

    public PlacedOrder order(long orderId) {
        return orders().stream()
                .filter(it -> it.orderId() == orderId)
                .findFirst()
                .orElseThrow();
    }

    /** All orders really placed with that reference, oldest first. */
    public List<PlacedOrder> ordersOf(String alternativeOrderId) {
        return orders().stream()
                .filter(it -> alternativeOrderId.equals(it.alternativeOrderId()))
                .toList();
    }

    /** How many calls of an operation ({@code place_order}, {@code status_changes}, …) came in, refused ones too. */
    public int calls(String operation) {
        return calls().getOrDefault(operation, 0);
    }

    /** Calls by operation. */
    public Map<String, Integer> calls() {
        return read("/calls", new TypeReference<Map<String, Integer>>() {});
    }

    /**
     * Sets the outcome of the next call of an operation (or {@code any}): {@code lost_answer}, {@code wrong_key},
     * {@code html}, …
     */
    public void next(String operation, String outcome) {
        next(operation, outcome, 1);
    }

    public void next(String operation, String outcome, int times) {
        expect(operation, outcome, times, null, null, null, null, null, false);
    }

    /** The next call is refused with that status, code and message. */
    public void refuseNext(String operation, int status, String code, String message) {
        expect(operation, "refuse", 1, status, code, message, null, null, false);
    }

    /** The next calls answer that 5xx status; {@code executed}: although they take effect. */
    public void unavailableNext(String operation, int status, int times, boolean executed) {
        expect(operation, "unavailable", times, status, null, null, null, null, executed);
    }

    /** The next calls answer 429, with a {@code Retry-After} header unless null. */
    public void tooManyNext(String operation, int times, String retryAfter) {
        expect(operation, "too_many", times, null, null, null, retryAfter, null, false);
    }

    /** The next order is created, its answer is held back that long and then lost. */
    public void loseNextAnswer(String operation, Duration heldBack) {
        expect(operation, "lost_answer", 1, null, null, null, null, heldBack.toMillis(), false);
    }

    public void delayNext(String operation, Duration delay) {
        expect(operation, "delay", 1, null, null, null, null, delay.toMillis(), false);
    }

    private void expect(
            String operation,
            String outcome,
            int times,
            Integer status,
            String code,
            String message,
            String retryAfter,
            Long delayMs,
            boolean executed) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("operation", operation);
        wish.put("outcome", outcome);
        wish.put("times", times);
        wish.put("status", status);
        wish.put("code", code);
        wish.put("message", message);
        wish.put("retry_after", retryAfter);
        wish.put("delay_ms", delayMs);
        wish.put("executed", executed);
        tell("POST", "/outcomes", wish);
    }

    /** The certificate as it is, also that on a token, which the API hands out to no one. */
    public X509CertificateHolder certificateOf(long orderId) {
        try (PEMParser parser = new PEMParser(new StringReader(get("/orders/" + orderId + "/certificate")))) {
            return (X509CertificateHolder) parser.readObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Key and certificate of an order's token, a PKCS #12 file; the password is {@code simulator}. */
    public byte[] token(long orderId) {
        return bytes(root() + "/simulator/control/orders/" + orderId + "/token");
    }

    /** A file that the CA publishes. */
    public byte[] published(String file) {
        return bytes(pki(file));
    }

    /** The next certificate that is issued has that flaw: {@code unknown_ca}, {@code no_pds}, … */
    public void spoilNext(String flaw) {
        tell("POST", "/flaws", Map.of("flaw", flaw));
    }

    /** This order's certificate has that flaw, or {@code none}; one that was issued is issued anew. */
    public void spoil(long orderId, String flaw) {
        tell("PUT", "/orders/" + orderId + "/flaw", Map.of("flaw", flaw));
    }

    /**
     * How a part of what the CA publishes behaves: {@code national-list} {@code withdrawn}, {@code ocsp} {@code down},
     * …
     */
    public void setPki(String part, String state) {
        tell("PUT", "/pki/" + part, Map.of("state", state));
    }

    /** Every flaw that a certificate can have, with a sentence. */
    public Map<String, String> flaws() {
        return read("/flaws", new TypeReference<Map<String, String>>() {});
    }

    /** Any value, unknown ones too; {@code issued} issues. The order's timetable stops. */
    public void setStatus(long orderId, String status) {
        tell("PUT", "/orders/" + orderId + "/status", Map.of("status", status));
    }

    /** Puts copies of an order into the account, with ids from the base on; {@code %d} in the reference is a number. */
    public void copy(long orderId, int from, int to, long base, String reference) {
        tell(
                "POST",
                "/orders/" + orderId + "/copies",
                Map.of("from", from, "to", to, "base", base, "reference", reference));
    }

    /** Brings one order's timetable forward. */
    public void advance(long orderId, Duration by) {
        tell("POST", "/orders/" + orderId + "/advance", Map.of("seconds", by.toSeconds()));
    }

    /** Moves the simulator's clock. */
    public void advance(Duration by) {
        tell("POST", "/clock/advance", Map.of("seconds", by.toSeconds()));
    }

    /** Has that address told when orders are issued, rejected or revoked; an empty one ends it. */
    public void setWebhook(String url, String secret) {
        tell("PUT", "/webhook", Map.of("url", url, "secret", secret));
    }

    /** Sets {@code total_available_funds}. */
    public void setFunds(String funds) {
        tell("PUT", "/funds", Map.of("funds", funds));
    }

    /** Whether new orders wait as {@code needs_approval} for an approver in the account. */
    public void setRequestApproval(boolean on) {
        tell("PUT", "/request-approval", Map.of("on", on));
    }

    /** Forgets orders, outcomes and counts; keeps the CA. */
    public void reset() {
        tell("POST", "/reset", Map.of());
    }

    @Override
    public void close() {
        program.close();
    }

    private <T> T read(String path, TypeReference<T> type) {
        try {
            return MAPPER.readValue(get(path), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    private void tell(String method, String path, Map<String, Object> body) {
        try {
            send(method, path, BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root() + "/simulator/control" + path))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return answer(request, BodyHandlers.ofString());
    }

    private byte[] bytes(String address) {
        return answer(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
    }

    private <T> T answer(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            HttpResponse<T> answer = http.send(request, handler);
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
