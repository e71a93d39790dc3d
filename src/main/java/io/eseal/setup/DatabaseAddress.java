package io.eseal.setup;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Checks the address of the database without connecting to it. The address may hold a password, so no message repeats
 * it.
 */
final class DatabaseAddress {

    private static final String EXPECTED = ": give it as jdbc:postgresql://HOST:PORT/DATABASE.";

    private DatabaseAddress() {}

    /** Returns one sentence for an address that no driver can use; empty for a usable or a missing address. */
    static Optional<String> finding(Environment settings) {
        String url = settings.getProperty("spring.datasource.url", "").strip();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:")) {
            return Optional.of("SPRING_DATASOURCE_URL does not begin with 'jdbc:'" + EXPECTED);
        }
        boolean ownDriver = StringUtils.hasText(settings.getProperty("spring.datasource.driver-class-name"));
        return ownDriver || isUnderstood(url)
                ? Optional.empty()
                : Optional.of(
                        "SPRING_DATASOURCE_URL is an address that no database driver here understands" + EXPECTED);
    }

    private static boolean isUnderstood(String url) {
        try {
            return DriverManager.getDriver(url) != null;
        } catch (SQLException noDriver) {
            return false;
        }
    }
}
