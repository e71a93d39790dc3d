package io.eseal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.security.Groups;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.Tasks;
import io.eseal.task.UserTaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine without permissions, as if all were given: what is left is who completes which task. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletingPersonTest {

    private static final TaskCatalogue CATALOGUE = Tasks.catalogue();
    private ProcessEngine engine;

    static Stream<String> tasks() {
        return CATALOGUE.ids(task -> true).stream();
    }

    static Stream<String> tasksOfRequesters() {
        return CATALOGUE.ids(task -> task.doers().requester()).stream();
    }

    @BeforeAll
    void an_engine_whose_completions_are_checked() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("completing-person");
        configuration.setJdbcUrl("jdbc:h2:mem:completing-person;DB_CLOSE_DELAY=-1");
        configuration.setMetricsEnabled(false);
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setCustomPostCommandInterceptorsTxRequired(List.of(new TaskVariableAllowList(() -> CATALOGUE)));
        engine = configuration.buildProcessEngine();
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @AfterEach
    void nobody() {
        engine.getIdentityService().clearAuthentication();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void nobody_outside_of_its_groups_completes_a_task(String task) {
        for (String group : others(task)) {
            String id = waiting(task);
            refused("stranger", group, id);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void nor_does_somebody_outside_who_came_to_hold_it(String task) {
        String id = waiting(task);
        engine.getTaskService().setAssignee(id, "adam");
        refused("adam", Groups.ADMINISTRATORS, id);

        id = waiting(task);
        engine.getTaskService().addUserIdentityLink(id, "adam", IdentityLinkType.CANDIDATE);
        engine.getTaskService().addUserIdentityLink(id, "adam", IdentityLinkType.OWNER);
        refused("adam", Groups.ADMINISTRATORS, id);

        id = waiting(task);
        engine.getTaskService().delegateTask(id, "adam");
        refused("adam", Groups.ADMINISTRATORS, id);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void members_of_each_of_its_groups_complete_it_administrators_or_not(String task) {
        for (String group : groups(task)) {
            for (List<String> own : List.of(List.of(group), List.of(Groups.ADMINISTRATORS, group))) {
                String id = waiting(task);
                engine.getIdentityService().setAuthentication("member", own);
                assertPassed(task, id);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasksOfRequesters")
    void so_do_the_requester_and_the_requester_to_whom_it_was_given(String task) {
        String id = waiting(task);
        engine.getIdentityService().setAuthentication("Rita", List.of(Groups.REQUESTERS));
        assertPassed(task, id);

        id = waiting(task);
        engine.getTaskService().setAssignee(id, "colleague");
        refused("another", Groups.REQUESTERS, id);
        engine.getIdentityService().setAuthentication("colleague", List.of(Groups.REQUESTERS));
        assertPassed(task, id);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void the_service_itself_completes_all(String task) {
        engine.getTaskService().complete(waiting(task));
    }

    @Test
    void a_task_of_no_process_is_completed_by_its_group_alone_and_keeps_who_did() {
        TaskService tasks = engine.getTaskService();
        Task task = tasks.newTask();
        task.setName("Clear up");
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), Groups.OPERATORS);
        for (String group : List.of(Groups.ADMINISTRATORS, Groups.REQUESTERS)) {
            engine.getIdentityService().setAuthentication("adam", List.of(group));
            assertThatThrownBy(() -> tasks.complete(task.getId()))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessage("Only members of operators can complete this task.");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task.getId(), Map.of()))
                    .isInstanceOf(CompletionRefused.class);
        }
        engine.getIdentityService().setAuthentication("olga", List.of(Groups.OPERATORS));
        assertThatThrownBy(() -> tasks.complete(task.getId(), Map.of("comment", "done")))
                .hasMessageContaining("does not ask for: comment");
        tasks.complete(task.getId());

        assertThat(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(task.getId())
                        .singleResult()
                        .getAssignee())
                .isEqualTo("olga");
    }

    /** The task's own rules ask for more; that is another refusal. */
    private void assertPassed(String task, String id) {
        try {
            engine.getTaskService().complete(id);
        } catch (CompletionRefused asksForMore) {
            assertThat(asksForMore).as(task).hasMessageNotContaining("can complete this task");
        }
    }

    private void refused(String person, String group, String id) {
        engine.getIdentityService().setAuthentication(person, List.of(group));
        boolean asksForComment = CATALOGUE.find(key(id)).orElseThrow().answer().inputs().stream()
                .anyMatch(input -> input.variable().equals("comment"));
        assertThatThrownBy(() -> engine.getTaskService().complete(id))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageMatching("Only members of .* can complete this task\\.");
        if (asksForComment) {
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(id, Map.of("comment", "because")))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageMatching("(Only members of .* can complete this task|A decision is taken by .*)\\.?.*");
            assertThatThrownBy(() -> engine.getTaskService().resolveTask(id, Map.of("comment", "because")))
                    .isInstanceOf(CompletionRefused.class);
        }
        assertThat(engine.getTaskService().createTaskQuery().taskId(id).count()).isEqualTo(1);
        engine.getIdentityService().clearAuthentication();
    }

    private String key(String id) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(id)
                .singleResult()
                .getTaskDefinitionKey();
    }

    private String waiting(String task) {
        engine.getIdentityService().clearAuthentication();
        var model = Bpmn.createExecutableProcess("eseal-lifecycle")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask(task)
                .camundaCandidateGroups(String.join(",", groups(task)));
        if (definition(task).doers().requester()) {
            model.camundaAssignee("${requester}");
        }
        String deployed = engine.getRepositoryService()
                .createDeployment()
                .enableDuplicateFiltering(false)
                .addModelInstance("eseal.bpmn", model.endEvent().done())
                .deployWithResult()
                .getId();
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(deployed)
                .singleResult()
                .getId();
        String instance = engine.getRuntimeService()
                .startProcessInstanceById(definition, Map.of("requester", "rita"))
                .getId();
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private static UserTaskDefinition definition(String task) {
        return CATALOGUE.find(task).orElseThrow();
    }

    /** The policy names the group of an approval. */
    private static List<String> groups(String task) {
        return definition(task).doers().ofThePolicy()
                ? List.of(Groups.SECURITY_APPROVERS)
                : definition(task).doers().groups();
    }

    private static List<String> others(String task) {
        return Groups.ALL.stream()
                .filter(group -> !groups(task).contains(group))
                .toList();
    }
}
