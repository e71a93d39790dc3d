package io.eseal.simulator;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the simulated account behaves.
 *
 * @param enabled whether the simulator exists at all
 * @param apiKey what {@code X-DC-DEVKEY} must say
 * @param dataDir where state and CA survive a restart; in memory only when absent
 * @param funds what the account can spend at first
 * @param price what each order costs
 * @param currency ISO 4217 code of both amounts
 * @param defaultCard whether the account has a card for {@code payment_method} {@code profile}
 * @param requestApproval whether new orders wait for an approver inside the account
 */
@ConfigurationProperties("eseal.simulator")
record SimulatorSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("simulator-key") String apiKey,
        Path dataDir,
        @DefaultValue("10000.00") BigDecimal funds,
        @DefaultValue("450.00") BigDecimal price,
        @DefaultValue("EUR") String currency,
        @DefaultValue("true") boolean defaultCard,
        @DefaultValue("false") boolean requestApproval,
        @DefaultValue Timetable timetable) {

    SimulatorSettings {
        if (enabled && apiKey.isBlank()) {
            throw new IllegalArgumentException("eseal.simulator.api-key must not be blank");
        }
    }

    Optional<Path> directory() {
        return Optional.ofNullable(dataDir).filter(path -> !path.toString().isBlank());
    }

    /** How long an order stays where; a duration of zero skips the stop. */
    record Timetable(
            @DefaultValue("4s") Duration csrPending,
            @DefaultValue("2s") Duration csrProcessing,
            @DefaultValue("4s") Duration qscdPending,
            @DefaultValue("6s") Duration qscdPickup) {}
}
