package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.PlainEngine;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes of two versions of the service on one database. */
@ParameterizedClass
@EnumSource(Database.class)
class KnownDeploymentsTest {

    private final DataSource database;
    private final List<ProcessEngineConfigurationImpl> nodes = new ArrayList<>();

    KnownDeploymentsTest(Database database) {
        this.database = database.dataSource();
    }

    @AfterEach
    void close() {
        ProcessEngineConfigurationImpl any = nodes.get(0);
        any.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment -> any.getRepositoryService().deleteDeployment(deployment.getId(), true));
        nodes.forEach(node -> node.getProcessEngine().close());
    }

    @Test
    void a_node_runs_what_was_there_when_it_started_and_leaves_what_is_newer_to_newer_nodes() {
        ProcessEngineConfigurationImpl first = start();
        begin(first, "first");

        ProcessEngineConfigurationImpl older = start();
        assertThat(runs(older)).containsExactly("first");

        ProcessEngineConfigurationImpl newer = start();
        begin(newer, "second");
        assertThat(runs(older)).containsExactly("first");
        assertThat(runs(newer)).containsExactlyInAnyOrder("first", "second");
        assertThat(runs(start())).containsExactlyInAnyOrder("first", "second");
    }

    private ProcessEngineConfigurationImpl start() {
        ProcessEngineConfigurationImpl node = PlainEngine.on(database);
        node.setJobExecutorDeploymentAware(true);
        node.getProcessEnginePlugins().add(new KnownDeployments());
        node.buildProcessEngine();
        nodes.add(node);
        return node;
    }

    private static void begin(ProcessEngineConfigurationImpl node, String process) {
        node.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        process + ".bpmn",
                        Bpmn.createExecutableProcess(process)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .camundaAsyncAfter()
                                .endEvent()
                                .done())
                .deploy();
        node.getRuntimeService().startProcessInstanceByKey(process);
    }

    private static List<String> runs(ProcessEngineConfigurationImpl node) {
        return node
                .getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager().findNextJobsToExecute(new Page(0, 8)).stream()
                        .map(DbEntity::getId)
                        .toList())
                .stream()
                .map(job -> node.getManagementService()
                        .createJobQuery()
                        .jobId(job)
                        .singleResult()
                        .getProcessDefinitionKey())
                .toList();
    }
}
