package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.permissions.Visits.Answer;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
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

    private static void refused(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403, 404);
    }
}
