package io.eseal.taskquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TaskIndexesTest {

    private static final List<String> NAMES =
            List.of("eseal_auth_group", "eseal_auth_user", "eseal_task_due", "eseal_task_key", "eseal_task_order");

    @Test
    void each_start_makes_those_that_are_missing() throws Exception {
        try (Engines engines = Engines.onH2()) {
            engines.withPlugin(1000, Duration.ZERO);
            assertMadeAnew(
                    engines, "select lower(index_name) from information_schema.indexes where index_name like 'ESEAL%'");
        }
    }

    @Test
    void each_start_makes_those_that_are_missing_on_PostgreSQL_and_one_of_variables() throws Exception {
        try (Engines engines = Engines.onPostgres(EmbeddedPostgres.builder())) {
            engines.withPlugin(1000, Duration.ZERO);
            assertMadeAnew(engines, "select indexname from pg_indexes where indexname like 'eseal%'");
            assertThat(JdbcClient.create(engines.database())
                            .sql("select count(*) from pg_indexes where indexname = 'eseal_task_variable'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private static void assertMadeAnew(Engines engines, String names) {
        JdbcClient jdbc = JdbcClient.create(engines.database());
        assertThat(jdbc.sql(names).query(String.class).list()).containsAll(NAMES);
        jdbc.sql("drop index eseal_task_due").update();

        TaskIndexes.make(engines.database());
        TaskIndexes.make(engines.database());

        assertThat(jdbc.sql(names).query(String.class).list()).containsAll(NAMES);
    }
}
