package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TokenAnswers;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.system.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Seals that are given up before they are in service, with the stand-in for CertCentral, for each database. */
abstract class WithdrawalScenarios extends Scenario {

    /** A token order that CertCentral has shipped and could still cancel. */
    private String shipped() {
        String id = approved(OrderBodies.onTokenToDublin());
        confirmsShipping("requester", id);
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "waiting_pickup");
        waitsIn(id, Elements.USER_CONFIRM_TOKEN_RECEIVED);
        return id;
    }

    private String issued() {
        String id = shipped();
        certCentral().setStatus(order(id).orderId(), "issued");
        return id;
    }

    private void isReceived(String id) {
        completes("operator", id, Elements.USER_CONFIRM_TOKEN_RECEIVED, TokenAnswers.received("Jane Roe"));
        waitsIn(id, Elements.USER_INSTALL_CERTIFICATE);
    }

    private Answer asksToRevoke(String user, String id, String wish) {
        return as(user).postJson("/api/eseals/" + id + "/revocation", SingleQuoted.object(wish));
    }

    @Test
    void a_token_that_never_came_is_reported_by_its_owner_and_its_order_canceled_when_somebody_else_approves() {
        String id = shipped();
        JsonNode receipt = waitsIn(id, Elements.USER_CONFIRM_TOKEN_RECEIVED);
        assertThat(complete("requester", receipt, Map.of("decision", "lost")).toString())
                .contains("400", "what happened");
        completes(
                "requester",
                id,
                Elements.USER_CONFIRM_TOKEN_RECEIVED,
                Map.of("decision", "lost", "comment", "it never came"));

        assertThat(tasks(id, Elements.USER_CONFIRM_TOKEN_RECEIVED)).hasSize(1);
        JsonNode question = waitsIn(id, Elements.USER_APPROVE_WITHDRAWAL);
        assertThat(asksToRevoke("operator", id, "{}").toString()).contains("409", "asked for already");
        assertThat(complete("requester", question, Map.of("decision", "approve"))
                        .status())
                .isIn(400, 403);
        assertThat(order(id).status()).isEqualTo("waiting_pickup");
        completes("legal", id, Elements.USER_APPROVE_WITHDRAWAL, Map.of("decision", "approve"));

        assertThat(reaches(id, "CANCELED").get("tasks")).isEmpty();
        assertThat(order(id).status()).isEqualTo("canceled");
    }

    @Test
    void a_token_that_is_lost_once_it_was_issued_is_revoked_and_replaced_by_one_request() {
        String id = issued();
        isReceived(id);
        assertThat(asksToRevoke("finance", id, "{}").status()).isEqualTo(403);
        assertThat(asksToRevoke("operator", id, "{'reason':'it drowned','replacement':true}")
                        .status())
                .isEqualTo(202);
        JsonNode question = waitsIn(id, Elements.USER_APPROVE_WITHDRAWAL);
        assertThat(complete("operator", question, Map.of("decision", "approve")).toString())
                .contains("400", "You asked for this revocation");
        completes("legal", id, Elements.USER_APPROVE_WITHDRAWAL, Map.of("decision", "approve"));

        JsonNode ended = reaches(id, "REVOKED");
        assertThat(order(id).status()).isEqualTo("revoked");
        assertThat(events(id)).contains("revocation_not_published").doesNotContain("seal_proven");
        assertThat(events(id).stream().filter("replaced_by"::equals)).hasSize(1);
        String successor = ended.at("/successor/id").asText();
        assertThat(ended.at("/successor/kind").asText()).isEqualTo("REPLACEMENT");
        assertThat(detail(successor).at("/predecessor/id").asText()).isEqualTo(id);
        assertThat(detail(successor).get("requester").asText()).isEqualTo("requester");
        waitsIn(successor, Elements.USER_APPROVE_REQUEST);
        assertThat(certCentral().ordersOf(successor)).isEmpty();
    }

    @Test
    void a_delivery_goes_on_when_its_revocation_is_rejected_and_can_be_asked_for_again() {
        String id = issued();
        assertThat(asksToRevoke("requester", id, "{'reason':'it never came'}").status())
                .isEqualTo(202);
        completes(
                "legal",
                id,
                Elements.USER_APPROVE_WITHDRAWAL,
                Map.of("decision", "reject", "comment", "the courier has found it"));
        isReceived(id);

        assertThat(asksToRevoke("requester", id, "{'reason':'the PIN is locked'}")
                        .status())
                .isEqualTo(202);
        assertThat(tasks(id, Elements.USER_APPROVE_WITHDRAWAL)).hasSize(1);
        assertThat(order(id).status()).isEqualTo("issued");
    }

    @Test
    void two_who_ask_at_once_open_one_question() {
        String id = issued();
        List<CompletableFuture<Answer>> asked = Stream.of("requester", "operator", "requester", "operator")
                .map(user -> CompletableFuture.supplyAsync(() -> asksToRevoke(user, id, "{}")))
                .toList();

        assertThat(asked.stream().map(answer -> answer.join().status())).containsExactlyInAnyOrder(202, 409, 409, 409);
        assertThat(tasks(id, Elements.USER_APPROVE_WITHDRAWAL)).hasSize(1);
        assertThat(events(id).stream().filter("revocation_requested"::equals)).hasSize(1);
        assertThat(as("requester").post("/api/eseals/" + id + "/cancellation").toString())
                .contains("409", "decided first");
        assertThat(tasks(id, Elements.USER_APPROVE_WITHDRAWAL)).hasSize(1);
    }

    @Test
    void a_token_that_was_not_issued_yet_is_canceled_by_its_owner() {
        String id = shipped();
        assertThat(as("requester").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(202);

        assertThat(reaches(id, "CANCELED").get("tasks")).isEmpty();
        assertThat(order(id).status()).isEqualTo("canceled");
    }

    @Test
    void a_token_that_was_issued_meanwhile_is_delivered_and_can_be_revoked() {
        String id = issued();
        assertThat(as("operator").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(202);
        eventually(id, () -> events(id).contains("cancellation"), "learns that it was issued");

        JsonNode seal = reaches(id, "DELIVERY");
        waitsIn(id, Elements.USER_CONFIRM_TOKEN_RECEIVED);
        assertThat(seal.get("timeline").toString()).contains("it cannot be canceled any more, only revoked");
        isReceived(id);
        assertThat(as("requester").post("/api/eseals/" + id + "/cancellation").toString())
                .contains("409", "Ask for its revocation instead");
        assertThat(asksToRevoke("requester", id, "{}").status()).isEqualTo(202);
    }
}
