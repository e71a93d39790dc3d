package io.eseal.bench;

import io.eseal.fixtures.PlainEngine;
import io.eseal.indexes.EngineIndexes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures on PostgreSQL how long a node takes to find the jobs that are due among so many that are not yet: by the
 * engine's tables as they come, and with the service's index of due jobs beside.
 */
final class DueJobs {

    private static final int TRIES = 41;

    private DueJobs() {}

    /** Median and longest time that one look took, in milliseconds. */
    record Times(double median, double most) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f ms, %.1f ms", median, most);
        }
    }

    /** The times by the engine's own indexes, and with the index of due jobs beside. */
    record Compared(Times engines, Times withIndex) {}

    /** Takes the numbers of waiting timers, such as {@code 10000 1000000}; writes a row of a table for each. */
    public static void main(String[] args) throws Exception {
        System.out.println("| timers that wait | engine's indexes, median and most | with the index of due jobs |");
        System.out.println("|---|---|---|");
        for (String timers : args) {
            Compared times = compare(Integer.parseInt(timers));
            System.out.printf("| %s | %s | %s |%n", timers, times.engines(), times.withIndex());
        }
    }

    static Compared compare(int timers) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource database = server.getPostgresDatabase();
            ProcessEngineConfigurationImpl engine = PlainEngine.on(database);
            engine.buildProcessEngine();
            JdbcClient jdbc = JdbcClient.create(database);
            wait(engine, jdbc, timers);
            Times before = times(engine);
            EngineIndexes.make(database);
            jdbc.sql("vacuum analyze").update();
            Compared compared = new Compared(before, times(engine));
            engine.getProcessEngine().close();
            return compared;
        }
    }

    private static void wait(ProcessEngineConfigurationImpl engine, JdbcClient jdbc, int timers) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "waits.bpmn",
                        Bpmn.createExecutableProcess("waits")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .intermediateCatchEvent()
                                .timerWithDuration("P30D")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("waits");
        String columns = String.join(
                ", ",
                jdbc.sql("select column_name from information_schema.columns where table_name = 'act_ru_job'")
                        .query(String.class)
                        .list());
        jdbc.sql("alter table act_ru_job disable trigger all").update();
        jdbc.sql("insert into act_ru_job (" + columns + ") select "
                        + columns.replaceFirst("\\bid_\\b", "id_||'-'||n")
                                .replaceFirst("\\bduedate_\\b", "duedate_ + n * interval '1 second'")
                                .replaceFirst("\\bprocess_instance_id_\\b", "process_instance_id_||'-'||n")
                        + " from act_ru_job cross join generate_series(1, " + (timers - 1) + ") n")
                .update();
        // Three are due.
        jdbc.sql(
                        "update act_ru_job set duedate_ = now() - interval '1 day' where id_ in (select id_ from act_ru_job limit 3)")
                .update();
        jdbc.sql("vacuum analyze").update();
    }

    private static Times times(ProcessEngineConfigurationImpl engine) {
        long[] nanos = new long[TRIES];
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            int due = engine.getCommandExecutorTxRequired().execute(context -> {
                return context.getJobManager()
                        .findNextJobsToExecute(new Page(0, 8))
                        .size();
            });
            nanos[i] = System.nanoTime() - start;
            if (due != 3) {
                throw new IllegalStateException(due + " jobs are due, not 3.");
            }
        }
        Arrays.sort(nanos);
        return new Times(nanos[TRIES / 2] / 1e6, nanos[TRIES - 1] / 1e6);
    }
}
