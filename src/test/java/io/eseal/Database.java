package io.eseal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The databases that the service runs on, each with the real migrations; started once, when first asked for. */
public enum Database {
    H2 {
        @Override
        String url() {
            return "jdbc:h2:mem:units;DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRES {
        @Override
        String url() {
            try {
                // Ended by its own shutdown hook.
                return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private DataSource dataSource;

    abstract String url();

    /** As in production: read committed, and pooled. */
    public synchronized DataSource dataSource() {
        if (dataSource == null) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url());
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            config.setMaximumPoolSize(20);
            config.setMinimumIdle(0);
            dataSource = new HikariDataSource(config);
            Flyway.configure().dataSource(dataSource).load().migrate();
        }
        return dataSource;
    }
}
