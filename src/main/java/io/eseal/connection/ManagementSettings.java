package io.eseal.connection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Second port for health and metrics, which also stay on the main port. The second port has threads and connections of
 * its own, so it answers even when the main port has none left.
 *
 * @param port the port; -1, the default, opens none
 * @param address the local address that the port listens on
 */
@Validated
@ConfigurationProperties("eseal.management")
record ManagementSettings(
        @Min(-1) @Max(65_535) @DefaultValue("-1") int port,
        @DefaultValue("127.0.0.1") String address) {

    /** Tells whether the second port is configured. */
    boolean on() {
        return port >= 0;
    }
}
