package io.eseal.connection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A port of its own for health and metrics, beside the same addresses on the main port. It has threads and connections
 * of its own, so it answers while the main port has none left.
 *
 * @param port the port; none by default
 * @param address the local address that it listens on
 */
@Validated
@ConfigurationProperties("eseal.management")
record ManagementSettings(
        @Min(-1) @Max(65_535) @DefaultValue("-1") int port,
        @DefaultValue("127.0.0.1") String address) {

    boolean on() {
        return port >= 0;
    }
}
