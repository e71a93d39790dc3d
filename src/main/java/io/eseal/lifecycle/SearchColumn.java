package io.eseal.lifecycle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/**
 * Adds the column in which a text is searched by its lower case to the requests, made by the database of what a request
 * is found by, and on PostgreSQL an index of its trigrams. Without the extension {@code pg_trgm}, searches read all
 * requests.
 */
@Component
public class SearchColumn implements JavaMigration {

    /** Name of the column. */
    static final String NAME = "sought";

    // Parts are on lines of their own, so that no text is found at the seam of two.
    private static final String COLUMN = "alter table eseal add column " + NAME + """
             varchar(2000) generated always as (lower(id || chr(10) || coalesce(organization_name, '') || chr(10)
            || requester || chr(10) || coalesce(cast(order_id as varchar(20)), '') || chr(10)
            || coalesce(serial_number, '')))""";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("25");
    }

    @Override
    public String getDescription() {
        return "search";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        boolean postgres =
                DatabaseDriver.fromProductName(connection.getMetaData().getDatabaseProductName())
                        == DatabaseDriver.POSTGRESQL;
        try (Statement statement = connection.createStatement()) {
            statement.execute(COLUMN + (postgres ? " stored" : ""));
            if (postgres) {
                TrigramIndex.make(statement, "eseal_sought", NAME);
            }
        }
    }
}
