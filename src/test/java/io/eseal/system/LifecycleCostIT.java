package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.system.Client.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/**
 * Counts what one seal costs, from {@code POST /api/eseals} with a CSR over two approvals to {@code IN_SERVICE}, with
 * without a proof of the seal, on PostgreSQL. Jobs run one after the other, nothing runs by time, so that the numbers
 * are the same on every machine. The first request of a node, which fills its caches, is not counted.
 */
class LifecycleCostIT extends Scenario {

    /**
     * What each phase costs, the change that the sweep finds with it; to be rewritten when the cost falls. Not counted
     * are the sweep's own call, what a node reads by its clock, and its leases of the key's budget: one transaction of
     * two statements for four calls that follow each other within two seconds, for each call where they are further
     * apart.
     */
    private static final Map<String, Footprint> EXPECTED = Map.of(
            "request", new Footprint(15, 25, 2, 0),
            "validation", new Footprint(49, 76, 2, 0),
            "first approval", new Footprint(17, 41, 2, 0),
            "second approval", new Footprint(32, 60, 2, 0),
            "payment and order", new Footprint(35, 74, 7, 2),
            "sweep", new Footprint(22, 40, 1, 1),
            "delivery", new Footprint(35, 74, 3, 1),
            "whole", new Footprint(205, 390, 19, 4));

    private static final InlineJobExecutor JOBS = new InlineJobExecutor();
    private static EmbeddedPostgres database;
    private static TestApplication application;
    private static Footprint.Meter meter;

    private final Map<String, Footprint> phases = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
        application = TestApplication.on(
                database.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "postgres",
                Map.of(
                        "eseal.certificate.proof",
                        "off",
                        "eseal.request.account-answers-kept",
                        "PT1H",
                        "eseal.payment.balance-kept",
                        "PT15M",
                        // Its window is open at night.
                        "camunda.bpm.generic-properties.properties.history-cleanup-enabled",
                        "false"),
                Map.of("jobExecutor", JOBS, "taskScheduler", mock(TaskScheduler.class)));
        meter = new Footprint.Meter(JdbcClient.create(application.bean(DataSource.class)), application.certCentral());
    }

    @AfterAll
    static void stop() throws IOException {
        application.close();
        database.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Test
    void a_seal_costs_so_many_rows_statements_transactions_and_calls() throws IOException {
        lifecycle();
        phases.clear();
        meter.forget();
        lifecycle();

        Footprint whole = phases.values().stream().reduce(Footprint::plus).orElseThrow();
        phases.put("whole", whole);
        Files.writeString(Path.of("target", "lifecycle-statements.txt"), meter.statements());
        assertThat(phases)
                .as("each statement with its number stands in target/lifecycle-statements.txt")
                .containsExactlyInAnyOrderEntriesOf(EXPECTED);
    }

    private void lifecycle() {
        String[] id = new String[1];
        var body = OrderBodies.withCsr(newCsr());
        counted("request", () -> id[0] = requested(body));
        counted("validation", JOBS::runDueJobs);
        List<JsonNode> tasks = tasks(id[0], Elements.USER_APPROVE_REQUEST);
        assertThat(tasks).hasSize(2);
        counted("first approval", () -> approves(tasks.get(0)));
        counted("second approval", () -> approves(tasks.get(1)));
        counted("payment and order", JOBS::runDueJobs);
        assertThat(detail(id[0]).get("state").asText()).isEqualTo("ORDERED");
        certCentral().setStatus(order(id[0]).orderId(), "issued");
        application.tables().execute("update shedlock set lock_until = locked_at");
        counted("sweep", LifecycleCostIT::sweep);
        counted("delivery", JOBS::runDueJobs);
        assertThat(detail(id[0]).get("state").asText()).isEqualTo("IN_SERVICE");
        assertThat(JOBS.runDueJobs()).isZero();
    }

    private void counted(String phase, Runnable act) {
        phases.put(phase, meter.of(act));
    }

    private void approves(JsonNode task) {
        String user = task.at("/candidateGroups/0").asText().replace("-approvers", "");
        Answer answer = complete(user, task, Map.of("decision", "approve", "comment", "fine"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private static void sweep() {
        application.bean(ScheduledTaskHolder.class).getScheduledTasks().stream()
                .map(ScheduledTask::getTask)
                .filter(task -> task.toString().endsWith("SweepSchedule.sweep"))
                .findFirst()
                .orElseThrow()
                .getRunnable()
                .run();
    }
}
