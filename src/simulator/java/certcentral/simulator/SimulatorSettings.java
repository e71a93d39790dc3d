package certcentral.simulator;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the stand-in and of the simulated account. Environment variables are {@code SIMULATOR_PORT} and so on.
 *
 * @param port port to listen on; 0 takes a free one
 * @param address network address to listen on; by default this machine alone
 * @param publicAddress beginning of the addresses in certificates and trusted lists, such as
 *     {@code http://simulator.example:8090}; empty: {@code http://localhost} with the port
 * @param apiKey value of {@code X-DC-DEVKEY} that is accepted; must not be blank
 * @param dataDir folder that keeps state and CA over a restart; empty keeps them in memory
 * @param funds amount that the account can spend at first
 * @param price price of each order
 * @param currency ISO 4217 code of both amounts
 * @param defaultCard whether the account has a card for {@code payment_method} {@code profile}
 * @param requestApproval whether new orders wait for an approver in the account
 * @param timetable durations of the steps of an order
 */
@ConfigurationProperties("simulator")
record SimulatorSettings(
        @DefaultValue("8090") int port,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("") String publicAddress,
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
        // A text, not a Path: Spring Boot binds an empty path as absent, and would use the default.
        return Optional.of(dataDir).filter(text -> !text.isBlank()).map(Path::of);
    }

    /**
     * How long an order stays in each status, where zero skips the stop before issuance, and how long after a
     * revocation others see it.
     */
    record Timetable(
            @DefaultValue("4s") Duration csrPending,
            @DefaultValue("2s") Duration csrProcessing,
            @DefaultValue("4s") Duration qscdPending,
            @DefaultValue("6s") Duration qscdPickup,
            @DefaultValue("3s") Duration revocationInOcsp,
            @DefaultValue("6s") Duration revocationInCrl) {}
}
