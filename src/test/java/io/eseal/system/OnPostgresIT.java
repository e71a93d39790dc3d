package io.eseal.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The application on PostgreSQL, as production runs it. */
class OnPostgresIT extends ScenariosOnADatabase {

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

    @Override
    TestApplication started() {
        return application;
    }
}
