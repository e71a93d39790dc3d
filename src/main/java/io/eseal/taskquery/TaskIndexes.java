package io.eseal.taskquery;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/**
 * Adds the indexes that {@link OwnStatements} and the lists of tasks need to the engine's tables, which are there
 * before.
 */
@Component
class TaskIndexes implements JavaMigration {

    private static final List<String> INDEXES = List.of(
            // The order of the lists: their first page is read from here.
            "create index if not exists ESEAL_TASK_ORDER on ACT_RU_TASK (PRIORITY_ desc, DUE_DATE_, CREATE_TIME_ desc)",
            "create index if not exists ESEAL_TASK_KEY on ACT_RU_TASK (TASK_DEF_KEY_)",
            "create index if not exists ESEAL_TASK_DUE on ACT_RU_TASK (DUE_DATE_)",
            "create index if not exists ESEAL_AUTH_GROUP on ACT_RU_AUTHORIZATION (GROUP_ID_, RESOURCE_TYPE_)",
            "create index if not exists ESEAL_AUTH_USER on ACT_RU_AUTHORIZATION (USER_ID_, RESOURCE_TYPE_)");

    // One row for each task that has such a variable, instead of one for each variable of each instance.
    private static final String OF_POSTGRES =
            "create index if not exists ESEAL_TASK_VARIABLE on ACT_RU_VARIABLE (NAME_) where TASK_ID_ is not null";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("25");
    }

    @Override
    public String getDescription() {
        return "lists of tasks";
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
        try (Statement statement = context.getConnection().createStatement()) {
            for (String index : INDEXES) {
                statement.execute(index);
            }
            if (DatabaseDriver.fromProductName(
                            context.getConnection().getMetaData().getDatabaseProductName())
                    == DatabaseDriver.POSTGRESQL) {
                statement.execute(OF_POSTGRES);
            }
        }
    }
}
