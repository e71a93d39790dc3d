package io.eseal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two engines on one database: what the other one changes is seen, what cannot change is not asked for again. */
class LeanReadsTest {

    private static final BpmnModelInstance MODEL = Bpmn.createExecutableProcess("lean")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .subProcess("phase")
            .embeddedSubProcess()
            .startEvent()
            .userTask("approve")
            .multiInstance()
            .camundaCollection("${group_list}")
            .camundaElementVariable("group")
            .completionCondition("${outcome != 'approve'}")
            .multiInstanceDone()
            .serviceTask("order")
            .camundaAsyncBefore()
            .camundaExpression("${fails ? fails.nothing : 1}")
            .endEvent()
            .subProcessDone()
            .userTask("last")
            .endEvent()
            .done();

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final ProcessEngine engine = engine();
    private final ProcessEngine other = engine();

    @BeforeEach
    void deploy() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("lean.bpmn", MODEL)
                .deploy();
    }

    @AfterEach
    void close() {
        other.close();
        engine.close();
    }

    @Test
    void a_step_of_several_instances_ends_with_the_last_of_them_and_counts_nothing() {
        start(false);
        complete("approve");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("approve", "approve");
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().list())
                .extracting("name")
                .containsExactlyInAnyOrder("group_list", "outcome", "fails", "group", "group", "group");

        complete("approve");
        complete("approve");
        assertThat(job().getRetries()).isPositive();
        assertThat(tasks()).isEmpty();
    }

    @Test
    void a_step_of_several_instances_ends_with_the_first_that_fulfils_its_condition() {
        start(false);
        complete("reject");

        assertThat(tasks()).isEmpty();
        engine.getManagementService().executeJob(job().getId());
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("last");
    }

    @Test
    void an_instance_is_added_to_a_step_by_hand_and_taken_away() {
        String instance = start(false);
        engine.getRuntimeService()
                .createProcessInstanceModification(instance)
                .startBeforeActivity("approve")
                .setVariable("group", "d")
                .execute();
        assertThat(tasks()).hasSize(4);
        String one = engine.getRuntimeService()
                .getActivityInstance(instance)
                .getActivityInstances("approve")[0]
                .getId();
        engine.getRuntimeService()
                .createProcessInstanceModification(instance)
                .cancelActivityInstance(one)
                .execute();
        complete("approve");
        complete("approve");
        assertThat(tasks()).hasSize(1);
        complete("approve");

        assertThat(job()).isNotNull();
    }

    @Test
    void a_definition_that_another_node_suspends_starts_nothing_here() {
        start(false);
        complete("reject");
        other.getRepositoryService().suspendProcessDefinitionByKey("lean");

        assertThatThrownBy(() -> start(false)).isInstanceOf(SuspendedEntityInteractionException.class);
    }

    @Test
    void a_job_of_a_step_that_another_node_suspends_waits() {
        start(false);
        other.getManagementService()
                .suspendJobDefinitionById(other.getManagementService()
                        .createJobDefinitionQuery()
                        .singleResult()
                        .getId());
        complete("reject");

        assertThat(job().isSuspended()).isTrue();
    }

    @Test
    void an_incident_goes_with_its_job_also_when_the_retries_were_raised_for_all_jobs_of_the_step() {
        String instance = start(true);
        complete("reject");
        Job job = job();
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                .isNotNull();
        assertThat(incidents()).isEqualTo(1);
        engine.getManagementService().setJobRetriesByJobDefinitionId(job.getJobDefinitionId(), 1);
        other.getRuntimeService().setVariable(instance, "fails", false);

        engine.getManagementService().executeJob(job.getId());

        assertThat(tasks()).hasSize(1);
        assertThat(incidents()).isZero();
    }

    private String start(boolean fails) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "lean", Map.of("fails", fails, "outcome", "approve", "group_list", List.of("a", "b", "c")))
                .getId();
    }

    private void complete(String outcome) {
        engine.getTaskService().complete(tasks().get(0).getId(), Map.of("outcome", outcome));
    }

    private List<Task> tasks() {
        return engine.getTaskService().createTaskQuery().list();
    }

    private Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    private long incidents() {
        return engine.getRuntimeService().createIncidentQuery().count();
    }

    private ProcessEngine engine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        configuration.setJdbcUrl(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setMetricsEnabled(false);
        configuration.setDefaultNumberOfRetries(1);
        LeanReads.install(configuration);
        return configuration.buildProcessEngine();
    }
}
