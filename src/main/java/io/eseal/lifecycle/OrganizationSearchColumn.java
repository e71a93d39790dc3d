package io.eseal.lifecycle;

import io.eseal.text.FoldedText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/**
 * Adds the column in which the organisation's name is searched as {@link FoldedText}, which no database makes, and
 * fills it for the requests that there are. Beside {@link SearchColumn}, by which an older version of the service
 * searches while nodes are replaced.
 */
@Component
public class OrganizationSearchColumn implements JavaMigration {

    /** Name of the column. */
    static final String NAME = "organization_sought";

    private static final int LENGTH = 2000;
    private static final int AT_ONCE = 1000;

    /** Returns what the column holds for a name. */
    static String of(String name) {
        String form = FoldedText.of(name);
        return form.length() > LENGTH ? form.substring(0, LENGTH) : form;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("32");
    }

    @Override
    public String getDescription() {
        return "search for organisations";
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
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table eseal add column " + NAME + " varchar(" + LENGTH + ")");
            fill(connection);
            if (DatabaseDriver.fromProductName(connection.getMetaData().getDatabaseProductName())
                    == DatabaseDriver.POSTGRESQL) {
                TrigramIndex.make(statement, "eseal_organization_sought", NAME);
            }
        }
    }

    /** Fills the column where it is empty; returns for how many requests. */
    static int fill(Connection connection) throws SQLException {
        int filled = 0;
        try (Statement reading = connection.createStatement();
                PreparedStatement writing = connection.prepareStatement(
                        "update eseal set " + NAME + " = ? where id = ? and organization_name = ?")) {
            reading.setFetchSize(AT_ONCE);
            ResultSet names = reading.executeQuery("select id, organization_name from eseal"
                    + " where organization_name is not null and " + NAME + " is null");
            while (names.next()) {
                writing.setString(1, of(names.getString("organization_name")));
                writing.setString(2, names.getString("id"));
                writing.setString(3, names.getString("organization_name"));
                writing.addBatch();
                if (++filled % AT_ONCE == 0) {
                    writing.executeBatch();
                }
            }
            writing.executeBatch();
        }
        return filled;
    }
}
