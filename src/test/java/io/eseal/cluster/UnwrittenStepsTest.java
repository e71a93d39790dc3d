package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.PlainEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs of a real engine that fail while the database is away. */
@ParameterizedClass
@EnumSource(Database.class)
class UnwrittenStepsTest {

    private static final Duration LOCK = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final RunningNodes nodes;
    private final ProcessEngineConfigurationImpl engine;
    private final UnwrittenSteps unwritten = new UnwrittenSteps();
    private boolean stepFails = true;
    private boolean failureIsWritten;

    UnwrittenStepsTest(Database database) {
        DataSource dataSource = database.dataSource();
        jdbc = JdbcClient.create(dataSource);
        nodes = new RunningNodes(dataSource);
        engine = PlainEngine.on(dataSource);
    }

    @BeforeEach
    void a_job_that_the_node_holds() {
        engine.setCustomPreCommandInterceptorsTxRequired(
                List.of(new UnwrittenSteps.Watch(unwritten, () -> (int) LOCK.toMillis()), new Outage()));
        JavaDelegate step = execution -> {
            if (stepFails) {
                throw new IllegalStateException("away");
            }
        };
        engine.setBeans(Map.of("step", step));
        engine.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "held.bpmn",
                        Bpmn.createExecutableProcess("held")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .camundaAsyncAfter()
                                .serviceTask()
                                .camundaDelegateExpression("${step}")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("held");
        lockedUntil(Instant.now().plus(LOCK));
    }

    @AfterEach
    void close() {
        PlainEngine.close(engine);
    }

    @Test
    void a_job_whose_failure_could_not_be_written_is_unlocked_and_runs_again() {
        fails();
        assertThat(due()).isZero();

        release();

        assertThat(due()).isEqualTo(1);
        stepFails = false;
        engine.getManagementService().executeJob(job());
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    @Test
    void a_job_whose_failure_was_written_is_left_alone() {
        failureIsWritten = true;
        fails();
        lockedUntil(Instant.now().plus(LOCK));

        release();

        assertThat(due()).isZero();
    }

    @Test
    void a_job_that_was_taken_anew_keeps_its_lock() {
        fails();
        lockedUntil(Instant.now().plus(LOCK).plusSeconds(1));

        release();

        assertThat(due()).isZero();
    }

    @Test
    void a_job_that_cannot_be_unlocked_yet_is_unlocked_the_next_time() {
        fails();
        assertThatThrownBy(() -> unwritten.release((job, lockEnd) -> {
                    throw new IllegalStateException("still away");
                }))
                .hasMessage("still away");

        release();

        assertThat(due()).isEqualTo(1);
    }

    private void fails() {
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job()))
                .hasMessageContaining("away");
    }

    private void release() {
        unwritten.release((job, lockEnd) -> nodes.release("one", job, lockEnd));
    }

    private String job() {
        return engine.getManagementService().createJobQuery().singleResult().getId();
    }

    private void lockedUntil(Instant end) {
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = 'one', LOCK_EXP_TIME_ = ?")
                .param(Date.from(end))
                .update();
    }

    private int due() {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager()
                        .findNextJobsToExecute(new Page(0, 8))
                        .size());
    }

    private final class Outage extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (command instanceof FailedJobListener && !failureIsWritten) {
                throw new IllegalStateException("away");
            }
            return next.execute(command);
        }
    }
}
