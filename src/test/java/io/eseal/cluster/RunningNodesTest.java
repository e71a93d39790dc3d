package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.PlainEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs of a real engine, locked by a node that is heard of no longer. */
@ParameterizedClass
@EnumSource(Database.class)
class RunningNodesTest {

    private static final Duration LOST = Duration.ofSeconds(40);
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final JdbcClient jdbc;
    private final RunningNodes nodes;
    private final ProcessEngineConfigurationImpl engine;
    private final DataSource dataSource;
    private final ClusterSettings settings = new ClusterSettings(LOST, Duration.ZERO);
    private final DatabaseReach database = new DatabaseReach(settings);

    RunningNodesTest(Database database) {
        dataSource = database.dataSource();
        jdbc = JdbcClient.create(dataSource);
        nodes = new RunningNodes(dataSource);
        engine = PlainEngine.on(dataSource);
    }

    @BeforeEach
    void a_job_that_a_node_holds() {
        jdbc.sql("delete from running_node").update();
        engine.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "held.bpmn",
                        Bpmn.createExecutableProcess("held")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .camundaAsyncAfter()
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("held");
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = 'one', LOCK_EXP_TIME_ = ?")
                .param(new Date(System.currentTimeMillis() + 300_000))
                .update();
    }

    @BeforeEach
    void a_sweep_that_the_node_runs() {
        jdbc.sql("delete from shedlock").update();
        assertThat(sweepOf("one")).isPresent();
    }

    @AfterEach
    void close() {
        PlainEngine.close(engine);
    }

    @Test
    void the_jobs_of_a_node_that_is_heard_of_stay_its_own() {
        nodes.beat("one");
        heardOf("one", 39);

        assertThat(nodes.silent(LOST)).isEmpty();
        assertThat(nodes.take("one", LOST)).isEmpty();
        assertThat(due()).isZero();
        assertThat(sweepMayRun()).isFalse();
    }

    @Test
    void the_jobs_of_a_node_that_is_heard_of_no_longer_are_taken_by_the_others() {
        nodes.beat("one");
        nodes.beat("two");
        heardOf("one", 41);

        assertThat(nodes.silent(LOST)).extracting(RunningNodes.Seen::node).containsExactly("one");
        assertThat(nodes.take("one", LOST)).hasValue(1);
        assertThat(nodes.take("one", LOST)).as("once").isEmpty();
        assertThat(due()).isEqualTo(1);
        assertThat(sweepMayRun()).isTrue();
        assertThat(nodes.silent(LOST)).isEmpty();
    }

    @Test
    void jobs_of_others_are_left_alone() {
        nodes.beat("one");
        nodes.beat("two");
        heardOf("two", 41);

        assertThat(nodes.take("two", LOST)).hasValue(0);
        assertThat(due()).isZero();
        assertThat(sweepMayRun()).isFalse();
    }

    @Test
    void what_a_node_that_was_only_slow_makes_of_a_job_that_was_taken_is_refused() {
        nodes.beat("one");
        heardOf("one", 41);

        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(context -> {
                    JobEntity job = context.getJobManager()
                            .findJobById(engine.getManagementService()
                                    .createJobQuery()
                                    .singleResult()
                                    .getId());
                    nodes.take("one", LOST);
                    job.execute(context);
                    return null;
                }))
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void a_node_that_stops_is_forgotten_unless_it_leaves_jobs_behind() {
        nodes.beat("one");
        nodes.beat("two");

        nodes.leave("one");
        nodes.leave("two");

        assertThat(jdbc.sql("select lock_owner from running_node")
                        .query(String.class)
                        .list())
                .containsExactly("one");
    }

    @Test
    void people_are_told_of_a_node_before_its_jobs_are_taken() {
        nodes.beat("one");
        heardOf("one", 16);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Health health = health(registry);

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails().get("silent")).asString().startsWith("[one since ");
        assertThat(registry.get("eseal.nodes.silent").gauge().value()).isEqualTo(1);
        assertThat(nodes.silent(LOST)).isEmpty();
    }

    @Test
    void people_are_told_of_jobs_that_no_node_takes() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Instant twoMinutesAgo = NOW.minus(UntakenJobs.PATIENCE);

        job("DUEDATE_ = ?, LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null", twoMinutesAgo.plusSeconds(1));
        assertThat(health(registry).getDetails()).doesNotContainKey("untaken");
        job("DUEDATE_ = ?", twoMinutesAgo);
        assertThat(health(registry).getStatus()).isEqualTo(Status.UP);
        assertThat(health(registry).getDetails()).containsEntry("untaken", "1, the first due since " + twoMinutesAgo);
        assertThat(registry.get("eseal.jobs.untaken").gauge().value()).isEqualTo(1);

        job("LOCK_EXP_TIME_ = ?", NOW.plusSeconds(1));
        assertThat(health(registry).getDetails()).as("a node runs it").doesNotContainKey("untaken");
        job("LOCK_EXP_TIME_ = ?, SUSPENSION_STATE_ = 2", NOW.minusSeconds(1));
        assertThat(health(registry).getDetails()).as("suspended").doesNotContainKey("untaken");
        job("DUEDATE_ = ?, SUSPENSION_STATE_ = 1, RETRIES_ = 0", twoMinutesAgo);
        assertThat(health(registry).getDetails()).as("an incident tells it").doesNotContainKey("untaken");
    }

    @Test
    void health_is_told_at_once_while_the_database_is_away() {
        nodes.beat("one");
        heardOf("one", 16);
        database.lost();

        Health health = health(new SimpleMeterRegistry());

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).as("nothing was read").containsOnlyKeys("database");
    }

    @Test
    void a_job_without_a_date_is_due_with_the_next_heartbeat() {
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null")
                .update();
        engine.getManagementService()
                .setJobDuedate(
                        engine.getManagementService()
                                .createJobQuery()
                                .singleResult()
                                .getId(),
                        null);
        assertThat(due()).isZero();

        nodes.dateUndated();

        assertThat(due()).isEqualTo(1);
    }

    @Test
    void a_job_that_has_a_date_keeps_it() {
        job("DUEDATE_ = ?, LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null", NOW.plus(Duration.ofDays(36500)));

        nodes.dateUndated();

        assertThat(due()).isZero();
    }

    private Health health(SimpleMeterRegistry registry) {
        return new NodesHealth(
                        nodes, new UntakenJobs(jdbc, Clock.fixed(NOW, ZoneOffset.UTC)), database, settings, registry)
                .health();
    }

    private void job(String change, Instant time) {
        jdbc.sql("update ACT_RU_JOB set " + change).param(Timestamp.from(time)).update();
    }

    private void heardOf(String node, int secondsAgo) {
        jdbc.sql("update running_node set seen_at = current_timestamp - cast(:seconds as integer) * interval '1' second"
                        + " where lock_owner = :node")
                .param("seconds", secondsAgo)
                .param("node", node)
                .update();
    }

    private boolean sweepMayRun() {
        return sweepOf("two").isPresent();
    }

    private Optional<SimpleLock> sweepOf(String node) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(dataSource))
                        .usingDbTime()
                        .withLockedByValue(node)
                        .build())
                .lock(new LockConfiguration(Instant.now(), "sweep", Duration.ofMinutes(30), Duration.ofMinutes(5)));
    }

    private int due() {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager()
                        .findNextJobsToExecute(new Page(0, 8))
                        .size());
    }
}
