package io.eseal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.task.Tasks;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskVariableAllowListTest {

    private ProcessEngine engine;
    private List<Task> approvals;

    @BeforeAll
    void an_engine_that_asks() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("task-inputs");
        configuration.setJdbcUrl("jdbc:h2:mem:task-inputs;DB_CLOSE_DELAY=-1");
        configuration.setMetricsEnabled(false);
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setCustomPostCommandInterceptorsTxRequired(List.of(new TaskVariableAllowList(Tasks::catalogue)));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "eseal.bpmn",
                        Bpmn.createExecutableProcess("eseal-lifecycle")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask(Elements.USER_APPROVE_REQUEST)
                                .multiInstance()
                                .parallel()
                                .cardinality("2")
                                .multiInstanceDone()
                                .endEvent()
                                .done())
                .addModelInstance(
                        "other.bpmn",
                        Bpmn.createExecutableProcess("other")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("work")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @BeforeEach
    void two_approvals_wait() {
        engine.getIdentityService().clearAuthentication();
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("eseal-lifecycle", Map.of("request", "{}", "requester", "rita"))
                .getId();
        approvals = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .list();
        engine.getIdentityService().setAuthenticatedUserId("lena");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nrOfInstances",
                "nrOfActiveInstances",
                "nrOfCompletedInstances",
                "loopCounter",
                "readStatus",
                "taskSchedule",
                "recordApproval",
                "outcome",
                "anything"
            })
    void what_a_task_does_not_ask_for_does_not_come_in(String name) {
        String task = approvals.get(0).getId();
        for (Map<String, Object> variables :
                List.<Map<String, Object>>of(Map.of(name, 7), Map.of("decision", "approve", name, "x"))) {
            assertThatThrownBy(() -> engine.getTaskService().complete(task, variables))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessage("This task does not ask for: " + name + ".");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task, variables))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining(name);
            assertThatThrownBy(() -> engine.getTaskService().resolveTask(task, variables))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining(name);
        }
        assertThat(engine.getTaskService().createTaskQuery().taskId(task).count())
                .isEqualTo(1);
    }

    @Test
    void what_a_task_asks_for_does() {
        approvals.forEach(task ->
                engine.getTaskService().complete(task.getId(), Map.of("decision", "approve", "comment", "fine")));
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(approvals.get(0).getProcessInstanceId())
                        .count())
                .isZero();
    }

    @Test
    void a_task_that_only_a_newer_version_knows_is_left_to_its_nodes() {
        String newer = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "eseal.bpmn",
                        Bpmn.createExecutableProcess("eseal-lifecycle")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("user_step_of_later")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        try {
            // Another node has deployed it, after this one had started.
            engine.getManagementService().unregisterDeploymentForJobExecutor(newer);
            String instance = engine.getRuntimeService()
                    .startProcessInstanceByKey("eseal-lifecycle", Map.of("request", "{}"))
                    .getId();
            String task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getId();

            assertThatThrownBy(() -> engine.getTaskService().complete(task))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageStartingWith("A newer version of the service");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task, Map.of("decision", "approve")))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageStartingWith("A newer version of the service");
            assertThat(engine.getTaskService().createTaskQuery().taskId(task).count())
                    .isEqualTo(1);

            engine.getManagementService().registerDeploymentForJobExecutor(newer);
            assertThatThrownBy(() -> engine.getTaskService().complete(task))
                    .as("a node that knows the version judges by its own rules")
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessage("Only members of operators can complete this task.");
        } finally {
            engine.getRepositoryService().deleteDeployment(newer, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"registerRequest", "readStatus", "nrOfInstances", "requester"})
    void nothing_but_the_request_starts_one(String name) {
        String definition = approvals.get(0).getProcessDefinitionId();
        Map<String, Object> variables = Map.of("request", "{}", name, "x");
        long before = engine.getRuntimeService().createProcessInstanceQuery().count();

        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("eseal-lifecycle", variables))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining("not accepted: " + name + ".");
        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceById(definition, variables))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> engine.getFormService().submitStartForm(definition, variables))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(name);

        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isEqualTo(before);
    }

    @Test
    void other_processes_are_not_asked_about() {
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("other", Map.of("anything", 1))
                .getId();
        engine.getTaskService()
                .complete(
                        engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceId(instance)
                                .singleResult()
                                .getId(),
                        Map.of("more", 2));
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();
    }
}
