package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TokenAnswers;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer.PlacedOrder;
import io.eseal.system.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Scenarios of a seal in service that gets a new key, for each database. */
abstract class ReissueScenarios extends Scenario {

    @Test
    void a_seal_gets_a_new_key_by_a_request_that_is_approved_and_ordered_like_any_other() {
        String old = inService(OrderBodies.withCsr(newCsr()));
        String csr = newCsr();
        Answer asked = reissue("requester", old, csr, "the server room was sold");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        String successor = asked.json().get("id").asText();
        assertThat(asked.headers().firstValue("Location")).hasValue("/api/eseals/" + successor);

        JsonNode approval = waitsIn(successor, Elements.USER_APPROVE_REQUEST);
        assertThat(shownKey(approval)).contains("of " + old, "the server room was sold");
        approve(successor);
        reaches(successor, "ORDERED");
        PlacedOrder order = order(successor);
        assertThat(order.renewalOf()).as("a reissue renews nothing").isNull();
        assertThat(order.orderId()).isNotEqualTo(order(old).orderId());
        assertThat(events(old)).contains("reissue_requested").doesNotContain("reissued");
        certCentral().setStatus(order.orderId(), "issued");
        reaches(successor, "IN_SERVICE");

        assertThat(detail(old).get("state").asText())
                .as("the old seal stays in service until its revocation")
                .isEqualTo("IN_SERVICE");
        assertThat(detail(successor).at("/request/csr").asText().replaceAll("\\s", ""))
                .isEqualTo(csr.replaceAll("\\s", ""));
        assertThat(last(old, "reissued")).startsWith(successor);
        assertThat(detail(old).at("/successor/id").asText()).isEqualTo(successor);
        assertThat(detail(successor).at("/predecessor/kind").asText()).isEqualTo("REISSUE");
        assertThat(last(successor, "reissue_of")).startsWith(old).contains("the server room was sold");
        assertThat(conflict("requester", old)).contains(successor, "ask for the reissue of that one");
    }

    @Test
    void a_reissue_that_is_rejected_leaves_the_seal_in_service_and_may_be_asked_for_again() {
        String old = inService(OrderBodies.withCsr(newCsr()));
        String refused = reissued("requester", old);
        assertThat(conflict("requester", old)).contains("under way", refused);
        assertThat(complete("legal", legalApproval(refused), Map.of("decision", "reject", "comment", "not now"))
                        .status())
                .isEqualTo(204);
        reaches(refused, "REJECTED");

        assertThat(detail(old).get("state").asText()).isEqualTo("IN_SERVICE");
        assertThat(last(old, "reissue_given_up")).startsWith(refused).contains("REJECTED");
        assertThat(reissued("requester", old)).isNotEqualTo(refused);
    }

    @Test
    void whoever_asks_for_another_approves_nothing_and_the_seals_requester_stays_the_requester() {
        application().addUser("helpful", "operators", "legal-approvers");
        String old = inService(OrderBodies.withCsr(newCsr()));
        String successor = reissued("helpful", old);
        assertThat(detail(successor).get("requester").asText()).isEqualTo("requester");
        JsonNode legal = legalApproval(successor);
        assertThat(shownKey(legal))
                .as("approvers see who asked, beside the requester")
                .contains("asked for by helpful");
        Answer own = complete("helpful", legal, Map.of("decision", "approve"));
        assertThat(own.status()).as(own.toString()).isIn(400, 403);
        assertThat(own.body()).contains("asked for it in another's name");
        assertThat(complete("legal", legal, Map.of("decision", "approve")).status())
                .isEqualTo(204);
    }

    @Test
    void everything_that_is_wrong_with_the_new_key_is_said_and_nothing_is_started() {
        String csr = newCsr();
        String old = inService(OrderBodies.withCsr(csr));
        String known = newCsr();
        String other = ordered(OrderBodies.withCsr(known));
        int before = requests();

        assertThat(rules("requester", old, "")).containsExactly("required");
        assertThat(rules("requester", old, "no CSR")).containsExactly("csr");
        assertThat(rules("requester", old, csr)).containsExactly("same_key");
        Answer refused = reissue("requester", old, known, "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/findings/0/rule").asText()).isEqualTo("known_key");
        assertThat(refused.json().at("/findings/0/path").asText()).isEqualTo("$.csr");
        assertThat(refused.body()).contains(other);
        assertThat(rules("requester", old, Keys.csr(Keys.rsa(1024)))).containsExactly("csr");
        assertThat(reissue("requester", old, newCsr(), "my card is " + OrderBodies.CARD)
                        .status())
                .isEqualTo(422);
        Answer secret = reissue(
                "requester",
                old,
                Keys.pem("PRIVATE KEY", Keys.fresh().getPrivate().getEncoded()),
                "");
        assertThat(secret.status()).isEqualTo(422);
        assertThat(secret.body()).contains("private key");
        assertThat(requests()).isEqualTo(before);
        assertThat(events(old)).doesNotContain("reissue_requested");
    }

    @Test
    void a_seal_whose_revocation_is_asked_for_is_not_reissued_and_one_that_stays_is() {
        String old = inService(OrderBodies.withCsr(newCsr()));
        assertThat(as("requester").post("/api/eseals/" + old + "/revocation").status())
                .isEqualTo(202);
        assertThat(conflict("requester", old)).contains("revocation of this seal was asked for");
        completes("legal", old, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "reject", "comment", "no harm"));
        String successor = reissued("requester", old);

        assertThat(as("requester").post("/api/eseals/" + old + "/revocation").status())
                .as("a reissue under way hinders no revocation")
                .isEqualTo(202);
        completes("legal", old, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "approve", "comment", "lost"));
        reaches(old, "REVOKED");
        assertThat(detail(successor).get("state").asText()).isEqualTo("APPROVAL");
        assertThat(conflict("requester", old)).contains("ended already: REVOKED");
    }

    @Test
    void only_a_seal_in_service_with_its_own_key_is_reissued() {
        String waiting = requested(OrderBodies.withCsr(CSR));
        assertThat(conflict("requester", waiting)).contains("no seal in service yet");

        String onToken = approved(OrderBodies.onTokenToDublin());
        confirmsShipping("requester", onToken);
        reaches(onToken, "ORDERED");
        certCentral().setStatus(order(onToken).orderId(), "issued");
        completes(
                "requester",
                onToken,
                Elements.USER_CONFIRM_TOKEN_RECEIVED,
                TokenAnswers.received("the office manager"));
        completes(
                "requester",
                onToken,
                Elements.USER_INSTALL_CERTIFICATE,
                Map.of(
                        "installation",
                        SingleQuoted.object("{'trustAssistantInstalled': true, 'tokenInitialized': true,"
                                + " 'certificateInstalled': true, 'sealTested': true}")));
        reaches(onToken, "IN_SERVICE");
        assertThat(conflict("requester", onToken)).contains("on a token", "revocation with a replacement");
    }

    @Test
    void of_many_calls_at_once_one_starts_a_reissue() {
        String old = inService(OrderBodies.withCsr(newCsr()));
        List<ObjectNode> bodies =
                Stream.generate(() -> body(newCsr(), "")).limit(4).toList();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        bodies.forEach(body -> calls.add(CompletableFuture.supplyAsync(() -> as("requester")
                .postJson("/api/eseals/" + old + "/reissue", body)
                .status())));
        List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).containsOnlyOnce(202);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(3);
        assertThat(IntStream.range(0, events(old).size())
                        .filter(index -> events(old).get(index).equals("reissue_requested")))
                .hasSize(1);
    }

    private JsonNode legalApproval(String id) {
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        return tasks(id, Elements.USER_APPROVE_REQUEST).stream()
                .filter(task -> task.at("/candidateGroups/0").asText().equals("legal-approvers"))
                .findFirst()
                .orElseThrow();
    }

    private String reissued(String user, String id) {
        Answer answer = reissue(user, id, newCsr(), "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().get("id").asText();
    }

    private Answer reissue(String user, String id, String csr, String reason) {
        return as(user).postJson("/api/eseals/" + id + "/reissue", body(csr, reason));
    }

    private static ObjectNode body(String csr, String reason) {
        return SingleQuoted.object("{}").put("csr", csr).put("reason", reason);
    }

    private String conflict(String user, String id) {
        Answer answer = reissue(user, id, newCsr(), "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        return answer.json().get("detail").asText();
    }

    private List<String> rules(String user, String id, String csr) {
        Answer answer = reissue(user, id, csr, "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        return StreamSupport.stream(answer.json().get("findings").spliterator(), false)
                .map(finding -> finding.get("rule").asText())
                .toList();
    }

    private int requests() {
        return as("operator").get("/api/eseals?size=1").json().get("total").asInt();
    }

    private String shownKey(JsonNode task) {
        return as("operator")
                .get("/engine-rest/task/" + task.get("id").asText() + "/localVariables/key?deserializeValue=false")
                .json()
                .get("value")
                .asText();
    }

    private String last(String id, String event) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals(event))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .get("detail")
                .asText();
    }
}
