package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.permissions.Visits.Answer;
import io.eseal.simulator.SimulatorServer;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a task that the process made: what it is about, what it belongs to and whom it waits for. */
abstract class TaskAttacks extends Attack {

    private static final String CSR = Keys.csr(Keys.fresh());
    private static final Map<String, String> LIES = Map.of(
            "name",
            "\"Approve 1 EUR\"",
            "description",
            "\"harmless\"",
            "owner",
            "\"requester\"",
            "assignee",
            "\"operator\"",
            "delegationState",
            "\"RESOLVED\"",
            "priority",
            "7",
            "caseInstanceId",
            "\"none\"");

    private static String approval;
    private static String correction;

    private TaskService tasks;

    @BeforeEach
    void bring() {
        tasks = service().bean(TaskService.class);
        if (approval == null) {
            String asked = service().requestedBy("requester", OrderBodies.withCsr(CSR));
            approval = service()
                    .waitsIn(asked, Elements.USER_APPROVE_REQUEST)
                    .get("id")
                    .asText();
            ObjectNode inactive = OrderBodies.withCsr(CSR);
            inactive.withObject("/organization").put("id", SimulatorServer.INACTIVE_ORGANIZATION);
            correction = service()
                    .waitsIn(service().requestedBy("requester", inactive), Elements.USER_CORRECT_REQUEST)
                    .get("id")
                    .asText();
        }
    }

    @Test
    void no_task_becomes_the_child_of_another() {
        everywhere(
                ALL,
                (user, place) -> List.of(approval, correction).forEach(task -> {
                    String parent = task.equals(approval) ? correction : approval;
                    refused(
                            place.put("/task/" + task, changed(task, "parentTaskId", "\"" + parent + "\"")),
                            place.toString());
                    refused(place.put("/task/" + task, "{\"parentTaskId\": \"" + parent + "\"}"), place.toString());
                    assertThat(task(task).getParentTaskId())
                            .as(place.toString())
                            .isNull();
                }));
        refused(
                as("admin").post("/task/create", "{\"name\": \"x\", \"parentTaskId\": \"" + approval + "\"}"),
                "a new task");
    }

    @Test
    void what_a_task_is_about_is_changed_by_nobody() {
        everywhere(
                ALL,
                (user, place) -> List.of(approval, correction)
                        .forEach(task -> LIES.forEach((attribute, lie) -> {
                            String before = seen(task);
                            refused(place.put("/task/" + task, changed(task, attribute, lie)), place + " " + attribute);
                            refused(
                                    place.put("/task/" + task, "{\"" + attribute + "\": " + lie + "}"),
                                    place + " " + attribute);
                            assertThat(seen(task)).as(place + " " + attribute).isEqualTo(before);
                        })));
    }

    @Test
    void nobody_makes_a_task_or_takes_one_away() {
        long before = tasks.createTaskQuery().count();
        everywhere(ALL, (user, place) -> {
            refused(
                    place.post(
                            "/task/create",
                            "{\"id\": \"made\", \"name\": \"Approve request\", \"assignee\": \"legal\"}"),
                    place.toString());
            refused(place.delete("/task/" + approval), place.toString());
            refused(place.put("/task/made", "{\"name\": \"Approve request\"}"), place.toString());
        });
        assertThat(tasks.createTaskQuery().count()).isEqualTo(before);
    }

    @Test
    void what_is_not_sent_stays_and_the_dates_change() {
        String before = seen(approval);
        assertThat(as("legal")
                        .put("/task/" + approval, "{\"followUp\": \"2031-01-01T03:04:05.000+0000\"}")
                        .status())
                .isEqualTo(204);
        assertThat(as("legal")
                        .put("/task/" + approval, "{\"due\": \"2031-01-02T03:04:05.000+0000\"}")
                        .status())
                .isEqualTo(204);
        assertThat(task(approval).getDueDate()).isInSameYearAs("2031-06-06");
        assertThat(task(approval).getFollowUpDate()).isInSameYearAs("2031-06-06");
        assertThat(as("legal")
                        .put("/task/" + approval, changed(approval, "due", "null"))
                        .status())
                .isEqualTo(204);
        assertThat(task(approval).getDueDate()).isNull();
        assertThat(seen(approval)).isEqualTo(before);
    }

    @Test
    void nobody_takes_a_group_off_a_task_or_adds_anybody() {
        List<String> before = links(approval);
        assertThat(before).isNotEmpty();
        String group = tasks.getIdentityLinksForTask(approval).get(0).getGroupId();
        everywhere(
                ALL,
                (user, place) -> List.of("/identity-links", "/identity-links/", "/identity-links/delete")
                        .forEach(door -> List.of(
                                        "{\"groupId\": \"" + group + "\", \"type\": \"candidate\"}",
                                                "{\"userId\": \"" + user + "\", \"type\": \"candidate\"}",
                                        "{\"userId\": \"" + user + "\", \"type\": \"owner\"}",
                                                "{\"userId\": \"" + user + "\", \"type\": \"assignee\"}")
                                .forEach(link -> {
                                    refused(place.post("/task/" + approval + door, link), place + door + link);
                                    assertThat(links(approval))
                                            .as(place + door + link)
                                            .isEqualTo(before);
                                })));
    }

    @Test
    void a_requesters_task_goes_back_to_the_requester_whoever_lets_it_go() {
        everywhere(
                List.of("requester", "operator", "admin"),
                (user, place) -> List.of("/unclaim|{}", "/claim|{}", "/assignee|{}", "/assignee|{\"userId\": null}")
                        .forEach(way -> {
                            if (!user.equals("requester")) {
                                assertThat(place.post("/task/" + correction + "/assignee", "{\"userId\": \"operator\"}")
                                                .status())
                                        .as(place.toString())
                                        .isEqualTo(204);
                                assertThat(task(correction).getAssignee()).isEqualTo("operator");
                            }
                            String[] call = way.split("\\|");
                            Answer answer = place.post("/task/" + correction + call[0], call[1]);
                            assertThat(answer.status()).as(place + way + answer).isEqualTo(204);
                            assertThat(task(correction).getAssignee())
                                    .as(place + way)
                                    .isEqualTo("requester");
                        }));
    }

    @Test
    void a_requesters_task_comes_back_when_whoever_it_was_delegated_to_is_done() {
        assertThat(as("requester")
                        .post("/task/" + correction + "/delegate", "{\"userId\": \"operator\"}")
                        .status())
                .isEqualTo(204);
        assertThat(as("operator").post("/task/" + correction + "/resolve", "{}").status())
                .isEqualTo(204);
        assertThat(task(correction).getAssignee()).isEqualTo("requester");
    }

    @Test
    void a_task_that_was_not_delegated_is_not_handed_back_and_stays_with_whoever_has_it() {
        everywhere(
                List.of("legal", "requester", "operator", "admin"),
                (user, place) -> List.of(approval, correction).forEach(task -> {
                    String before = String.valueOf(task(task).getAssignee());
                    DelegationState state = task(task).getDelegationState();
                    for (String body : List.of("{}", "{\"variables\": {}}")) {
                        Answer answer = place.post("/task/" + task + "/resolve", body);
                        assertThat(answer.status()).as(place + answer.body()).isIn(400, 403);
                        if (answer.status() == 400) {
                            assertThat(answer.body()).contains("The task was not delegated");
                        }
                    }
                    assertThat(String.valueOf(task(task).getAssignee())).isEqualTo(before);
                    assertThat(task(task).getDelegationState()).isEqualTo(state);
                }));
    }

    @Test
    void no_task_goes_to_somebody_who_cannot_do_it() {
        everywhere(
                ALL,
                (user, place) -> List.of("/assignee", "/delegate", "/claim")
                        .forEach(way -> List.of("nobody-of-that-name", "auditor", "finance")
                                .forEach(stranger -> List.of(approval, correction)
                                        .forEach(task -> {
                                            String before =
                                                    String.valueOf(task(task).getAssignee());
                                            Answer answer = place.post(
                                                    "/task/" + task + way, "{\"userId\": \"" + stranger + "\"}");
                                            assertThat(answer.status())
                                                    .as(place + way + answer)
                                                    .isIn(400, 403, 404);
                                            assertThat(String.valueOf(task(task).getAssignee()))
                                                    .as(place + way)
                                                    .isEqualTo(before);
                                        }))));
        refused(as("legal").post("/task/" + approval + "/delegate", "{}"), "to nobody");
    }

    @Test
    void who_comes_second_to_a_task_is_told_so() {
        everywhere(
                List.of("operator"),
                (user, place) -> assertThat(
                                place.post("/task/" + correction + "/claim", "{\"userId\": \"" + user + "\"}")
                                        .status())
                        .as(place.toString())
                        .isEqualTo(409));
    }

    private static void refused(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403, 404);
    }

    private Task task(String id) {
        return tasks.createTaskQuery().taskId(id).singleResult();
    }

    /** All that nobody may change. */
    private String seen(String id) {
        Task task = task(id);
        return String.join(
                "|",
                task.getName(),
                task.getDescription(),
                task.getOwner(),
                task.getAssignee(),
                String.valueOf(task.getDelegationState()),
                String.valueOf(task.getPriority()),
                task.getCaseInstanceId(),
                task.getParentTaskId(),
                task.getTenantId());
    }

    private List<String> links(String id) {
        return tasks.getIdentityLinksForTask(id).stream()
                .map(IdentityLink::toString)
                .map(text -> text.replaceAll("id=[^,]*, ", ""))
                .sorted()
                .toList();
    }

    /** The whole task, as Tasklist sends it back, with one difference. */
    private String changed(String id, String attribute, String value) {
        ObjectNode task = (ObjectNode) json(as("admin").get("/task/" + id).body());
        task.remove("camundaFormRef");
        return task.set(attribute, json(value)).toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
