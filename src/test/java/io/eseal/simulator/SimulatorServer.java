package io.eseal.simulator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;

/**
 * The simulator alone on a free loopback port, for tests. By default orders stay {@code pending} for an hour of the
 * simulator's time, so that a test moves them with {@link #advance} or {@link #setStatus}.
 */
public final class SimulatorServer implements AutoCloseable {

    public static final String API_KEY = "simulator-key";
    public static final long ORGANIZATION = Organization.ACTIVE_ID;
    public static final long INACTIVE_ORGANIZATION = Organization.INACTIVE_ID;
    public static final long CONTACT_USER = State.CONTACT_USER;

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
            Long renewalOf) {}

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final SimulatorControl control;

    private SimulatorServer(Clock clock, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "eseal.simulator.enabled", "true",
                "eseal.simulator.api-key", API_KEY,
                "eseal.simulator.timetable.csr-pending", "1h",
                "eseal.simulator.timetable.csr-processing", "1h",
                "eseal.simulator.timetable.qscd-pending", "1h",
                "eseal.simulator.timetable.qscd-pickup", "1h"));
        all.putAll(properties);
        quietUnlessConfigured();
        context = new AnnotationConfigServletWebServerApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("simulator", all));
        context.registerBean("clock", Clock.class, () -> clock);
        context.register(Alone.class);
        context.refresh();
        control = context.getBean(SimulatorControl.class);
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

    /** With settings, e.g. {@code eseal.simulator.timetable.csr-pending} = {@code 2s}. */
    public static SimulatorServer start(Map<String, ?> properties) {
        return start(Clock.systemUTC(), properties);
    }

    public static SimulatorServer start(Clock clock, Map<String, ?> properties) {
        return new SimulatorServer(clock, Map.copyOf(properties));
    }

    /** The base URL, without a slash at its end. */
    public String baseUrl() {
        return root() + Operation.BASE;
    }

    /** Where {@code /simulator/control} hangs. */
    public String root() {
        return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    /** All orders really placed, oldest first. */
    public List<PlacedOrder> orders() {
        return control.orders().stream().map(SimulatorServer::placed).toList();
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
        return control.calls().counts().getOrDefault(operation, 0);
    }

    /** Calls by operation. */
    public Map<String, Integer> calls() {
        return control.calls().counts();
    }

    /**
     * What the next call of an operation (or {@code any}) meets: {@code lost_answer}, {@code wrong_key}, {@code html},
     * …
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
        control.calls()
                .expect(new Outcome(
                        operation,
                        Outcome.Kind.of(outcome),
                        times,
                        status,
                        code,
                        message,
                        retryAfter,
                        delayMs,
                        executed));
    }

    /** The certificate as it is, also that on a token, which the API hands out to no one. */
    public X509CertificateHolder certificateOf(long orderId) {
        try (PEMParser parser = new PEMParser(new StringReader(context.getBean(SimulatorStore.class)
                .read((state, now) ->
                        state.orders.get(orderId).certificate().orElseThrow().pem())))) {
            return (X509CertificateHolder) parser.readObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Any value, unknown ones too; {@code issued} issues. The order's timetable stops. */
    public void setStatus(long orderId, String status) {
        control.setStatus(orderId, status);
    }

    /** Brings one order's timetable forward. */
    public void advance(long orderId, Duration by) {
        control.advance(orderId, by);
    }

    /** Moves the simulator's clock. */
    public void advance(Duration by) {
        control.advanceClock(by);
    }

    /** What {@code total_available_funds} says from now on. */
    public void setFunds(String funds) {
        control.setFunds(new BigDecimal(funds));
    }

    /** Whether new orders wait as {@code needs_approval} for an approver in the account. */
    public void setRequestApproval(boolean on) {
        control.setRequestApproval(on);
    }

    /** Forgets orders, outcomes and counts; keeps the CA. */
    public void reset() {
        control.reset();
    }

    @Override
    public void close() {
        context.close();
    }

    private static PlacedOrder placed(OrderTruth it) {
        return new PlacedOrder(
                it.orderId(),
                it.alternativeOrderId(),
                it.status(),
                it.organizationId(),
                it.provisioningMethod(),
                it.paymentMethod(),
                it.certificateId(),
                it.renewalOfOrderId());
    }

    /** No stereotype on it: the component scans of the application's tests pass it by. */
    @ComponentScan(basePackageClasses = SimulatorStore.class)
    @EnableConfigurationProperties(SimulatorSettings.class)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static class Alone {}
}
