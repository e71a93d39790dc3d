package io.eseal.indexes;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.PlainEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EngineIndexesTest {

    private static final List<String> NAMES =
            List.of("eseal_auth_group", "eseal_auth_user", "eseal_task_due", "eseal_task_key", "eseal_task_order");
    private static final int FUTURE_JOBS = 20_000;

    @Test
    void each_start_makes_those_that_are_missing() {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        PlainEngine.on(pool).buildProcessEngine().close();
        assertMadeAnew(
                pool, "select lower(index_name) from information_schema.indexes where index_name like 'ESEAL%'", NAMES);
        pool.dispose();
    }

    @Test
    void each_start_makes_those_that_are_missing_on_PostgreSQL_and_those_of_some_rows() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            PlainEngine.on(postgres.getPostgresDatabase()).buildProcessEngine().close();
            assertMadeAnew(
                    postgres.getPostgresDatabase(),
                    "select indexname from pg_indexes where indexname like 'eseal%'",
                    Stream.concat(NAMES.stream(), Stream.of("eseal_task_variable", "eseal_job_due"))
                            .toList());
        }
    }

    @Test
    void a_node_that_asks_for_due_jobs_on_PostgreSQL_reads_none_of_those_that_are_not_due() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource database = postgres.getPostgresDatabase();
            ProcessEngineConfigurationImpl engine = PlainEngine.on(database);
            engine.buildProcessEngine();
            EngineIndexes.make(database);
            JdbcClient jdbc = JdbcClient.create(database);
            jdbc.sql("""
                    insert into act_ru_job (id_, rev_, type_, exclusive_, process_instance_id_, retries_, duedate_, suspension_state_,
                                            handler_type_)
                    select 'job-'||n, 1, 'timer', true, 'instance-'||n, 3, now() + (n - 3) * interval '1 minute', 1,
                           'timer-intermediate-transition'
                    from generate_series(1, :jobs) n""").param("jobs", FUTURE_JOBS).update();
            jdbc.sql("vacuum analyze").update();
            long before = rowsRead(jdbc);

            List<?> due = engine.getCommandExecutorTxRequired()
                    .execute(context -> context.getJobManager().findNextJobsToExecute(new Page(0, 8)));

            assertThat(due).hasSize(3);
            jdbc.sql("select pg_stat_force_next_flush()").query().singleRow();
            assertThat(rowsRead(jdbc) - before).isLessThan(20);
            engine.getProcessEngine().close();
        }
    }

    /** Rows of the table of jobs that statements have read until now, of any session. */
    private static long rowsRead(JdbcClient jdbc) {
        return jdbc.sql("select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'act_ru_job'")
                .query(Long.class)
                .single();
    }

    private static void assertMadeAnew(DataSource database, String query, List<String> names) {
        JdbcClient jdbc = JdbcClient.create(database);
        EngineIndexes.make(database);
        assertThat(jdbc.sql(query).query(String.class).list()).containsAll(names);
        jdbc.sql("drop index eseal_task_due").update();

        EngineIndexes.make(database);
        EngineIndexes.make(database);

        assertThat(jdbc.sql(query).query(String.class).list()).containsAll(names);
    }
}
