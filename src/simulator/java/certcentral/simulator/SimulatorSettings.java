package certcentral.simulator;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the simulator listens, and how the simulated account behaves. Environment variables are {@code SIMULATOR_PORT}
 * and so on.
 *
 * @param port where it listens; 0 takes a free one
 * @param address the network that it listens on: this machine's own alone, unless told otherwise
 * @param apiKey what {@code X-DC-DEVKEY} must say
 * @param dataDir where state and CA survive a restart; in memory only when empty
 * @param funds what the account can spend at first
 * @param price what each order costs
 * @param currency ISO 4217 code of both amounts
 * @param defaultCard whether the account has a card for {@code payment_method} {@code profile}
 * @param requestApproval whether new orders wait for an approver inside the account
 */
@ConfigurationProperties("simulator")
record SimulatorSettings(
        @DefaultValue("8090") int port,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("simulator-key") String apiKey,
        @DefaultValue("./data/simulator") String dataDir,
        @DefaultValue("10000.00") BigDecimal funds,
        @DefaultValue("450.00") BigDecimal price,
        @DefaultValue("EUR") String currency,
        @DefaultValue("true") boolean defaultCard,
        @DefaultValue("false") boolean requestApproval,
        @DefaultValue Timetable timetable) {

    SimulatorSettings {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("simulator.api-key (SIMULATOR_API_KEY) must not be blank");
        }
    }

    Optional<Path> directory() {
        // A text, not a Path: Spring Boot takes an empty path for an absent one, and would give it the default.
        return Optional.of(dataDir).filter(text -> !text.isBlank()).map(Path::of);
    }

    /** How long an order stays where; a duration of zero skips the stop. */
    record Timetable(
            @DefaultValue("4s") Duration csrPending,
            @DefaultValue("2s") Duration csrProcessing,
            @DefaultValue("4s") Duration qscdPending,
            @DefaultValue("6s") Duration qscdPickup) {}
}
