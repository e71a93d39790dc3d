package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import io.eseal.simulator.SimulatorServer.PlacedOrder;
import io.eseal.system.Client.Answer;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Acts of people on requests, each under the own name. */
abstract class Scenario {

    private static final Map<String, String> MEMBER =
            Map.of("legal-approvers", "legal", "security-approvers", "security", "finance", "finance");
    /** Keys are slow to make and any will do where the test does not compare it. */
    static final KeyPair KEY = Keys.fresh();

    static final String CSR = Keys.csr(KEY);

    /** A CSR for a request that gets its certificate: a key that came for another request is a finding. */
    static String newCsr() {
        return Keys.csr(Keys.fresh());
    }

    abstract TestApplication application();

    Client as(String user) {
        return application().as(user);
    }

    SimulatorServer certCentral() {
        return application().certCentral();
    }

    /** A new request of the requester's. */
    String requested(ObjectNode body) {
        Answer answer = as("requester").postJson("/api/eseals", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().get("id").asText();
    }

    String approved(ObjectNode body) {
        String id = requested(body);
        approve(id);
        return id;
    }

    /** A request that CertCentral has taken as an order, which stays pending until a test moves it. */
    String ordered(ObjectNode body) {
        String id = approved(body);
        reaches(id, "ORDERED");
        return id;
    }

    String inService(ObjectNode body) {
        String id = ordered(body);
        certCentral().setStatus(order(id).orderId(), "issued");
        reaches(id, "IN_SERVICE");
        return id;
    }

    void approve(String id) {
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        for (JsonNode task : tasks(id, Elements.USER_APPROVE_REQUEST)) {
            String group = task.at("/candidateGroups/0").asText();
            Answer answer = complete(MEMBER.get(group), task, Map.of("decision", "approve", "comment", "fine"));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        }
    }

    JsonNode detail(String id) {
        return as("operator").get("/api/eseals/" + id).json();
    }

    JsonNode reaches(String id, String state) {
        eventually(id, () -> detail(id).path("state").asText().equals(state), "reaches " + state);
        return detail(id);
    }

    /** Waits until the request waits for people in that task; returns the task. */
    JsonNode waitsIn(String id, String task) {
        eventually(id, () -> !tasks(id, task).isEmpty(), "waits in " + task);
        return tasks(id, task).get(0);
    }

    void eventually(String id, BooleanSupplier condition, String what) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(45))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(condition::getAsBoolean);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(
                    "never: " + id + " " + what + "\n" + detail(id).toPrettyString() + "\n"
                            + as("operator").get("/engine-rest/incident").body());
        }
    }

    List<JsonNode> tasks(String id, String key) {
        return StreamSupport.stream(detail(id).path("tasks").spliterator(), false)
                .filter(task -> task.get("key").asText().equals(key))
                .toList();
    }

    Answer complete(String user, JsonNode task, Map<String, ?> variables) {
        ObjectNode body = SingleQuoted.object("{}");
        ObjectNode values = body.putObject("variables");
        variables.forEach((name, value) -> {
            ObjectNode variable = values.putObject(name);
            if (value instanceof JsonNode json) {
                variable.put("type", "Json").put("value", json.toString());
            } else {
                variable.put("type", value instanceof Long ? "Long" : "String").putPOJO("value", value);
            }
        });
        return as(user).postJson("/engine-rest/task/" + task.get("id").asText() + "/complete", body);
    }

    void completes(String user, String id, String task, Map<String, ?> variables) {
        Answer answer = complete(user, waitsIn(id, task), variables);
        assertThat(answer.status())
                .as(user + " completes " + task + ": " + answer)
                .isEqualTo(204);
    }

    /** Completes Confirm shipping with the address as it stands. */
    void confirmsShipping(String user, String id) {
        waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
        completes(
                user,
                id,
                Elements.USER_CONFIRM_SHIPPING,
                Map.of("request", detail(id).get("request")));
    }

    /** Returns the findings that a task's form shows. */
    List<String> findings(JsonNode task) {
        JsonNode variable = as("operator")
                .get("/engine-rest/task/" + task.get("id").asText() + "/variables/findings?deserializeValue=false")
                .json();
        return StreamSupport.stream(read(variable.get("value").asText()).spliterator(), false)
                .map(finding ->
                        finding.get("path").asText() + " " + finding.get("rule").asText() + ": "
                                + finding.get("message").asText())
                .toList();
    }

    static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /** The only order that really exists at CertCentral for the request. */
    PlacedOrder order(String id) {
        List<PlacedOrder> orders = certCentral().ordersOf(id);
        assertThat(orders).as("orders at CertCentral for " + id).hasSize(1);
        return orders.get(0);
    }

    List<String> events(String id) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .map(entry -> entry.get("event").asText())
                .toList();
    }
}
