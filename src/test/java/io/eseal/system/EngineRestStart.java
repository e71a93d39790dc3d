package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.system.Client.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come through the engine's own REST interface obey the same rules. */
abstract class EngineRestStart extends Scenario {

    private static final String START = "/engine-rest/process-definition/key/eseal-lifecycle/start";

    @Test
    void a_start_through_the_engine_makes_a_request_with_an_id_of_its_own() {
        Answer answer = start(
                "requester",
                variable("request", "Json", OrderBodies.withCsr(CSR).toString()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String id = answer.json().get("businessKey").asText();
        assertThat(id).startsWith("ES-");
        approve(id);
        assertThat(reaches(id, "ORDERED").get("requester").asText()).isEqualTo("requester");
    }

    @Test
    void a_task_takes_only_the_variables_that_it_asks_for() {
        String id = approved(OrderBodies.onTokenToDublin());
        JsonNode shipping = waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
        String task = "/engine-rest/task/" + shipping.get("id").asText();

        assertThat(complete("requester", shipping, Map.of("orderId", 4711L)).toString())
                .contains("400", "does not ask for: orderId");
        assertThat(as("requester")
                        .postJson(task + "/submit-form", variable("outcome", "String", "canceled"))
                        .toString())
                .contains("400", "does not ask for: outcome");
        for (String user : List.of("requester", "operator")) {
            assertThat(as(user).send(
                                    "PUT",
                                    task + "/variables/requester",
                                    "{\"value\":\"x\",\"type\":\"String\"}",
                                    "Content-Type",
                                    "application/json")
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(complete("requester", shipping, Map.of("readStatus", "a bean's name"))
                        .toString())
                .contains("400", "does not ask for: readStatus");
        assertThat(as("requester")
                        .postJson(task + "/bpmnError", SingleQuoted.object("{'errorCode': 'REQUEST_REJECTED'}"))
                        .status())
                .isEqualTo(400);

        assertThat(tasks(id, Elements.USER_CONFIRM_SHIPPING))
                .as("nothing happened")
                .hasSize(1);
        confirmsShipping("requester", id);
    }

    @Test
    void a_task_changes_only_the_part_of_the_request_that_it_is_about() {
        String id = approved(OrderBodies.onTokenToDublin());
        ObjectNode other = OrderBodies.onTokenToDublin();
        other.with("organization").put("id", 2042710);
        other.with("ship_info").put("city", "Leuven");

        completes("requester", id, Elements.USER_CONFIRM_SHIPPING, Map.of("request", other));
        approve(id);
        confirmsShipping("requester", id);

        JsonNode request = reaches(id, "ORDERED").get("request");
        assertThat(request.at("/organization/id").asLong()).isEqualTo(2042709);
        assertThat(request.at("/ship_info/city").asText()).isEqualTo("Leuven");
    }

    @Test
    void what_a_form_requires_is_required_of_every_caller_and_nothing_else_is_kept() {
        String shipped = approved(OrderBodies.onTokenToDublin());
        assertIncomplete(
                "requester",
                shipped,
                Elements.USER_CONFIRM_SHIPPING,
                "{}",
                "{'variables': {}}",
                "{'variables': {'request': {'value': null}}}",
                "{'variables': {'request': {'type': 'Json', 'value': '{}'}}}",
                "{'variables': {'request': {'type': 'Json', 'value': '{\\\"ship_info\\\": null}'}}}",
                "{'variables': {'request': {'type': 'String', 'value': '{\\\"ship_info\\\": \\\"x\\\"}'}}}",
                "{'variables': {'request': {'type': 'Json', 'value': '{\\\"ship_info\\\": {\\\"name\\\": \\\"\u00A0\\\"}}'}}}");
        confirmsShipping("requester", shipped);
        String submitted = approved(OrderBodies.ownKey());
        assertIncomplete(
                "requester",
                submitted,
                Elements.USER_SUBMIT_CSR,
                "{}",
                "{'variables': {'request': {'type': 'Json', 'value': '{\\\"csr\\\": 5}'}}}",
                "{'variables': {'request': {'type': 'Json', 'value': '{\\\"csr\\\": [\\\"x\\\"]}'}}}",
                "{'variables': {'request': {'type': 'Json', 'value': '{\\\"csr\\\": \\\"\u200B\\\"}'}}}",
                "{'variables': {'request': {'type': 'String', 'value': '[]'}}}");
        completes("requester", submitted, Elements.USER_SUBMIT_CSR, Map.of("request", OrderBodies.withCsr(CSR)));
        String corrected = start("requester", SingleQuoted.object("{}"))
                .json()
                .get("businessKey")
                .asText();
        assertIncomplete(
                "requester",
                corrected,
                Elements.USER_CORRECT_REQUEST,
                "{}",
                "{'variables': {'request': {'type': 'Json', 'value': '{}'}}}",
                "{'variables': {'request': {'type': 'Json', 'value': '[]'}}}");
    }

    @Test
    void a_payment_is_not_changed_without_another_method() {
        certCentral().setFunds("1.00");
        String id = approved(OrderBodies.withCsr(CSR));
        assertIncomplete(
                "finance",
                id,
                Elements.USER_RESOLVE_PAYMENT,
                "{'variables': {'decision': {'value': 'change'}}}",
                "{'variables': {'decision': {'value': 'change'}, 'payment_method': {'value': ' '}}}",
                "{'variables': {'decision': {'value': 'change'}, 'payment_method': {'value': 'gold'}}}");
        certCentral().setFunds("10000.00");
        completes("finance", id, Elements.USER_RESOLVE_PAYMENT, Map.of("decision", "retry"));
        reaches(id, "ORDERED");
    }

    private void assertIncomplete(String person, String id, String task, String... bodies) {
        String path = "/engine-rest/task/" + waitsIn(id, task).get("id").asText();
        JsonNode before = detail(id).get("request");
        for (String body : bodies) {
            for (String way : List.of("/complete", "/submit-form")) {
                Answer answer = as(person).postJson(path + way, SingleQuoted.object(body));
                assertThat(answer.status()).as(task + way + body + answer).isEqualTo(400);
                assertThat(answer.json().get("message").asText())
                        .as(task + way + body)
                        .containsPattern("(The field request|The body)\\b.*\\(Rule: [a-z_]+\\.\\)");
                assertThat(as("auditor")
                                .postJson(path + way, SingleQuoted.object(body))
                                .status())
                        .as("no other is told what is asked for")
                        .isEqualTo(403);
            }
        }
        assertThat(detail(id).get("request")).isEqualTo(before);
    }

    @Test
    void a_payment_tried_again_is_the_one_that_was_approved() {
        certCentral().setFunds("1.00");
        String id = approved(OrderBodies.withCsr(CSR));
        ObjectNode byCard = OrderBodies.withCsr(CSR).put("payment_method", "card");
        JsonNode task = waitsIn(id, Elements.USER_RESOLVE_PAYMENT);
        certCentral().setFunds("10000.00");

        assertThat(complete("finance", task, Map.of("decision", "retry", "request", byCard))
                        .status())
                .isEqualTo(204);

        assertThat(reaches(id, "ORDERED").at("/request/payment_method").asText())
                .isEqualTo("balance");
    }

    @Test
    void a_foreign_business_key_is_replaced() {
        ObjectNode body = variable("request", "Json", OrderBodies.withCsr(CSR).toString());
        body.put("businessKey", "mine");
        assertThat(start("requester", body).json().get("businessKey").asText()).startsWith("ES-");
    }

    /** An id that another installation gave to its order would make that order this request's. */
    @Test
    void nobody_chooses_the_id_of_a_request() {
        ObjectNode body = variable("request", "Json", OrderBodies.withCsr(CSR).toString());
        body.put("businessKey", "ES-FQRE1GNX");
        Answer answer = start("requester", body);
        assertThat(answer.json().get("businessKey").asText()).startsWith("ES-").isNotEqualTo("ES-FQRE1GNX");
    }

    @Test
    void the_same_findings_come_back_as_a_task() {
        String id = start("requester", variable("request", "Json", RestContract.ALL_WRONG.toString()))
                .json()
                .get("businessKey")
                .asText();
        JsonNode task = waitsIn(id, Elements.USER_CORRECT_REQUEST);
        assertThat(detail(id).get("state").asText()).isEqualTo("CORRECTION");
        List<String> places = findings(task).stream()
                .map(finding -> finding.substring(0, finding.indexOf(' ')))
                .toList();
        assertThat(places).containsAll(RestContract.ALL_WRONG_PLACES);
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(RestContract.places(as("requester")
                        .postJson("/api/eseals", RestContract.ALL_WRONG)
                        .json()
                        .get("findings")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "17", "null"})
    void whatever_request_says_it_is_asked_for(String request) {
        String id = start("requester", variable("request", "Json", request))
                .json()
                .get("businessKey")
                .asText();
        assertThat(findings(waitsIn(id, Elements.USER_CORRECT_REQUEST))).isNotEmpty();
        assertThat(detail(id).get("state").asText()).isEqualTo("CORRECTION");
    }

    @Test
    void a_start_without_a_request_is_asked_for_one() {
        String id = start("requester", SingleQuoted.object("{}"))
                .json()
                .get("businessKey")
                .asText();
        assertThat(findings(waitsIn(id, Elements.USER_CORRECT_REQUEST))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requester",
                "requestValid",
                "orderId",
                "approvedFingerprint",
                "outcome",
                "anything",
                "registerRequest",
                "readStatus"
            })
    void nothing_but_the_request_comes_in(String name) {
        ObjectNode body = variable("request", "Json", OrderBodies.withCsr(CSR).toString());
        ((ObjectNode) body.get("variables")).set(name, SingleQuoted.object("{'value': 'x', 'type': 'String'}"));
        long before = as("operator").get("/api/eseals").json().get("total").asLong();
        Answer answer = start("requester", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("message").asText()).contains("not accepted: " + name);
        assertThat(as("operator").get("/api/eseals").json().get("total").asLong())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "no JSON", "{\"certificate\":}", ""})
    void broken_json_is_refused_or_asked_for_again(String request) {
        Answer answer = start("requester", variable("request", "Json", request));
        if (answer.status() == 200) {
            assertThat(findings(waitsIn(answer.json().get("businessKey").asText(), Elements.USER_CORRECT_REQUEST)))
                    .isNotEmpty();
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        }
    }

    @Test
    void only_requesters_start() {
        for (String user : List.of("legal", "security", "finance", "operator", "auditor")) {
            assertThat(start(
                                    user,
                                    variable(
                                            "request",
                                            "Json",
                                            OrderBodies.withCsr(CSR).toString()))
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Json", "String", "Object"})
    void card_data_is_refused_and_nowhere_afterwards(String type) {
        ObjectNode request = OrderBodies.withCsr(CSR).put("payment_method", "card");
        request.set("credit_card", OrderBodies.cardPayment("5500005555555559").get("credit_card"));
        Answer answer = start("requester", variable("request", type, request.toString()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("5500005555555559").doesNotContain("Confidential");
        assertThat(application().tables().columnsWith("5500005555555559")).isEmpty();
        assertThat(application().tables().columnsWith("Cardholder Confidential"))
                .isEmpty();
    }

    @Test
    void card_data_in_a_correction_is_refused_and_nowhere_afterwards() {
        String id = start("requester", variable("request", "Json", "{}"))
                .json()
                .get("businessKey")
                .asText();
        JsonNode task = waitsIn(id, Elements.USER_CORRECT_REQUEST);
        ObjectNode request = OrderBodies.withCsr(CSR).put("payment_method", "card");
        request.set("credit_card", OrderBodies.cardPayment("5105105105105100").get("credit_card"));
        Answer answer = complete("requester", task, java.util.Map.of("request", request));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(application().tables().columnsWith("5105105105105100")).isEmpty();
        assertThat(application().tables().columnsWith("Cardholder Confidential"))
                .isEmpty();
        assertThat(tasks(id, Elements.USER_CORRECT_REQUEST)).hasSize(1);
    }

    private Answer start(String user, ObjectNode body) {
        return as(user).postJson(START, body);
    }

    private static ObjectNode variable(String name, String type, String value) {
        ObjectNode body = SingleQuoted.object("{}");
        body.putObject("variables").putObject(name).put("type", type).put("value", value);
        return body;
    }
}
