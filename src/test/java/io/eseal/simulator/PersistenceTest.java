package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {

    @TempDir
    private Path directory;

    private final MutableClock clock = new MutableClock("2026-06-01T12:00:00Z");

    @Test
    void orders_certificates_funds_and_the_ca_outlive_a_restart() throws IOException {
        long issued;
        long pending;
        String chain;
        try (SimulatorServer server = start()) {
            Vendor vendor = new Vendor(server);
            issued = vendor.order(Bodies.csrOrder().put("alternative_order_id", "ES-1"))
                    .id();
            pending = vendor.order(Bodies.cardOrder("4111111111111111")).id();
            server.setStatus(issued, "issued");
            server.advance(Duration.ofMinutes(59));
            chain = chain(server, issued);
        }

        try (SimulatorServer server = start()) {
            Vendor vendor = new Vendor(server);
            assertThat(chain(server, issued)).isEqualTo(chain);
            assertThat(vendor.get("/order/alternate/ES-1")
                            .json()
                            .at("/orders/0/order_id")
                            .asLong())
                    .isEqualTo(issued);
            assertThat(vendor.get("/finance/balance").json().get("balance").asText())
                    .isEqualTo("9550.00");
            assertThat(server.order(pending).status()).isEqualTo("pending");
            clock.pass(Duration.ofMinutes(1));
            assertThat(server.order(pending).status()).isEqualTo("processing");
            assertThat(vendor.order(Bodies.csrOrder()).id()).isGreaterThan(pending);
        }
    }

    @Test
    void without_a_directory_nothing_outlives_the_stand_in() throws IOException {
        long first;
        try (SimulatorServer server = SimulatorServer.start(clock, Map.of("simulator.data-dir", ""))) {
            first = new Vendor(server).order(Bodies.csrOrder()).id();
        }

        try (SimulatorServer server = SimulatorServer.start(clock, Map.of("simulator.data-dir", ""))) {
            assertThat(server.orders()).isEmpty();
            assertThat(new Vendor(server).order(Bodies.csrOrder()).id()).isEqualTo(first);
        }
    }

    @Test
    void no_card_reaches_the_disk() throws IOException {
        try (SimulatorServer server = start()) {
            new Vendor(server).order(Bodies.cardOrder("4111111111111111"));
        }

        assertThat(Files.readString(directory.resolve("simulator-state.json")))
                .contains("\"payment_method\":\"card\"")
                .doesNotContain("4111", "cvv", "billing_address");
    }

    private static String chain(SimulatorServer server, long orderId) throws IOException {
        return new Vendor(server)
                .get("/certificate/" + server.order(orderId).certificateId() + "/chain")
                .text();
    }

    private SimulatorServer start() {
        return SimulatorServer.start(clock, Map.of("simulator.data-dir", directory.toString()));
    }
}
