package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.PlainEngine;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

class NodeJobExecutorTest {

    private final JdbcClient jdbc = JdbcClient.create(Database.H2.dataSource());
    private final NodeJobExecutor jobs = new NodeJobExecutor();
    private final ProcessEngineConfigurationImpl engine = PlainEngine.on(Database.H2.dataSource());

    @BeforeEach
    void a_job_is_due() {
        jobs.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        engine.setJobExecutor(jobs);
        engine.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "due.bpmn",
                        Bpmn.createExecutableProcess("due")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .camundaAsyncAfter()
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("due");
    }

    @AfterEach
    void close() {
        jobs.shutdown();
        PlainEngine.close(engine);
    }

    @Test
    void a_job_that_found_no_thread_is_handed_back() {
        TaskExecutor busy = task -> {
            throw new RejectedExecutionException();
        };
        jobs.setTaskExecutor(busy);
        jobs.start();
        await().until(() -> locked() == 1);

        jobs.shutdown();

        assertThat(locked()).isZero();
    }

    @Test
    void a_job_that_waits_for_a_thread_is_handed_back_and_not_begun() {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        jobs.setTaskExecutor(waiting::add);
        jobs.start();
        await().until(() -> !waiting.isEmpty());

        jobs.shutdown();
        waiting.forEach(Runnable::run);

        assertThat(locked()).isZero();
        assertThat(engine.getManagementService().createJobQuery().count()).isEqualTo(1);
    }

    @Test
    void calls_that_still_make_jobs_do_not_fail() {
        jobs.setTaskExecutor(Runnable::run);
        jobs.start();
        jobs.shutdown();
        engine.getRuntimeService().startProcessInstanceByKey("due");
        jobs.jobWasAdded();

        assertThat(jobs.isActive()).isFalse();
    }

    private int locked() {
        return jdbc.sql("select count(*) from ACT_RU_JOB where LOCK_OWNER_ is not null")
                .query(Integer.class)
                .single();
    }
}
