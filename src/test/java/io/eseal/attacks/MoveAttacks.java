package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.permissions.Visits.Answer;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.Test;

/**
 * An administrator's move to any step of the model, of a request that has been nowhere: it is made or refused, and
 * never a fault.
 */
abstract class MoveAttacks extends Attack {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_move_to_a_step_that_lacks_what_it_needs_is_refused_with_a_sentence() throws Exception {
        List<String> refused = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        String instance = waiting();
        for (String move : moves()) {
            Answer answer = as("admin")
                    .post("/process-instance/" + instance + "/modification", "{\"instructions\": [" + move + "]}");
            if (answer.status() >= 500) {
                faults.add(move + answer.body());
            } else if (answer.status() == 204) {
                // Where it was moved to its steps run; it stays.
                instance = waiting();
            } else {
                refused.add(move + answer.body());
            }
        }
        assertThat(faults).isEmpty();
        assertThat(refused)
                .anyMatch(said -> said.contains("user_approve_request\"")
                        && said.contains("Nothing was moved")
                        && said.contains("(approverGroup)"));
        assertThat(refused)
                .anyMatch(said ->
                        said.contains("user_approve_request#multiInstanceBody") && said.contains("Nothing was moved"));
        assertThat(as("admin").get("/process-instance/" + instance).status()).isEqualTo(200);
    }

    @Test
    void a_move_into_a_phase_that_runs_twice_is_a_wrong_call() throws Exception {
        String path = "/process-instance/" + waiting() + "/modification";
        assertThat(as("admin")
                        .post(
                                path,
                                "{\"instructions\": [" + move("startBeforeActivity", Elements.SUB_PROCUREMENT) + "]}")
                        .status())
                .isEqualTo(204);
        Answer answer = as("admin")
                .post(path, "{\"instructions\": [" + move("startBeforeActivity", Elements.USER_SUBMIT_CSR) + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("ambiguous");
    }

    private String waiting() throws Exception {
        JsonNode started = JSON.readTree(as("requester")
                .post("/process-definition/key/eseal-lifecycle/start", "{}")
                .body());
        service().waitsIn(started.get("businessKey").asText(), Elements.USER_CORRECT_REQUEST);
        return started.get("id").asText();
    }

    private List<String> moves() {
        RepositoryService repository = service().bean(RepositoryService.class);
        var model = repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("eseal-lifecycle")
                .latestVersion()
                .singleResult()
                .getId());
        List<String> moves = new ArrayList<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            moves.add(move("startBeforeActivity", node.getId()));
            if (node.getOutgoing().size() == 1) {
                moves.add(move("startAfterActivity", node.getId()));
            }
            if (node instanceof Activity activity && activity.getLoopCharacteristics() != null) {
                moves.add(move("startBeforeActivity", node.getId() + "#multiInstanceBody"));
            }
        }
        return moves;
    }

    private static String move(String type, String activity) {
        return "{\"type\": \"" + type + "\", \"activityId\": \"" + activity + "\"}";
    }
}
