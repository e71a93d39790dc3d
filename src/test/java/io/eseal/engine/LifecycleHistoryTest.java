package io.eseal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
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

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
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
                .containsExactlyInAnyOrder("start", "phase", "approve", "order", "end");
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
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Variables.OUTCOME, "approve"));
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
        engine.getIdentityService().setAuthenticatedUserId("lea");
        engine.getTaskService().claim(task, "lea");
        engine.getTaskService().complete(task, Map.of(Variables.OUTCOME, "approve", Variables.REQUEST, "{\"a\": 1}"));
        engine.getIdentityService().clearAuthentication();
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
