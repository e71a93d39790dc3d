package io.eseal.cluster;

import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/** Migrates PostgreSQL on connections without {@link ConnectionLimits}: on large tables a statement takes minutes. */
@Component
class UnhurriedMigrations implements FlywayConfigurationCustomizer {

    @Override
    public void customize(FluentConfiguration migrations) {
        DataSource pool = migrations.getDataSource();
        SimpleDriverDataSource database = DataSourceBuilder.derivedFrom(pool)
                .type(SimpleDriverDataSource.class)
                .build();
        if (DatabaseDriver.fromJdbcUrl(database.getUrl()) == DatabaseDriver.POSTGRESQL) {
            migrations.dataSource(database);
        }
    }
}
