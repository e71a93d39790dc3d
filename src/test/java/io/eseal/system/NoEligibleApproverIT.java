package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A task that nobody may do does not wait in silence. */
class NoEligibleApproverIT extends Scenario {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on("jdbc:h2:mem:nobody-left", "sa", "");
        application.addUser("rita", "requesters", "legal-approvers");
        application.addUser("dora", "legal-approvers", "security-approvers");
        application.removeFrom("legal-approvers", "legal");
        application.removeFrom("security-approvers", "security");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Test
    void operators_are_told_once_of_a_decision_that_nobody_is_left_for() {
        String id = as("rita")
                .postJson("/api/eseals", OrderBodies.withCsr(CSR))
                .json()
                .get("id")
                .asText();
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertThat(alarms(id)).as("Dora may take either").isEmpty();
        double before = metric();

        JsonNode legal = tasks(id, Elements.USER_APPROVE_REQUEST).stream()
                .filter(task -> task.toString().contains("legal"))
                .findFirst()
                .orElseThrow();
        assertThat(complete("dora", legal, Map.of("decision", "approve")).status())
                .isEqualTo(204);

        assertThat(alarms(id))
                .singleElement()
                .asString()
                .contains("Nobody is left in security-approvers who may decide on " + id);
        assertThat(metric()).isEqualTo(before + 1);
        assertThat(listed("operator"))
                .singleElement()
                .asString()
                .contains("\"priority\":100", "Nobody is left in security-approvers");
        assertThat(complete("dora", waitsIn(id, Elements.USER_APPROVE_REQUEST), Map.of("decision", "approve"))
                        .status())
                .isEqualTo(400);
        assertThat(alarms(id)).hasSize(1);

        application.addUser("sven", "security-approvers");
        completes("sven", id, Elements.USER_APPROVE_REQUEST, Map.of("decision", "approve"));
        reaches(id, "ORDERED");
        assertThat(listed("operator")).isEmpty();
        application.removeFrom("security-approvers", "sven");
    }

    @Test
    void operators_are_told_at_once_when_the_requester_is_the_only_one_of_a_group() {
        application.removeFrom("legal-approvers", "dora");
        String id = as("rita")
                .postJson("/api/eseals", OrderBodies.onTokenToDublin())
                .json()
                .get("id")
                .asText();
        waitsIn(id, Elements.USER_APPROVE_REQUEST);

        assertThat(alarms(id)).singleElement().asString().contains("Nobody is left in legal-approvers");
        assertThat(as("rita").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(202);
        reaches(id, "CANCELED");
        application.addTo("legal-approvers", "dora");
    }

    @Test
    void operators_are_told_when_whoever_could_pay_has_approved() {
        ObjectNode body = OrderBodies.onTokenToDublin().put("payment_method", "card");
        ((ObjectNode) body.get("ship_info")).put("method", "EXPEDITED");
        String id = requested(body);
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        for (JsonNode task : tasks(id, Elements.USER_APPROVE_REQUEST)) {
            assertThat(complete(
                                    task.toString().contains("finance") ? "finance" : "dora",
                                    task,
                                    Map.of("decision", "approve"))
                            .status())
                    .isEqualTo(204);
        }
        confirmsShipping("requester", id);
        waitsIn(id, Elements.USER_PAY_BY_CARD);

        assertThat(alarms(id)).singleElement().asString().contains("Nobody is left in finance who may pay for " + id);
        assertThat(listed("operator")).hasSize(1);
        assertThat(as("requester").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(202);
        reaches(id, "CANCELED");
    }

    private List<String> alarms(String id) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals("nobody_left"))
                .map(JsonNode::toString)
                .toList();
    }

    private double metric() {
        return as("operator")
                .get("/actuator/metrics/eseal.tasks.nobody.left")
                .json()
                .at("/measurements/0/value")
                .asDouble();
    }

    private List<String> listed(String user) {
        JsonNode list = StreamSupport.stream(
                        as(user).get("/engine-rest/filter?resourceType=Task")
                                .json()
                                .spliterator(),
                        false)
                .filter(filter -> filter.get("name").asText().equals("Nobody left to act"))
                .findFirst()
                .orElseThrow();
        return StreamSupport.stream(
                        as(user).get("/engine-rest/filter/" + list.get("id").asText() + "/list")
                                .json()
                                .spliterator(),
                        false)
                .map(JsonNode::toString)
                .toList();
    }
}
