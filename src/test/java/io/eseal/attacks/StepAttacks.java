package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.permissions.Visits.Answer;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.junit.jupiter.api.Test;

/** Steps that are to come: nobody runs one before it is due, and nobody moves one unseen. */
abstract class StepAttacks extends Attack {

    private String waitingInstance() {
        String asked = service().requestedBy("requester", OrderBodies.withCsr(Keys.csr(Keys.fresh())));
        String task = service()
                .waitsIn(asked, Elements.USER_APPROVE_REQUEST)
                .get("id")
                .asText();
        return service()
                .bean(TaskService.class)
                .createTaskQuery()
                .taskId(task)
                .singleResult()
                .getProcessInstanceId();
    }

    @Test
    void no_step_of_a_request_is_run_before_it_is_due() {
        String instance = waitingInstance();
        ManagementService management = service().bean(ManagementService.class);
        Job job = management
                .createJobQuery()
                .processInstanceId(instance)
                .listPage(0, 1)
                .get(0);
        everywhere(ALL, (user, place) -> {
            refused(place.post("/job/" + job.getId() + "/execute", "{}"), place.toString());
        });
        assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getDuedate())
                .isEqualTo(job.getDuedate());
    }

    @Test
    void a_due_date_set_by_hand_stands_in_the_timeline() {
        String instance = waitingInstance();
        Job job = service()
                .bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(instance)
                .listPage(0, 1)
                .get(0);
        String request = service()
                .bean(HistoryService.class)
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
        everywhere(ALL, (user, place) -> {
            int status = place.put(
                            "/job/" + job.getId() + "/duedate", "{\"duedate\": \"2040-01-01T00:00:00.000+0000\"}")
                    .status();
            assertThat(status).as(place.toString()).isIn(user.equals("admin") ? List.of(204) : List.of(403));
        });
        assertThat(at("/api", "auditor").get("/eseals/" + request + "/evidence").body())
                .contains("set by hand: 2040-01-01T00:00:00Z");
    }

    @Test
    void whatever_halts_a_request_or_its_steps_stands_in_its_timeline() {
        String instance = waitingInstance();
        String request = requestOf(instance);
        String job = service()
                .bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(instance)
                .listPage(0, 1)
                .get(0)
                .getId();
        int before = interventions(request);
        List<String> calls = List.of(
                "/process-instance/" + instance + "/suspended|{\"suspended\": true}",
                "/process-instance/" + instance + "/suspended|{\"suspended\": false}",
                "/process-instance/suspended|{\"suspended\": true, \"processInstanceIds\": [\"" + instance + "\"]}",
                "/process-instance/suspended|{\"suspended\": false, \"processInstanceQuery\": {\"businessKey\": \""
                        + request + "\"}}",
                "/job/suspended|{\"suspended\": true, \"processInstanceId\": \"" + instance + "\"}",
                "/job/suspended|{\"suspended\": false, \"processInstanceId\": \"" + instance + "\"}",
                "/job/" + job + "/suspended|{\"suspended\": true}",
                "/job/" + job + "/suspended|{\"suspended\": false}",
                "/job/" + job + "/retries|{\"retries\": 0}",
                "/job/" + job + "/retries|{\"retries\": 3}");
        for (int call = 0; call < calls.size(); call++) {
            String[] parts = calls.get(call).split("\\|");
            assertThat(as("admin").put(parts[0], parts[1]).status())
                    .as(parts[0])
                    .isEqualTo(204);
            assertThat(interventions(request)).as(calls.get(call)).isEqualTo(before + call + 1);
        }
    }

    /** Its steps would run without anybody's name. */
    @Test
    void nobody_halts_requests_or_their_steps_in_a_batch() {
        String instance = waitingInstance();
        ManagementService management = service().bean(ManagementService.class);
        String ids = "\"processInstanceIds\": [\"" + instance + "\"]";
        everywhere(
                ALL,
                (user, place) -> List.of(
                                "/process-instance/suspended-async|{\"suspended\": true, " + ids + "}",
                                "/process-instance/job-retries|{\"retries\": 0, \"processInstances\": [\"" + instance
                                        + "\"]}",
                                "/process-instance/job-retries-historic-query-based|{\"retries\": 0, "
                                        + "\"historicProcessInstanceQuery\": {}}",
                                "/job/retries|{\"retries\": 0, \"jobIds\": [\"none\"]}")
                        .forEach(call -> {
                            String[] parts = call.split("\\|");
                            assertThat(place.post(parts[0], parts[1]).status())
                                    .as(place + parts[0])
                                    .isEqualTo(403);
                        }));
        IdentityService identity = service().bean(IdentityService.class);
        identity.setAuthentication("admin", List.of("camunda-admin"));
        try {
            String closed = "This call of the engine is closed";
            assertThatThrownBy(() -> service()
                            .bean(RuntimeService.class)
                            .updateProcessInstanceSuspensionState()
                            .byProcessInstanceIds(instance)
                            .suspendAsync())
                    .hasMessageContaining(closed);
            assertThatThrownBy(() -> management.setJobRetriesAsync(List.of("none"), 0))
                    .hasMessageContaining(closed);
            assertThatThrownBy(() -> management.setJobRetriesAsync(List.of(instance), (ProcessInstanceQuery) null, 0))
                    .hasMessageContaining(closed);
        } finally {
            identity.clearAuthentication();
        }
        assertThat(management.createBatchQuery().count()).isZero();
    }

    private String requestOf(String instance) {
        return service()
                .bean(HistoryService.class)
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }

    private int interventions(String request) {
        return at("/api", "auditor")
                        .get("/eseals/" + request + "/evidence")
                        .body()
                        .split("\"intervention\"", -1)
                        .length
                - 1;
    }

    private static void refused(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403, 404);
    }
}
