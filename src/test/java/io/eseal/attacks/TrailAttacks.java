package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.permissions.Visits.Answer;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

/** Calls that take away what the engine has written down, or a step that a request still has to take. */
abstract class TrailAttacks extends Attack {

    private static Task task;

    /**
     * Method, address and body; {@code <i>} is an instance, {@code <t>} its task, {@code <v>} a variable, {@code <j>} a
     * job, {@code <d>} the definition.
     */
    private static final List<String> CALLS = List.of(
            "DELETE|/history/process-instance/<i>|",
            "DELETE|/history/process-instance/<i>?failIfNotExists=false|",
            "DELETE|/history/process-instance/<i>/variable-instances|",
            "DELETE|/history/variable-instance/<v>|",
            "DELETE|/job/<j>|",
            "POST|/history/process-instance/delete|{\"historicProcessInstanceIds\": [\"<i>\"], \"deleteReason\": \"x\"}",
            "POST|/history/process-instance/set-removal-time|{\"historicProcessInstanceIds\": [\"<i>\"], "
                    + "\"absoluteRemovalTime\": \"2020-01-01T00:00:00.000+0000\"}",
            "POST|/history/decision-instance/delete|{\"historicDecisionInstanceQuery\": {}}",
            "POST|/history/decision-instance/set-removal-time|{\"historicDecisionInstanceQuery\": {}, \"clearedRemovalTime\": true}",
            "PUT|/process-definition/<d>/history-time-to-live|{\"historyTimeToLive\": 0}",
            "PUT|/process-definition/key/eseal-lifecycle/history-time-to-live|{\"historyTimeToLive\": 0}",
            "PUT|/decision-definition/key/approval-policy/history-time-to-live|{\"historyTimeToLive\": 0}",
            "DELETE|/task/<t>/comment|",
            "DELETE|/process-instance/<i>/comment|",
            "DELETE|/task/<t>/attachment/x|");

    @Test
    void nobody_takes_anything_away_from_the_trail() {
        bring();
        HistoryService history = service().bean(HistoryService.class);
        long variables = history.createHistoricVariableInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .count();
        long jobs = service()
                .bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .count();
        everywhere(
                ALL,
                (user, place) -> CALLS.forEach(call -> {
                    String[] parts = fill(call).split("\\|", -1);
                    Answer answer = switch (parts[0]) {
                        case "DELETE" -> place.delete(parts[1]);
                        case "PUT" -> place.put(parts[1], parts[2]);
                        default -> place.post(parts[1], parts[2]);
                    };
                    assertThat(answer.status()).as(place + call + answer.body()).isEqualTo(403);
                }));
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .count())
                .isEqualTo(variables);
        assertThat(service()
                        .bean(ManagementService.class)
                        .createJobQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .count())
                .isEqualTo(jobs);
        assertThat(service()
                        .bean(RepositoryService.class)
                        .createProcessDefinitionQuery()
                        .latestVersion()
                        .processDefinitionKey("eseal-lifecycle")
                        .singleResult()
                        .getHistoryTimeToLive())
                .isPositive();
    }

    @Test
    void the_engine_itself_refuses_it_too_to_whoever_is_signed_in() {
        bring();
        IdentityService identity = service().bean(IdentityService.class);
        HistoryService history = service().bean(HistoryService.class);
        identity.setAuthentication("admin", List.of("camunda-admin"));
        try {
            String closed = "This call of the engine is closed";
            assertThatThrownBy(() -> history.deleteHistoricProcessInstance(task.getProcessInstanceId()))
                    .hasMessageContaining(closed);
            assertThatThrownBy(() -> history.deleteHistoricTaskInstance(task.getId()))
                    .hasMessageContaining(closed);
            assertThatThrownBy(() -> history.deleteUserOperationLogEntry("x")).hasMessageContaining(closed);
            assertThatThrownBy(() -> service().bean(ManagementService.class).deleteJob("x"))
                    .hasMessageContaining(closed);
            assertThatThrownBy(() -> service().bean(TaskService.class).deleteTaskComments(task.getId()))
                    .hasMessageContaining(closed);
        } finally {
            identity.clearAuthentication();
        }
    }

    /** It would reach whoever signs in, and outlive whoever gave it. */
    @Test
    void nobody_permits_something_to_everybody() {
        AuthorizationService authorizations = service().bean(AuthorizationService.class);
        long before = authorizations.createAuthorizationQuery().count();
        everywhere(
                ALL,
                (user, place) -> List.of(0, 1, 2).forEach(type -> {
                    String everybody = "{\"type\": " + type + ", \"permissions\": [\"ALL\"], \"userId\": \"*\", "
                            + "\"resourceType\": 7, \"resourceId\": \"*\"}";
                    assertThat(place.post("/authorization/create", everybody).status())
                            .as(place + everybody)
                            .isIn(400, 403);
                }));
        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);

        assertThat(as("admin")
                        .post(
                                "/authorization/create",
                                "{\"type\": 1, \"permissions\": [\"READ\"], \"groupId\": \"readers\", "
                                        + "\"resourceType\": 7, \"resourceId\": \"*\"}")
                        .status())
                .isEqualTo(200);
        Authorization given =
                authorizations.createAuthorizationQuery().groupIdIn("readers").singleResult();
        assertThat(as("admin")
                        .put(
                                "/authorization/" + given.getId(),
                                "{\"permissions\": [\"ALL\"], \"userId\": \"*\", \"resourceType\": 7, "
                                        + "\"resourceId\": \"*\"}")
                        .status())
                .isEqualTo(400);
        authorizations.deleteAuthorization(given.getId());
    }

    private void bring() {
        if (task == null) {
            String id = service()
                    .waitsIn(
                            service().requestedBy("requester", OrderBodies.withCsr(Keys.csr(Keys.fresh()))),
                            Elements.USER_APPROVE_REQUEST)
                    .get("id")
                    .asText();
            task = service()
                    .bean(TaskService.class)
                    .createTaskQuery()
                    .taskId(id)
                    .singleResult();
        }
    }

    private String fill(String call) {
        String variable = service()
                .bean(HistoryService.class)
                .createHistoricVariableInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .variableName("request")
                .list()
                .get(0)
                .getId();
        String job = service()
                .bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .list()
                .get(0)
                .getId();
        return call.replace("<i>", task.getProcessInstanceId())
                .replace("<t>", task.getId())
                .replace("<v>", variable)
                .replace("<j>", job)
                .replace("<d>", task.getProcessDefinitionId());
    }
}
