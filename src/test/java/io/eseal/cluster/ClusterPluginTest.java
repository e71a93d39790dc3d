package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.eseal.fixtures.PlainEngine;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes of two versions on one database, of which the later one brings another model. */
class ClusterPluginTest {

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final NodeId name = new NodeId();
    private ProcessEngineConfigurationImpl earlier;
    private ProcessEngineConfigurationImpl later;

    @BeforeEach
    void a_job_of_each_model() {
        earlier = node();
        start(earlier, "earlier");
        later = node();
        start(later, "later");
    }

    @AfterEach
    void close() {
        List.of(earlier, later).forEach(engine -> engine.getProcessEngine().close());
        database.dispose();
    }

    @Test
    void the_earlier_version_leaves_the_jobs_of_a_later_model_to_those_who_know_it() {
        assertThat(dueJobs(earlier)).isEqualTo(1);
    }

    @Test
    void the_later_version_runs_the_jobs_of_the_earlier_model_too() {
        assertThat(dueJobs(later)).isEqualTo(2);
    }

    @Test
    void a_lock_says_whose_it_is() {
        assertThat(later.getJobExecutor().getLockOwner()).isEqualTo(name.toString());
    }

    private ProcessEngineConfigurationImpl node() {
        ProcessEngineConfigurationImpl engine = PlainEngine.on(database);
        engine.setProcessEnginePlugins(List.of(new ClusterPlugin(name, mock(Heartbeat.class))));
        engine.buildProcessEngine();
        return engine;
    }

    private static void start(ProcessEngineConfigurationImpl engine, String model) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        model + ".bpmn",
                        Bpmn.createExecutableProcess(model)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .camundaAsyncAfter()
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey(model);
    }

    private static int dueJobs(ProcessEngineConfigurationImpl engine) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager()
                        .findNextJobsToExecute(new Page(0, 8))
                        .size());
    }
}
