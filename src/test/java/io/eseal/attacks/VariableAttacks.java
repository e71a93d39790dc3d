package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.permissions.Visits.Answer;
import io.eseal.simulator.SimulatorServer;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variables of types and lengths that nobody asked for; the canary is a class that says when it is loaded. */
abstract class VariableAttacks extends Attack {

    /** Name of the class; a mention in code would load it. */
    private static final String CLASS = "io.eseal.attacks.LoadedCanary";

    private static final String LOADED = "eseal.loaded";
    private static final String CSR = Keys.csr(Keys.fresh());
    private static final List<String> OBJECTS = List.of(
            "{\"type\": \"Object\", \"value\": \"{}\", \"valueInfo\": {\"objectTypeName\": \"" + CLASS
                    + "\", \"serializationDataFormat\": \"application/json\"}}",
            "{\"type\": \"object\", \"value\": \"{}\", \"valueInfo\": {\"objectTypeName\": \"java.util.ArrayList<"
                    + CLASS + ">\", " + "\"serializationDataFormat\": \"application/json\"}}",
            "{\"type\": \"Object\", \"value\": \"rO0AB\", \"valueInfo\": {\"objectTypeName\": \"" + CLASS + "\", "
                    + "\"serializationDataFormat\": \"application/x-java-serialized-object\"}}",
            "{\"type\": \"Json\", \"value\": \"{}\", \"valueInfo\": {\"objectTypeName\": \"" + CLASS + "\"}}");
    private static final List<String> WRONG = List.of(
            "{\"type\": \"Bytes\", \"value\": \"AAAA\"}",
            "{\"type\": \"File\", \"value\": \"AAAA\", \"valueInfo\": {\"filename\": \"x\"}}",
            "{\"type\": \"Boolean\", \"value\": true}",
            "{\"value\": {\"a\": 1}}",
            "{\"value\": [1]}",
            "{\"type\": \"Xml\", \"value\": \"<a/>\"}");

    private static String approval;
    private static String correction;

    @BeforeEach
    void bring() {
        System.clearProperty(LOADED);
        if (approval == null) {
            approval = service()
                    .waitsIn(
                            service().requestedBy("requester", OrderBodies.withCsr(CSR)), Elements.USER_APPROVE_REQUEST)
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

    private static String variables(String name, String value) {
        return "{\"variables\": {\"" + name + "\": " + value + "}}";
    }

    @Test
    void no_class_that_the_caller_names_is_loaded() {
        String instance = service()
                .bean(TaskService.class)
                .createTaskQuery()
                .taskId(approval)
                .singleResult()
                .getProcessInstanceId();
        everywhere(
                ALL,
                (user, place) -> OBJECTS.forEach(object -> {
                    for (String way : List.of("complete", "submit-form", "resolve")) {
                        refused(place.post("/task/" + approval + "/" + way, variables("comment", object)), place + way);
                        refused(
                                place.post("/task/" + correction + "/" + way, variables("request", object)),
                                place + way);
                    }
                    for (String way : List.of("start", "submit-form")) {
                        refused(
                                place.post(
                                        "/process-definition/key/eseal-lifecycle/" + way, variables("request", object)),
                                place + way);
                    }
                    refused(place.put("/task/" + approval + "/variables/x", object), place + " variable");
                    refused(place.put("/task/" + approval + "/localVariables/x", object), place + " local variable");
                    refused(place.put("/process-instance/" + instance + "/variables/x", object), place + " variable");
                    refused(
                            place.post(
                                    "/process-instance/" + instance + "/variables",
                                    "{\"modifications\": {\"x\": " + object + "}}"),
                            place + " variables");
                    refused(
                            place.post(
                                    "/execution/" + instance + "/localVariables",
                                    "{\"modifications\": {\"x\": " + object + "}}"),
                            place + " variables");
                    refused(
                            place.post(
                                    "/message",
                                    "{\"messageName\": \"x\", \"processVariables\": {\"x\": " + object + "}}"),
                            place + " message");
                    refused(place.post("/condition", variables("x", object)), place + " condition");
                    refused(
                            place.post("/decision-definition/key/approval-policy/evaluate", variables("x", object)),
                            place + " decision");
                }));
        assertThat(service()
                        .bean(RuntimeService.class)
                        .createVariableInstanceQuery()
                        .variableName("x")
                        .count())
                .isZero();
    }

    @Test
    void a_task_takes_no_value_of_another_type_than_its_variable() {
        everywhere(
                List.of("legal", "admin"),
                (user, place) -> WRONG.forEach(value -> List.of("comment", "decision")
                        .forEach(name -> refused(
                                place.post("/task/" + approval + "/complete", variables(name, value)),
                                place + name + value))));
        everywhere(
                List.of("requester", "admin"),
                (user, place) -> WRONG.forEach(value -> {
                    refused(
                            place.post("/task/" + correction + "/complete", variables("request", value)),
                            place + value);
                    refused(
                            place.post("/process-definition/key/eseal-lifecycle/start", variables("request", value)),
                            place + value);
                }));
    }

    @Test
    void nothing_that_people_write_is_transient() {
        String text = "{\"value\": \"{}\", \"type\": \"Json\", \"valueInfo\": {\"transient\": true}}";
        everywhere(
                List.of("legal", "admin"),
                (user, place) -> List.of("comment", "decision")
                        .forEach(name -> refused(
                                place.post(
                                        "/task/" + approval + "/complete",
                                        variables(name, text.replace("Json", "String"))),
                                place + name)));
        everywhere(List.of("requester", "admin"), (user, place) -> {
            refused(
                    place.post("/process-definition/key/eseal-lifecycle/start", variables("request", text)),
                    place.toString());
            refused(place.post("/task/" + correction + "/complete", variables("request", text)), place.toString());
        });
        refused(as("admin").put("/task/" + approval + "/localVariables/x", text), "by hand");
    }

    /** Approvers would read another organisation's name over a request. */
    @Test
    void a_move_brings_no_variables_along_that_nobody_may_write() {
        String instance = service()
                .bean(TaskService.class)
                .createTaskQuery()
                .taskId(approval)
                .singleResult()
                .getProcessInstanceId();
        everywhere(
                ALL,
                (user, place) -> List.of("true", "false").forEach(local -> {
                    for (String lie : List.of(
                            "\"approverGroup\": {\"value\": \"finance\", \"local\": " + local + "}",
                            "\"x\": {\"value\": \"" + "x".repeat(4001) + "\", \"local\": " + local + "}",
                            "\"organizationName\": {\"value\": \"Lie\", \"local\": " + local + "}",
                            "\"x\": {\"value\": {\"a\": 1}, \"local\": " + local + "}")) {
                        refused(
                                place.post(
                                        "/process-instance/" + instance + "/modification",
                                        "{\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": "
                                                + "\"user_approve_request\", \"variables\": {"
                                                + lie + "}}]}"),
                                place + lie);
                    }
                }));
    }

    /** Somebody who completes the task without a word would have decided as the administrator wrote. */
    @Test
    void nobody_answers_for_whoever_completes_a_task() {
        String instance = service()
                .bean(TaskService.class)
                .createTaskQuery()
                .taskId(approval)
                .singleResult()
                .getProcessInstanceId();
        everywhere(
                ALL,
                (user, place) -> List.of("decision", "comment", "orderId", "esealId")
                        .forEach(name -> {
                            for (String scope : List.of(
                                    "/task/" + approval + "/localVariables/",
                                    "/task/" + approval + "/variables/",
                                    "/process-instance/" + instance + "/variables/",
                                    "/execution/" + instance + "/localVariables/")) {
                                refused(place.put(scope + name, "{\"value\": \"approve\"}"), place + scope + name);
                                refused(place.delete(scope + name), place + scope + name);
                            }
                            refused(
                                    place.post(
                                            "/task/" + approval + "/localVariables",
                                            "{\"modifications\": {\"" + name + "\": {\"value\": \"approve\"}}}"),
                                    place + name);
                        }));
        refused(as("legal").post("/task/" + approval + "/complete", "{}"), "no decision");
    }

    @Test
    void there_are_no_cases() {
        String request =
                "{\"caseInstanceId\": \"x\", \"variables\": {\"request\": {\"value\": \"{}\", \"type\": \"Json\"}}}";
        everywhere(
                List.of("requester", "admin"),
                (user, place) -> refused(
                        place.post("/process-definition/key/eseal-lifecycle/start", request), place.toString()));
    }

    @Test
    void a_task_takes_no_value_that_is_longer_than_its_variable() {
        Map<String, Integer> longest = Map.of("comment", 2000, "decision", 40);
        everywhere(
                List.of("legal", "admin"),
                (user, place) -> longest.forEach((name, length) -> refused(
                        place.post("/task/" + approval + "/complete", variables(name, text(length + 1))),
                        place + name)));
        refused(
                as("requester")
                        .post(
                                "/process-definition/key/eseal-lifecycle/start",
                                variables("request", text(64 * 1024 + 1))),
                "request");
        refused(
                as("requester")
                        .post(
                                "/task/" + correction + "/complete",
                                variables(
                                        "request",
                                        "{\"type\": \"Json\", \"value\": \"[\\\"" + "x".repeat(64 * 1024)
                                                + "\\\"]\"}")),
                "request");
    }

    /**
     * Gateways, timers and forms go by variables, and a variable hides a bean of its name: whoever wrote one by hand
     * would decide alone what others decide.
     */
    @Test
    void an_administrator_writes_no_variable_by_hand_but_the_request() throws IllegalAccessException {
        String instance = service()
                .bean(TaskService.class)
                .createTaskQuery()
                .taskId(approval)
                .singleResult()
                .getProcessInstanceId();
        Set<String> names = new TreeSet<>(
                Set.of("note", "esealRegister", "approvalPolicy", "nrOfCompletedInstances", "Request", "request "));
        for (Field variable : Variables.class.getFields()) {
            names.add((String) variable.get(null));
        }
        assertThat(names.remove(Variables.REQUEST)).isTrue();
        int before = history(instance);
        for (String name : names) {
            String at = name.replace(" ", "%20");
            for (String value : List.of(
                    "{\"type\": \"Boolean\", \"value\": false}",
                    "{\"type\": \"String\", \"value\": \"ghost\"}",
                    "{\"type\": \"Json\", \"value\": \"{}\"}",
                    "{\"type\": \"Null\", \"value\": null}")) {
                for (String scope : List.of(
                        "/task/" + approval + "/localVariables",
                        "/task/" + approval + "/variables",
                        "/process-instance/" + instance + "/variables",
                        "/execution/" + instance + "/localVariables")) {
                    notWritten(as("admin").put(scope + "/" + at, value), scope + name);
                    notWritten(
                            as("admin").post(scope, "{\"modifications\": {\"" + name + "\": " + value + "}}"),
                            scope + name);
                    notWritten(as("admin").delete(scope + "/" + at), scope + name);
                    notWritten(as("admin").post(scope, "{\"deletions\": [\"" + name + "\"]}"), scope + name);
                }
            }
            notWritten(
                    as("admin")
                            .post(
                                    "/process-instance/" + instance + "/modification",
                                    "{\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": "
                                            + "\"user_assess_certificate\", \"variables\": {\""
                                            + name
                                            + "\": {\"value\": false, \"type\": \"Boolean\"}}}]}"),
                    name);
        }
        assertThat(history(instance)).isEqualTo(before);
    }

    private int history(String instance) {
        return (int) service()
                .bean(HistoryService.class)
                .createHistoricDetailQuery()
                .processInstanceId(instance)
                .variableUpdates()
                .count();
    }

    private static void notWritten(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isEqualTo(400);
        assertThat(answer.body()).as(what).containsAnyOf("writes the variable request alone", "is removed by hand");
    }

    private static String text(int length) {
        return "{\"type\": \"String\", \"value\": \"" + "x".repeat(length) + "\"}";
    }

    private static void refused(Answer answer, String what) {
        assertThat(System.getProperty(LOADED)).as("the canary of " + what).isNull();
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403, 404, 413);
        assertThat(answer.body()).as(what).doesNotContain("ClassNotFound", "io.eseal.attacks");
    }
}
