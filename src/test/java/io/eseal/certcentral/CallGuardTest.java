package io.eseal.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.eseal.certcentral.HeldBackException.Reason;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.EsealOrders;
import io.eseal.id.OrderId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

@ParameterizedClass
@EnumSource(Database.class)
class CallGuardTest extends DatabaseTest {

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static final String ORDER = "{\"id\":7,\"status\":\"issued\"}";

    private final Database database;

    CallGuardTest(Database database) {
        super(database);
        this.database = database;
    }

    @Test
    void a_healthy_CertCentral_is_called_as_if_nobody_stood_between() {
        API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
        GuardedNode node = node();

        for (int call = 0; call < 60; call++) {
            assertThat(node.certCentral().order(OrderId.of(7)).id().value()).isEqualTo(7);
        }

        API.verify(60, anyRequestedFor(anyUrl()));
        assertThat(health(node).getDetails()).isEqualTo(Map.of("calls", "flowing", "breaker", "closed"));
        assertThat(heldBack(node)).isZero();
    }

    @Test
    void a_refusal_is_handed_on_and_stops_nothing() {
        API.stubFor(any(anyUrl()).willReturn(jsonResponse("{\"errors\":[{\"code\":\"not_found|order\"}]}", 404)));
        GuardedNode node = node();

        for (int call = 0; call < 30; call++) {
            assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(RefusedException.class);
        }

        API.verify(30, anyRequestedFor(anyUrl()));
    }

    @Test
    void each_page_counts_as_a_call() {
        API.stubFor(any(anyUrl()).willReturn(okJson("{\"orders\":[{\"order_id\":1}],\"page\":{\"total\":9}}")));

        assertThatThrownBy(() -> node(Map.of("certcentral.limits.longest-wait", "PT0.001S"))
                        .certCentral()
                        .statusChanges(Duration.ofMinutes(1)))
                .isInstanceOf(HeldBackException.class);

        API.verify(8, anyRequestedFor(anyUrl()));
    }

    @Test
    void an_order_that_waits_for_its_turn_past_its_last_moment_is_not_sent_and_speaks_against_nobody() {
        API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
        GuardedNode node = node();
        Instant last = clock.instant();
        // The budget makes the next one wait, and that is the last thing before it is sent.
        for (int call = 0; clock.instant().equals(last); call++) {
            assertThat(call).isLessThan(1000);
            node.certCentral().order(OrderId.of(7));
        }
        int made = API.getAllServeEvents().size();

        for (int late = 0; late < 30; late++) {
            assertThatThrownBy(() -> node.certCentral().placeOrder(EsealOrders.onToken(), last))
                    .isInstanceOfSatisfying(
                            HeldBackException.class,
                            held -> assertThat(held.reason()).isEqualTo(Reason.LATE));
        }

        API.verify(made, anyRequestedFor(anyUrl()));
        assertThat(node.availability().outage()).isEmpty();
        assertThat(node.guard().heldBack(Reason.LATE)).hasValue(30);
    }

    @Test
    void no_call_leaves_any_node_after_a_429_until_the_pause_is_over() {
        API.stubFor(any(anyUrl()).willReturn(status(429)));
        GuardedNode node = node();
        GuardedNode other = node();
        assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(TooManyRequestsException.class);

        assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(HeldBackException.class);
        assertThatThrownBy(() -> other.certCentral().order(OrderId.of(7))).isInstanceOf(HeldBackException.class);
        API.verify(1, anyRequestedFor(anyUrl()));
        assertThat(node.availability().pause()).contains(Duration.ofSeconds(5));

        API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
        clock.pass(Duration.ofSeconds(5));
        assertThat(node.certCentral().order(OrderId.of(7)).id().value()).isEqualTo(7);
        assertThat(other.certCentral().order(OrderId.of(7)).id().value()).isEqualTo(7);
        assertThat(jdbc.sql("select pause_millis from call_pause")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"42|PT42S", "Mon, 15 Jun 2026 10:00:30 GMT|PT30S"})
    void a_429_that_names_a_time_pauses_for_that_long(String header, Duration wait) {
        API.stubFor(any(anyUrl()).willReturn(status(429).withHeader("Retry-After", header)));
        GuardedNode node = node();

        assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(TooManyRequestsException.class);

        assertThat(node.availability().pause()).contains(wait);
    }

    @Test
    void a_call_that_waited_for_its_turn_while_the_pause_began_does_not_leave() {
        API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
        GuardedNode node = node();
        for (int call = 0; call < 8; call++) {
            node.certCentral().order(OrderId.of(7));
        }
        GuardedNode waiting =
                new GuardedNode(database, database.dataSource(), URI.create(API.baseUrl()), clock, Map.of(), nanos -> {
                    API.stubFor(any(anyUrl()).willReturn(status(429)));
                    clock.pass(Duration.ofSeconds(1));
                    assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7)))
                            .isInstanceOf(TooManyRequestsException.class);
                });
        for (int call = 0; database == Database.H2 && call < 8; call++) {
            waiting.certCentral().order(OrderId.of(7));
        }
        API.resetRequests();

        assertThatThrownBy(() -> waiting.certCentral().order(OrderId.of(7))).isInstanceOf(HeldBackException.class);

        API.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void a_CertCentral_that_is_down_is_left_alone_and_found_again() {
        API.stubFor(any(anyUrl()).willReturn(status(503)));
        GuardedNode node = node();
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(UnavailableException.class);
        }

        HeldBackException heldBack = catchThrowableOfType(
                HeldBackException.class, () -> node.certCentral().order(OrderId.of(7)));
        assertThat(heldBack.reason()).isEqualTo(Reason.OUTAGE);
        API.verify(10, anyRequestedFor(anyUrl()));
        assertThat(node.availability().outage()).isPresent();

        API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
        clock.pass(Duration.ofSeconds(31));
        for (int call = 0; call < 3; call++) {
            assertThat(node.certCentral().order(OrderId.of(7)).id().value()).isEqualTo(7);
        }
        assertThat(node.availability().outage()).isEmpty();
    }

    @Test
    void operators_see_what_holds_calls_back_and_the_service_stays_up() {
        API.stubFor(any(anyUrl()).willReturn(status(429)));
        GuardedNode node = node();
        assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(TooManyRequestsException.class);
        assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(HeldBackException.class);
        clock.pass(Duration.ofMillis(500));

        assertThat(health(node).getStatus()).isEqualTo(Status.UP);
        assertThat(health(node).getDetails())
                .isEqualTo(Map.of("calls", "paused", "breaker", "closed", "pauseSecondsLeft", 5L));
        SimpleMeterRegistry metrics = metrics(node);
        assertThat(metrics.get("eseal.certcentral.pause").gauge().value()).isEqualTo(4.5);
        assertThat(metrics.get("eseal.certcentral.calls.held.back")
                        .tag("reason", "pause")
                        .functionCounter()
                        .count())
                .isEqualTo(1);

        API.stubFor(any(anyUrl()).willReturn(status(503)));
        clock.pass(Duration.ofSeconds(5));
        for (int call = 0; call < 20; call++) {
            assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7))).isInstanceOf(CertCentralException.class);
        }

        assertThat(health(node).getStatus()).isEqualTo(Status.UP);
        assertThat(health(node).getDetails()).isEqualTo(Map.of("calls", "interrupted", "breaker", "open"));
        assertThat(metrics.get("eseal.certcentral.breaker")
                        .tag("state", "open")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(metrics.get("eseal.certcentral.breaker")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isZero();
        assertThat(metrics.get("eseal.certcentral.calls.held.back")
                        .tag("reason", "outage")
                        .functionCounter()
                        .count())
                .isPositive();
    }

    @Test
    void a_call_holds_no_lock_that_another_one_needs() {
        API.stubFor(any(anyUrl()).willReturn(status(429)));
        GuardedNode node = node();

        transaction.executeWithoutResult(engine -> {
            assertThatThrownBy(() -> node.certCentral().order(OrderId.of(7)))
                    .isInstanceOf(TooManyRequestsException.class);
            clock.pass(Duration.ofSeconds(5));
            API.stubFor(any(anyUrl()).willReturn(okJson(ORDER)));
            node.certCentral().order(OrderId.of(7));
            try {
                atOnce(1, () -> node().certCentral().order(OrderId.of(7)));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    GuardedNode node() {
        return node(Map.of());
    }

    GuardedNode node(Map<String, String> settings) {
        return new GuardedNode(database, URI.create(API.baseUrl()), clock, settings);
    }

    private static Health health(GuardedNode node) {
        return new CallHealth(node.guard(), () -> false).health();
    }

    private static SimpleMeterRegistry metrics(GuardedNode node) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new CallMetrics(node.guard()).bindTo(registry);
        return registry;
    }

    private static double heldBack(GuardedNode node) {
        return metrics(node).get("eseal.certcentral.calls.held.back").functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
