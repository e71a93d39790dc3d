package io.eseal.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The application on PostgreSQL, as production runs it. */
class OnPostgresIT {

    private static EmbeddedPostgres database;
    private static TestApplication application;

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        application = TestApplication.on(database.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        application.close();
        database.close();
    }

    @Nested
    class Withdrawal extends WithdrawalScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class Lifecycle extends LifecycleScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class Reissue extends ReissueScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class LedgerCheck extends LedgerCheckScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }
}
