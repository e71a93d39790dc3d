package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.fixtures.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final TestClock CLOCK = TestClock.at("2026-06-01T12:00:00Z");
    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(
                CLOCK,
                Map.of(
                        "simulator.timetable.csr-pending",
                        "4s",
                        "simulator.timetable.csr-processing",
                        "2s",
                        "simulator.timetable.qscd-pending",
                        "4s",
                        "simulator.timetable.qscd-pickup",
                        "6s"));
        vendor = new Vendor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.reset();
    }

    @Test
    void a_csr_order_is_pending_then_processing_then_issued() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();

        assertThat(status(id)).isEqualTo("pending");
        assertThat(info(id).at("/certificate/serial_number").isMissingNode()).isTrue();
        CLOCK.pass(Duration.ofMillis(3999));
        assertThat(status(id)).isEqualTo("pending");
        CLOCK.pass(Duration.ofMillis(1));
        assertThat(status(id)).isEqualTo("processing");
        CLOCK.pass(Duration.ofSeconds(2));
        assertThat(status(id)).isEqualTo("issued");
        assertThat(info(id).at("/certificate/date_issued").asText()).endsWith("+00:00");
    }

    @Test
    void a_token_order_waits_for_pickup() throws IOException {
        long id = vendor.order(Bodies.tokenOrder()).id();

        CLOCK.pass(Duration.ofSeconds(4));
        assertThat(status(id)).isEqualTo("waiting_pickup");
        CLOCK.pass(Duration.ofSeconds(6));
        assertThat(status(id)).isEqualTo("issued");
    }

    @Test
    void every_change_keeps_the_time_at_which_it_happened() throws IOException {
        vendor.order(Bodies.csrOrder());
        var placed = CLOCK.instant();
        CLOCK.pass(Duration.ofMinutes(5));

        var changes = vendor.control("GET", "/orders", "").json().get(0).get("changes");

        assertThat(changes.findValuesAsText("status")).containsExactly("processing", "issued");
        assertThat(changes.findValuesAsText("at"))
                .containsExactly(
                        placed.plusSeconds(4).toString(), placed.plusSeconds(6).toString());
    }

    @Test
    void status_changes_tells_the_orders_that_moved_within_the_window() throws IOException {
        long early = vendor.order(Bodies.csrOrder()).id();
        CLOCK.pass(Duration.ofMinutes(10));
        Vendor.Reply late = vendor.order(Bodies.csrOrder());
        CLOCK.pass(Duration.ofSeconds(5));

        assertThat(vendor.get("/order/certificate/status-changes?minutes=1").text())
                .isEqualTo("{\"orders\":[{\"order_id\":%d,\"certificate_id\":%s,\"status\":\"processing\"}]}"
                        .formatted(late.id(), late.json().get("certificate_id")));
        assertThat(vendor.get("/order/certificate/status-changes?minutes=10&seconds=30")
                        .json()
                        .findValuesAsText("order_id"))
                .containsExactly(String.valueOf(early), String.valueOf(late.id()));
        assertThat(vendor.get("/order/certificate/status-changes?seconds=0").text())
                .isEqualTo("{}");
    }

    @Test
    void a_window_of_more_than_seven_days_is_too_long() throws IOException {
        assertThat(vendor.get("/order/certificate/status-changes?minutes=10080").status())
                .isEqualTo(200);
        assertThat(vendor.get("/order/certificate/status-changes?minutes=10080&seconds=1")
                        .codes())
                .containsExactly("time_frame_too_long");
        assertThat(vendor.get("/order/certificate/status-changes").status()).isEqualTo(400);
    }

    @Test
    void an_issued_order_expires_with_its_certificate() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();
        server.advance(Duration.ofDays(365));
        assertThat(status(id)).isEqualTo("issued");

        server.advance(Duration.ofDays(2));

        assertThat(status(id)).isEqualTo("expired");
    }

    @Test
    void an_order_is_brought_forward_alone_and_its_changes_happen_now() throws IOException {
        long one = vendor.order(Bodies.csrOrder()).id();
        long other = vendor.order(Bodies.csrOrder()).id();

        server.advance(one, Duration.ofHours(1));

        assertThat(status(one)).isEqualTo("issued");
        assertThat(status(other)).isEqualTo("pending");
        assertThat(vendor.get("/order/certificate/status-changes?seconds=0")
                        .json()
                        .findValuesAsText("order_id"))
                .containsExactly(String.valueOf(one));
    }

    @Test
    void a_status_set_by_hand_stays_until_the_order_is_moved_on() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();
        server.setStatus(id, "under_a_new_moon");
        CLOCK.pass(Duration.ofDays(1));
        assertThat(status(id)).isEqualTo("under_a_new_moon");

        server.advance(id, Duration.ofSeconds(6));

        assertThat(status(id)).isEqualTo("issued");
    }

    @Test
    void the_status_issued_set_by_hand_issues_the_certificate() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();

        vendor.control("PUT", "/orders/" + id + "/status", "{\"status\":\"issued\"}");

        assertThat(info(id).at("/certificate/serial_number").asText()).isNotEmpty();
    }

    private String status(long id) throws IOException {
        return info(id).get("status").asText();
    }

    private JsonNode info(long id) throws IOException {
        return vendor.get("/order/certificate/" + id).json();
    }
}
