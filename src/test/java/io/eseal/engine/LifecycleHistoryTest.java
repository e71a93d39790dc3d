package io.eseal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDetail;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleHistoryTest {

    private static final BpmnModelInstance MODEL = Bpmn.createExecutableProcess("lifecycle")
            .camundaHistoryTimeToLive(1)
            .startEvent("start")
            .subProcess("phase")
            .embeddedSubProcess()
            .startEvent("start_phase")
            .exclusiveGateway("xor")
            .userTask("approve")
            .camundaCandidateGroups("legal")
            .multiInstance()
            .cardinality("1")
            .multiInstanceDone()
            .serviceTask("order")
            .camundaAsyncBefore()
            .camundaExpression("${fails ? fails.nothing : 1}")
            .endEvent("end_phase")
            .subProcessDone()
            .endEvent("end")
            .done();

    private String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private ProcessEngine engine = engine("lifecycle");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void it_tells_what_people_look_at_and_who_did_it() {
        String instance = ended(false);

        assertThat(history().createHistoricActivityInstanceQuery().finished().list())
                .extracting(HistoricActivityInstance::getActivityId)
                .containsExactlyInAnyOrder("start", "approve", "order", "end");
        assertThat(history()
                        .createHistoricTaskInstanceQuery()
                        .finished()
                        .taskAssignee("lea")
                        .count())
                .isEqualTo(1);
        assertThat(history()
                        .createUserOperationLogQuery()
                        .userId("lea")
                        .operationType("Complete")
                        .count())
                .isEqualTo(1);
        assertThat(history()
                        .createHistoricProcessInstanceQuery()
                        .finished()
                        .singleResult()
                        .getId())
                .isEqualTo(instance);
        assertThat(history().createHistoricVariableInstanceQuery().list())
                .extracting(HistoricVariableInstance::getName, HistoricVariableInstance::getValue)
                .containsExactly(tuple(Variables.OUTCOME, "approve"));
    }

    @Test
    void it_keeps_no_earlier_value_and_no_job_that_went_well() {
        ended(false);

        assertThat(history().createHistoricDetailQuery().count()).isZero();
        assertThat(history().createHistoricJobLogQuery().count()).isZero();
        assertThat(history()
                        .createHistoricIdentityLinkLogQuery()
                        .type("candidate")
                        .count())
                .isZero();
    }

    @Test
    void it_keeps_each_failed_try_and_its_incident() {
        ended(true);

        assertThat(history().createHistoricJobLogQuery().failureLog().count()).isEqualTo(1);
        assertThat(history().createHistoricJobLogQuery().count()).isEqualTo(1);
        assertThat(history().createHistoricIncidentQuery().count()).isEqualTo(1);
    }

    @Test
    void a_database_that_was_made_with_full_history_is_taken_over_and_back() {
        engine.close();
        engine = engine("full");
        waiting();
        engine.close();
        engine = engine("lifecycle");
        complete();
        engine.close();
        engine = engine("full");
        assertThat(history()
                        .createHistoricActivityInstanceQuery()
                        .activityId("approve")
                        .finished()
                        .count())
                .isEqualTo(1);
        engine.close();
        assertThatThrownBy(() -> engine("audit")).hasMessageContaining("historyLevel mismatch");
        engine = engine("lifecycle");
    }

    @Test
    void an_instance_that_began_at_this_level_ends_on_a_node_with_full_history() {
        waiting();
        engine.close();
        engine = engine("full");
        complete();
        runJob();

        assertThat(history().createHistoricProcessInstanceQuery().completed().count())
                .isEqualTo(1);
        assertThat(history().createHistoricActivityInstanceQuery().finished().list())
                .extracting(HistoricActivityInstance::getActivityId)
                .contains("start", "approve", "order", "end");
        assertThat(history()
                        .createHistoricVariableInstanceQuery()
                        .variableName(Variables.REQUEST)
                        .singleResult()
                        .getValue())
                .isEqualTo("{\"a\": 1}");
    }

    @Test
    void the_log_of_what_people_did_is_the_same_as_with_full_history() {
        manyOperations();
        List<String> here = operations();
        engine.close();
        database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        engine = engine("full");
        manyOperations();

        assertThat(here).hasSizeGreaterThan(8).isEqualTo(operations());
    }

    @Test
    void what_an_administrator_writes_by_hand_is_kept_with_its_value_and_its_author() {
        String instance = waiting();
        as("adele", List.of(Groups.CAMUNDA_ADMIN), () -> {
            engine.getRuntimeService().setVariable(instance, "fails", false);
            engine.getRuntimeService().setVariable(instance, "fails", true);
        });
        engine.getRuntimeService().setVariable(instance, "fails", false);

        assertThat(history()
                        .createHistoricDetailQuery()
                        .variableUpdates()
                        .orderPartiallyByOccurrence()
                        .asc()
                        .list())
                .extracting(HistoricVariableUpdate.class::cast)
                .extracting(HistoricVariableUpdate::getVariableName, HistoricVariableUpdate::getValue)
                .containsExactly(tuple("fails", false), tuple("fails", true));
        assertThat(history()
                        .createUserOperationLogQuery()
                        .userId("adele")
                        .operationType("SetVariable")
                        .list())
                .extracting(UserOperationLogEntry::getOperationId)
                .containsExactlyInAnyOrderElementsOf(
                        history().createHistoricDetailQuery().variableUpdates().list().stream()
                                .map(HistoricDetail::getUserOperationId)
                                .toList());
        assertThat(history()
                        .createHistoricVariableInstanceQuery()
                        .variableName("fails")
                        .count())
                .as("a last value that no later step would bring up to date")
                .isZero();
    }

    private void manyOperations() {
        String instance = waiting();
        as("adele", List.of(Groups.CAMUNDA_ADMIN), () -> {
            engine.getRuntimeService().setVariable(instance, "fails", false);
            engine.getRuntimeService().suspendProcessInstanceById(instance);
            engine.getRuntimeService().activateProcessInstanceById(instance);
            String task =
                    engine.getTaskService().createTaskQuery().singleResult().getId();
            engine.getTaskService().setPriority(task, 100);
            engine.getTaskService().addCandidateUser(task, "lea");
        });
        complete();
        as("adele", List.of(Groups.CAMUNDA_ADMIN), () -> {
            String job = engine.getManagementService()
                    .createJobQuery()
                    .singleResult()
                    .getId();
            engine.getManagementService().setJobRetries(job, 0);
            engine.getManagementService().setJobRetries(job, 3);
            engine.getRuntimeService()
                    .createProcessInstanceModification(instance)
                    .startBeforeActivity("approve")
                    .execute();
            engine.getRuntimeService().deleteProcessInstance(instance, "enough");
        });
    }

    private List<String> operations() {
        return history().createUserOperationLogQuery().list().stream()
                .map(entry -> String.join(
                        " ",
                        entry.getUserId(),
                        entry.getOperationType(),
                        entry.getEntityType(),
                        entry.getProperty(),
                        String.valueOf(entry.getOrgValue()),
                        entry.getNewValue()))
                .sorted()
                .toList();
    }

    private void as(String user, List<String> groups, Runnable act) {
        engine.getIdentityService().setAuthentication(user, groups);
        act.run();
        engine.getIdentityService().clearAuthentication();
    }

    private ProcessEngine engine(String level) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        configuration.setJdbcUrl(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setMetricsEnabled(false);
        configuration.setDefaultNumberOfRetries(1);
        configuration.setHistory(level);
        LifecycleHistory.install(configuration);
        return configuration.buildProcessEngine();
    }

    private HistoryService history() {
        return engine.getHistoryService();
    }

    private String waiting() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("lifecycle.bpmn", MODEL)
                .deploy();
        return engine.getRuntimeService()
                .startProcessInstanceByKey("lifecycle", Map.of("fails", false, "request", "{}"))
                .getId();
    }

    private void complete() {
        String task = engine.getTaskService().createTaskQuery().singleResult().getId();
        as("lea", List.of("legal"), () -> {
            engine.getTaskService().claim(task, "lea");
            engine.getTaskService()
                    .complete(task, Map.of(Variables.OUTCOME, "approve", Variables.REQUEST, "{\"a\": 1}"));
        });
    }

    private void runJob() {
        engine.getManagementService()
                .executeJob(engine.getManagementService()
                        .createJobQuery()
                        .singleResult()
                        .getId());
    }

    private String ended(boolean afterAFailure) {
        String instance = waiting();
        complete();
        Job job = engine.getManagementService().createJobQuery().singleResult();
        if (afterAFailure) {
            engine.getRuntimeService().setVariable(instance, "fails", true);
            assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                    .isNotNull();
        } else {
            engine.getManagementService().executeJob(job.getId());
        }
        return instance;
    }
}
