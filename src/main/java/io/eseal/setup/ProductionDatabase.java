package io.eseal.setup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Refuses a start outside of the demo on an H2 database, unless {@code ESEAL_ALLOW_H2=true} permits it and the database
 * writes at each commit. Asks the connection itself, before anything is written to the database, because several
 * settings can give the address.
 */
@Component
class ProductionDatabase implements BeanPostProcessor, EnvironmentAware {

    static final String H2_REFUSED =
            "SPRING_DATASOURCE_URL leads to an H2 database, which is the demo's: give a PostgreSQL database, or set "
                    + "ESEAL_ALLOW_H2=true where one node without backups under way is enough.";

    /** In-memory addresses: H2's own memory and its in-memory file systems, with any prefix. */
    private static final Pattern IN_MEMORY = Pattern.compile("[:/](nio)?mem(fs|lzf)?:", Pattern.CASE_INSENSITIVE);

    @SuppressWarnings("NullAway.Init") // Spring sets it before the first bean.
    private Environment settings;

    @Override
    public void setEnvironment(Environment environment) {
        settings = environment;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) throws BeansException {
        if (bean instanceof DataSource dataSource && !settings.acceptsProfiles(Profiles.of("demo"))) {
            try (Connection connection = dataSource.getConnection()) {
                finding(connection).ifPresent(finding -> {
                    throw new StartRefusedException(List.of(finding));
                });
            } catch (SQLException e) {
                throw new BeanCreationException(name, "The database cannot be reached: " + e.getMessage(), e);
            }
        }
        return bean;
    }

    private Optional<String> finding(Connection connection) throws SQLException {
        if (!"H2".equals(connection.getMetaData().getDatabaseProductName())) {
            return Optional.empty();
        }
        if (!DatabaseSettings.of(settings).allowH2()) {
            return Optional.of(H2_REFUSED);
        }
        if (IN_MEMORY.matcher(connection.getMetaData().getURL()).find() || !writesAtCommit(connection)) {
            return Optional.of(
                    "SPRING_DATASOURCE_URL leads to an H2 database that does not write at each commit, so that a crash could lose "
                            + "a paid order: use a file and add ;WRITE_DELAY=0 to its address.");
        }
        return Optional.empty();
    }

    private static boolean writesAtCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet delay = statement.executeQuery(
                        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")) {
            return delay.next() && "0".equals(delay.getString(1));
        }
    }
}
