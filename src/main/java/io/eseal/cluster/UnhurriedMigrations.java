package io.eseal.cluster;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Migrates PostgreSQL without the limit of {@link ConnectionLimits} on silence: on large tables a statement takes
 * minutes. The pool gives its limit back to a connection that is returned.
 */
@Component
class UnhurriedMigrations implements FlywayConfigurationCustomizer {

    @Override
    public void customize(FluentConfiguration migrations) {
        DataSource pool = migrations.getDataSource();
        if (isPostgres(pool)) {
            migrations.dataSource(new Unhurried(pool));
        }
    }

    private static boolean isPostgres(DataSource database) {
        try {
            return DatabaseDriver.fromProductName(
                            JdbcUtils.extractDatabaseMetaData(database, DatabaseMetaData::getDatabaseProductName))
                    == DatabaseDriver.POSTGRESQL;
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("The database cannot be reached.", e);
        }
    }

    private static final class Unhurried extends DelegatingDataSource {

        Unhurried(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setNetworkTimeout(Runnable::run, 0);
            return connection;
        }
    }
}
