package io.eseal.indexes;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * Indexes of ours on the engine's tables: for lists of tasks, and for the jobs that are due. Those that are missing are
 * made at each start, once the engine has made its tables: a migration of ours may come before.
 */
public final class EngineIndexes {

    private static final List<Index> INDEXES = List.of(
            // The order of the lists: their first page is read from here.
            new Index("ESEAL_TASK_ORDER", "ACT_RU_TASK", "(PRIORITY_ desc, DUE_DATE_, CREATE_TIME_ desc)"),
            new Index("ESEAL_TASK_KEY", "ACT_RU_TASK", "(TASK_DEF_KEY_)"),
            new Index("ESEAL_TASK_DUE", "ACT_RU_TASK", "(DUE_DATE_)"),
            new Index("ESEAL_AUTH_GROUP", "ACT_RU_AUTHORIZATION", "(GROUP_ID_, RESOURCE_TYPE_)"),
            new Index("ESEAL_AUTH_USER", "ACT_RU_AUTHORIZATION", "(USER_ID_, RESOURCE_TYPE_)"));

    // H2 has no indexes on some of the rows.
    private static final List<Index> OF_POSTGRES = List.of(
            // One row for each task that has such a variable, instead of one for each variable of each instance.
            new Index("ESEAL_TASK_VARIABLE", "ACT_RU_VARIABLE", "(NAME_) where TASK_ID_ is not null"),
            // Each node asks several times a second for the jobs that are due, however many are not.
            new Index("ESEAL_JOB_DUE", "ACT_RU_JOB", "(DUEDATE_) where RETRIES_ > 0 and SUSPENSION_STATE_ = 1"));

    // Of two nodes that start at once, one waits; the other has made them then.
    private static final String ONE_AT_A_TIME = "select pg_advisory_lock(hashtext('ESEAL_INDEXES'))";
    private static final String NEXT = "select pg_advisory_unlock(hashtext('ESEAL_INDEXES'))";

    private EngineIndexes() {}

    private record Index(String name, String table, String columns) {

        String statement() {
            return "create index if not exists " + name + " on " + table + " " + columns;
        }

        // Asking first: the statement alone would wait for all who write to the table.
        boolean isMissing(Connection connection) throws SQLException {
            DatabaseMetaData database = connection.getMetaData();
            String stored = database.storesLowerCaseIdentifiers() ? table.toLowerCase(Locale.ROOT) : table;
            try (ResultSet indexes =
                    database.getIndexInfo(connection.getCatalog(), connection.getSchema(), stored, false, true)) {
                while (indexes.next()) {
                    if (name.equalsIgnoreCase(indexes.getString("INDEX_NAME"))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /**
     * Makes the indexes that are missing.
     *
     * @throws IllegalStateException when the database refuses
     */
    public static void make(DataSource database) {
        try (Connection connection = database.getConnection()) {
            boolean postgres =
                    DatabaseDriver.fromProductName(connection.getMetaData().getDatabaseProductName())
                            == DatabaseDriver.POSTGRESQL;
            List<Index> wanted = new ArrayList<>(INDEXES);
            if (postgres) {
                wanted.addAll(OF_POSTGRES);
            }
            List<Index> missing = new ArrayList<>();
            for (Index index : wanted) {
                if (index.isMissing(connection)) {
                    missing.add(index);
                }
            }
            if (!missing.isEmpty()) {
                make(missing, connection, postgres);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The indexes on the engine's tables cannot be made.", e);
        }
    }

    private static void make(List<Index> missing, Connection connection, boolean postgres) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (postgres) {
                // On large tables this takes minutes.
                connection.setNetworkTimeout(Runnable::run, 0);
                statement.execute(ONE_AT_A_TIME);
            }
            try {
                for (Index index : missing) {
                    statement.execute(index.statement());
                }
            } finally {
                if (postgres) {
                    statement.execute(NEXT);
                }
            }
        }
    }
}
