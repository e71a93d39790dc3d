package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TokenAnswers;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer.PlacedOrder;
import io.eseal.system.Client.Answer;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Scenarios from the request to the seal in service and to its end, for each database. */
abstract class LifecycleScenarios extends Scenario {

    static final String RICH = "10000.00";

    @AfterEach
    void restore_the_account() {
        certCentral().setFunds(RICH);
        certCentral().setRequestApproval(false);
    }

    @Test
    void a_request_with_its_csr_becomes_a_seal_for_that_key() {
        KeyPair key = Keys.fresh();
        String id = inService(OrderBodies.withCsr(Keys.csr(key)));

        assertThat(leaf(id).getPublicKey()).isEqualTo(key.getPublic());
        JsonNode seal = detail(id);
        assertThat(seal.at("/order/id").asLong()).isEqualTo(order(id).orderId());
        assertThat(seal.at("/certificate/serialNumber").asText()).isNotBlank();
        assertThat(seal.get("tasks")).isEmpty();
        assertThat(events(id))
                .containsSubsequence(
                        "state", "approval", "approval", "ordered", "order_status", "certificate_registered");
    }

    @Test
    void a_csr_may_come_later_and_a_bad_one_comes_back_with_the_reason() {
        KeyPair key = Keys.fresh();
        String id = approved(OrderBodies.ownKey());
        waitsIn(id, Elements.USER_SUBMIT_CSR);

        Answer refused = as("requester")
                .send("PUT", "/api/eseals/" + id + "/csr", "no CSR", "Content-Type", "application/x-pem-file");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/findings/0/path").asText()).isEqualTo("$.csr");
        assertThat(tasks(id, Elements.USER_SUBMIT_CSR)).hasSize(1);

        // curl's own content type for a body, when nothing else is said.
        assertThat(as("requester")
                        .send(
                                "PUT",
                                "/api/eseals/" + id + "/csr",
                                Keys.csr(key),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(204);
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "issued");
        reaches(id, "IN_SERVICE");
        assertThat(leaf(id).getPublicKey()).isEqualTo(key.getPublic());
    }

    @Test
    void a_token_is_received_and_installed_before_its_seal_is_in_service() {
        String id = approved(OrderBodies.onTokenToDublin());
        confirmsShipping("requester", id);
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "waiting_pickup");

        JsonNode receipt = waitsIn(id, Elements.USER_CONFIRM_TOKEN_RECEIVED);
        assertThat(complete("requester", receipt, TokenAnswers.receivedWithoutPin())
                        .body())
                .contains("pinReceivedBy is required");
        assertThat(complete("requester", receipt, TokenAnswers.received("requester"))
                        .status())
                .isEqualTo(400);
        completes("requester", id, Elements.USER_CONFIRM_TOKEN_RECEIVED, TokenAnswers.received("the office manager"));
        certCentral().setStatus(order(id).orderId(), "issued");
        unfinishedInstallationIsRefused(
                waitsIn(id, Elements.USER_INSTALL_CERTIFICATE).get("id").asText());
        completes("requester", id, Elements.USER_INSTALL_CERTIFICATE, Map.of("installation", installation(true)));

        reaches(id, "IN_SERVICE");
        assertThat(details(id, "token_received"))
                .singleElement()
                .asString()
                .contains(TokenAnswers.SERIAL)
                .contains("the office manager");
    }

    /** The form asks for each tick; whoever completes the task otherwise is asked for it, too. */
    private void unfinishedInstallationIsRefused(String task) {
        Browser tasklist = Browser.signedIn(as("requester"));
        String untested = SingleQuoted.object("{}")
                .set(
                        "variables",
                        SingleQuoted.object("{}")
                                .set(
                                        "installation",
                                        SingleQuoted.object("{}")
                                                .put("type", "Json")
                                                .put(
                                                        "value",
                                                        installation(false).toString())))
                .toString();
        for (String given : new String[] {"{\"variables\": {}}", untested}) {
            for (String way : new String[] {"/complete", "/submit-form"}) {
                for (Answer answer : List.of(
                        as("requester").postJson("/engine-rest/task/" + task + way, SingleQuoted.object(given)),
                        as("requester")
                                .postJson("/engine-rest/engine/default/task/" + task + way, SingleQuoted.object(given)),
                        tasklist.json("POST", "/camunda/api/engine/engine/default/task/" + task + way, given))) {
                    assertThat(answer.status()).as(way + answer).isEqualTo(400);
                    assertThat(answer.body())
                            .contains(
                                    given.equals(untested)
                                            ? "The field installation.sealTested is required to be true: a trial seal was made"
                                            : "The field installation.trustAssistantInstalled is required to be true");
                }
            }
        }
        assertThat(as("requester")
                        .postJson(
                                "/engine-rest/task/" + task + "/delegate",
                                SingleQuoted.object("{'userId': 'operator'}"))
                        .status())
                .isEqualTo(204);
        assertThat(as("operator")
                        .postJson("/engine-rest/task/" + task + "/resolve", SingleQuoted.object(untested))
                        .toString())
                .contains("400", "A decision is taken by whoever completes the task");
        assertThat(as("operator")
                        .postJson("/engine-rest/task/" + task + "/resolve", SingleQuoted.object("{}"))
                        .status())
                .isEqualTo(204);
        assertThat(as("requester")
                        .postJson("/engine-rest/task/" + task + "/complete", SingleQuoted.object("{}"))
                        .body())
                .as("what was handed back by somebody else is checked when it is completed")
                .contains("The field installation.trustAssistantInstalled is required to be true");
    }

    private static ObjectNode installation(boolean tested) {
        return SingleQuoted.object("{}")
                .put("trustAssistantInstalled", true)
                .put("tokenInitialized", true)
                .put("certificateInstalled", true)
                .put("sealTested", tested);
    }

    @Test
    void a_request_sent_back_is_corrected_and_put_to_all_its_approvers_again() {
        String id = requested(OrderBodies.withCsr(CSR));
        JsonNode legal = approvalOf(id, "legal-approvers");
        assertThat(complete("legal", legal, Map.of("decision", "rework")).body())
                .contains("(comment) is required");
        assertThat(complete("legal", legal, Map.of("decision", "rework", "comment", "two years, please"))
                        .status())
                .isEqualTo(204);

        JsonNode correction = waitsIn(id, Elements.USER_CORRECT_REQUEST);
        assertThat(detail(id).get("state").asText()).isEqualTo("CORRECTION");
        assertThat(findings(correction)).singleElement().asString().contains("two years, please");
        ObjectNode corrected = OrderBodies.withCsr(CSR);
        corrected.putObject("order_validity").put("years", 2);
        completes("requester", id, Elements.USER_CORRECT_REQUEST, Map.of("request", corrected));

        approve(id);
        reaches(id, "ORDERED");
        assertThat(details(id, "approval")).hasSize(4);
        assertThat(detail(id).at("/request/order_validity/years").asInt()).isEqualTo(2);
    }

    @Test
    void one_rejection_ends_the_request_and_nothing_is_ordered() {
        String id = requested(OrderBodies.withCsr(CSR));
        JsonNode security = approvalOf(id, "security-approvers");
        assertThat(complete("security", security, Map.of("decision", "reject", "comment", "no such project"))
                        .status())
                .isEqualTo(204);

        assertThat(reaches(id, "REJECTED").get("tasks")).isEmpty();
        assertThat(certCentral().ordersOf(id)).isEmpty();
    }

    @Test
    void approvers_decide_for_their_own_group_alone() {
        String id = requested(OrderBodies.withCsr(CSR));
        JsonNode legal = approvalOf(id, "legal-approvers");
        for (String user : List.of("requester", "finance", "security", "operator", "auditor", "admin")) {
            assertThat(complete(user, legal, Map.of("decision", "approve")).status())
                    .as(user)
                    .isIn(400, 403);
        }
        Answer unknown = complete("legal", legal, Map.of("decision", "perhaps"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("message").asText())
                .isEqualTo("The field decision must be one of: approve, reject, rework.");
        assertThat(tasks(id, Elements.USER_APPROVE_REQUEST)).hasSize(2);
        assertThat(details(id, "approval")).isEmpty();
    }

    @Test
    void a_card_pays_and_leaves_no_trace() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("io.eseal");
        log.start();
        root.addAppender(log);
        own.setLevel(Level.DEBUG);
        try {
            String id = approved(OrderBodies.withCsr(newCsr()).put("payment_method", "card"));
            JsonNode task = waitsIn(id, Elements.USER_PAY_BY_CARD);
            assertThat(complete("finance", task, Map.of()).body()).contains("Nothing was paid yet");

            Answer incomplete = pay(id, SingleQuoted.object("{'credit_card': {'number': '4111111111111112'}}"));
            assertThat(incomplete.status()).as(incomplete.toString()).isEqualTo(422);
            assertThat(paths(incomplete))
                    .contains(
                            "$.credit_card.number",
                            "$.credit_card.cvv",
                            "$.credit_card.expiration_month",
                            "$.credit_card.cardholder_name",
                            "$.billing_address");
            assertThat(pay(id, OrderBodies.cardPayment(OrderBodies.DECLINED_CARD))
                            .status())
                    .isEqualTo(402);
            assertThat(tasks(id, Elements.USER_PAY_BY_CARD)).hasSize(1);
            Answer paid = pay(id, OrderBodies.cardPayment(OrderBodies.CARD));
            assertThat(paid.status()).as(paid.toString()).isEqualTo(204);
            assertThat(paid.body()).isEmpty();

            reaches(id, "ORDERED");
            assertThat(order(id).paymentMethod()).isEqualTo("card");
            assertThat(pay(id, OrderBodies.cardPayment(OrderBodies.CARD)).status())
                    .isEqualTo(409);
            List<String> secrets =
                    List.of(OrderBodies.CARD, "4111111111111112", OrderBodies.DECLINED_CARD, "Cardholder Confidential");
            String seen = detail(id)
                    + as("auditor").get("/api/eseals/" + id + "/evidence").body();
            String logged = String.join(
                    "\n",
                    new ArrayList<>(log.list)
                            .stream().map(LifecycleScenarios::text).toList());
            for (String secret : secrets) {
                assertThat(seen).doesNotContain(secret);
                assertThat(logged).doesNotContain(secret);
                assertThat(application().tables().columnsWith(secret)).isEmpty();
            }
            // The search does find what is there.
            assertThat(application().tables().columnsWith(id)).isNotEmpty();
        } finally {
            root.detachAppender(log);
            own.setLevel(null);
        }
    }

    @Test
    void a_card_payment_that_CertCentral_never_took_may_be_made_again() {
        String id = approved(OrderBodies.withCsr(newCsr()).put("payment_method", "card"));
        waitsIn(id, Elements.USER_PAY_BY_CARD);
        certCentral().next("place_order", "not_authorized");
        Answer failed = pay(id, OrderBodies.cardPayment(OrderBodies.CARD));
        assertThat(failed.status()).as(failed.toString()).isEqualTo(503);
        assertThat(failed.contentType()).isEqualTo("application/problem+json");
        assertThat(certCentral().ordersOf(id)).isEmpty();

        assertThat(pay(id, OrderBodies.cardPayment(OrderBodies.CARD)).status()).isEqualTo(204);
        reaches(id, "ORDERED");
        order(id);
    }

    @Test
    void a_card_payment_whose_answer_was_lost_is_found_and_never_made_twice() {
        String id = approved(OrderBodies.withCsr(newCsr()).put("payment_method", "card"));
        waitsIn(id, Elements.USER_PAY_BY_CARD);
        certCentral().next("place_order", "lost_answer");
        assertThat(pay(id, OrderBodies.cardPayment(OrderBodies.CARD)).status()).isEqualTo(504);
        assertThat(pay(id, OrderBodies.cardPayment(OrderBodies.CARD)).status()).isEqualTo(409);
        assertThat(reaches(id, "ORDERED").at("/order/id").asLong())
                .isEqualTo(order(id).orderId());
    }

    @Test
    void a_balance_too_low_waits_for_finance_to_top_up() {
        certCentral().setFunds("10.00");
        String id = approved(OrderBodies.withCsr(newCsr()));
        assertThat(findings(waitsIn(id, Elements.USER_RESOLVE_PAYMENT)))
                .singleElement()
                .asString()
                .contains("10.00");
        assertThat(detail(id).get("state").asText()).isEqualTo("PAYMENT");
        assertThat(certCentral().ordersOf(id)).isEmpty();

        certCentral().setFunds(RICH);
        completes("finance", id, Elements.USER_RESOLVE_PAYMENT, Map.of("decision", "retry"));
        reaches(id, "ORDERED");
        assertThat(order(id).paymentMethod()).isEqualTo("balance");
    }

    @Test
    void another_payment_method_is_approved_again() {
        certCentral().next("place_order", "payment_refused");
        String id = approved(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_RESOLVE_PAYMENT);
        completes(
                "finance",
                id,
                Elements.USER_RESOLVE_PAYMENT,
                Map.of("decision", "change", "request", OrderBodies.withCsr(CSR).put("payment_method", "profile")));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertThat(tasks(id, Elements.USER_APPROVE_REQUEST)).hasSize(3);
        assertThat(certCentral().ordersOf(id)).isEmpty();
        JsonNode finance = tasks(id, Elements.USER_APPROVE_REQUEST).stream()
                .filter(task -> task.at("/candidateGroups/0").asText().equals("finance"))
                .findFirst()
                .orElseThrow();
        assertThat(complete("finance", finance, Map.of("decision", "approve")).toString())
                .contains("400", "You changed this request");
        application().addUser("fiona", "finance");
        assertThat(complete("fiona", finance, Map.of("decision", "approve")).status())
                .isEqualTo(204);
        approve(id);
        reaches(id, "ORDERED");
        assertThat(order(id).paymentMethod()).isEqualTo("profile");
    }

    @Test
    void what_CertCentral_refuses_comes_back_in_its_own_words() {
        certCentral()
                .refuseNext(
                        "place_order", 400, "invalid_profile", "The profile option is not enabled for this account.");
        String id = approved(OrderBodies.withCsr(CSR));
        assertThat(findings(waitsIn(id, Elements.USER_CORRECT_REQUEST)))
                .singleElement()
                .asString()
                .contains("refused_by_certcentral")
                .contains("The profile option is not enabled for this account.");

        completes("requester", id, Elements.USER_CORRECT_REQUEST, Map.of("request", OrderBodies.withCsr(CSR)));
        reaches(id, "ORDERED");
        order(id);
    }

    @Test
    void an_order_whose_answer_was_lost_is_found_and_never_placed_twice() {
        int before = certCentral().calls("place_order");
        certCentral().next("place_order", "lost_answer");
        String id = approved(OrderBodies.withCsr(newCsr()));

        assertThat(reaches(id, "ORDERED").at("/order/id").asLong())
                .isEqualTo(order(id).orderId());
        assertThat(certCentral().calls("place_order") - before).isEqualTo(1);
        assertThat(details(id, "order_outcome_unknown")).hasSize(1);
        assertThat(details(id, "ordered")).singleElement().asString().endsWith("adopted");
    }

    @Test
    void an_order_that_cannot_be_found_is_a_persons_decision() {
        certCentral().unavailableNext("place_order", 503, 1, false);
        String id = approved(OrderBodies.withCsr(newCsr()));
        JsonNode doubt = waitsIn(id, Elements.USER_RESOLVE_ORDER_IN_DOUBT);
        assertThat(findings(doubt)).singleElement().asString().contains("after 3 look-ups");
        assertThat(certCentral().ordersOf(id)).isEmpty();

        assertThat(complete("operator", doubt, Map.of("decision", "adopt")).body())
                .contains("orderId is required");
        completes("operator", id, Elements.USER_RESOLVE_ORDER_IN_DOUBT, Map.of("decision", "reorder"));
        reaches(id, "ORDERED");
        order(id);
    }

    @Test
    void a_request_canceled_before_the_order_orders_nothing() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertThat(as("requester").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(202);

        assertThat(reaches(id, "CANCELED").get("tasks")).isEmpty();
        assertThat(certCentral().ordersOf(id)).isEmpty();
        assertThat(as("requester").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(409);
    }

    @Test
    void a_request_canceled_after_the_order_cancels_it_at_CertCentral() {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        assertThat(as("operator").post("/api/eseals/" + id + "/cancellation").status())
                .isEqualTo(202);
        reaches(id, "CANCELED");
        assertThat(order(id).status()).isEqualTo("canceled");
    }

    @Test
    void an_issued_seal_is_revoked_by_somebody_else_rather_than_canceled() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        Answer late = as("requester").post("/api/eseals/" + id + "/cancellation");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("detail").asText()).contains("revocation");

        assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(202);
        JsonNode task = waitsIn(id, Elements.USER_APPROVE_REVOCATION);
        assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(409);
        assertThat(complete("requester", task, Map.of("decision", "approve")).status())
                .isIn(400, 403);
        assertThat(order(id).status()).isEqualTo("issued");
        completes("legal", id, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "approve", "comment", "key lost"));

        reaches(id, "REVOKED");
        assertThat(order(id).status()).isEqualTo("revoked");
        assertThat(as("requester").get("/api/eseals/" + id + "/certificate").status())
                .isEqualTo(200);
        assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(409);
    }

    @Test
    void a_seal_is_revoked_when_whoever_checks_it_can_see_that() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        try {
            certCentral().setPki("ocsp", "all_good");
            certCentral().setPki("crl", "all_good");
            assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                    .isEqualTo(202);
            completes("legal", id, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "approve"));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    detail(id).at("/revocation/acceptedAt").asText())
                            .isNotEmpty());
            assertThat(order(id).status()).isEqualTo("revoked");
            certCentral().setPki("ocsp", "up");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    detail(id).at("/revocation/visibleInOcspAt").asText())
                            .isNotEmpty());
            assertThat(detail(id).get("state").asText()).isEqualTo("IN_SERVICE");
        } finally {
            certCentral().setPki("ocsp", "up");
            certCentral().setPki("crl", "up");
        }

        JsonNode revocation = reaches(id, "REVOKED").get("revocation");
        assertThat(Stream.of("requestedAt", "sentAt", "acceptedAt", "visibleInOcspAt", "visibleInCrlAt")
                        .map(time -> Instant.parse(revocation.get(time).asText())))
                .isSorted();
        assertThat(revocation.has("notPublished")).isFalse();
    }

    @Test
    void a_revocation_whose_answer_was_lost_is_asked_for_once_and_approved() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        int before = certCentral().calls("revoke_order");
        certCentral().next("revoke_order", "lost_answer");
        assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(202);
        completes("legal", id, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "approve", "comment", "key lost"));

        reaches(id, "REVOKED");
        assertThat(order(id).status()).isEqualTo("revoked");
        assertThat(certCentral().calls("revoke_order") - before).isEqualTo(1);
    }

    @Test
    void an_administrator_who_moves_a_seal_to_its_revocation_revokes_nothing() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        int before = certCentral().calls("revoke_order");
        moved(id, "startBeforeActivity", "sub_revocation");

        fails(id);
        assertThat(certCentral().calls("revoke_order")).isEqualTo(before);
        assertThat(order(id).status()).isEqualTo("issued");
        assertThat(detail(id).get("state").asText()).isEqualTo("IN_SERVICE");
        moved(id, "cancel", "sub_revocation");
    }

    @Test
    void an_administrator_alone_revokes_no_seal_by_refusing_its_certificate_or_approving_what_was_rejected() {
        String id = inService(OrderBodies.withCsr(Keys.csr(Keys.fresh())));
        int before = certCentral().calls("revoke_order");
        moved(id, "startBeforeActivity", Elements.USER_ASSESS_CERTIFICATE);
        JsonNode assessment = waitsIn(id, Elements.USER_ASSESS_CERTIFICATE);
        Map<String, Object> refusal = Map.of("decision", "revoke", "comment", "because");
        assertThat(complete("admin", assessment, refusal).toString())
                .contains("400", "Only members of operators can complete this task.");
        assertThat(complete("operator", assessment, refusal).toString()).contains("400", "Somebody else must decide");
        moved(id, "cancel", Elements.USER_ASSESS_CERTIFICATE);
        assertThat(order(id).status()).isEqualTo("issued");

        id = inService(OrderBodies.withCsr(Keys.csr(Keys.fresh())));
        assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(202);
        completes("legal", id, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "reject", "comment", "keep it"));
        moved(id, "startBeforeActivity", Elements.USER_APPROVE_REVOCATION);
        JsonNode approval = waitsIn(id, Elements.USER_APPROVE_REVOCATION);
        assertThat(complete("admin", approval, Map.of("decision", "approve")).toString())
                .contains("400", "Only members of legal-approvers, operators can complete this task.");
        assertThat(complete("operator", approval, Map.of("decision", "approve")).toString())
                .contains("400", "Nobody asks for this revocation");

        assertThat(certCentral().calls("revoke_order")).isEqualTo(before);
        assertThat(order(id).status()).isEqualTo("issued");
        assertThat(detail(id).get("state").asText()).isEqualTo("IN_SERVICE");
    }

    private String instanceOf(String id) {
        return as("operator")
                .get("/engine-rest/process-instance?businessKey=" + id)
                .json()
                .at("/0/id")
                .asText();
    }

    private void fails(String id) {
        eventually(
                id,
                () -> as("operator")
                        .get("/api/retries")
                        .json()
                        .get("steps")
                        .findValuesAsText("eseal")
                        .contains(id),
                "fails");
    }

    private void moved(String id, String type, String activity) {
        Answer answer = as("admin")
                .postJson("/engine-rest/process-instance/" + instanceOf(id) + "/modification", """
                {"instructions": [{"type": "%s", "activityId": "%s"}]}""".formatted(
                                type, activity));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    @Test
    void a_suspended_request_says_so_and_goes_on_once_it_is_activated() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        suspended(id, true);
        Answer refused = as("requester").post("/api/eseals/" + id + "/revocation");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText()).contains("suspended");
        assertThat(detail(id).get("timeline").toString())
                .contains("suspended by hand")
                .doesNotContain("revocation_requested");

        suspended(id, false);
        assertThat(as("requester").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(202);
        assertThat(detail(id).get("timeline").toString()).contains("activated by hand");

        String waiting = approved(OrderBodies.ownKey());
        waitsIn(waiting, Elements.USER_SUBMIT_CSR);
        suspended(waiting, true);
        for (Answer answer : List.of(
                as("requester").post("/api/eseals/" + waiting + "/cancellation"),
                as("requester")
                        .send(
                                "PUT",
                                "/api/eseals/" + waiting + "/csr",
                                CSR,
                                "Content-Type",
                                "application/x-pem-file"))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.body()).contains("suspended");
        }
    }

    private void suspended(String id, boolean suspended) {
        assertThat(as("operator")
                        .send(
                                "PUT",
                                "/engine-rest/process-instance/" + instanceOf(id) + "/suspended",
                                "{\"suspended\": " + suspended + "}",
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void an_operators_revocation_is_not_approved_by_the_same_operator() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        assertThat(as("operator").post("/api/eseals/" + id + "/revocation").status())
                .isEqualTo(202);
        JsonNode task = waitsIn(id, Elements.USER_APPROVE_REVOCATION);
        assertThat(complete("operator", task, Map.of("decision", "approve")).body())
                .contains("somebody else must decide");
        completes(
                "legal",
                id,
                Elements.USER_APPROVE_REVOCATION,
                Map.of("decision", "reject", "comment", "a false alarm"));
        eventually(id, () -> tasks(id, Elements.USER_APPROVE_REVOCATION).isEmpty(), "goes on in service");
        assertThat(detail(id).get("state").asText()).isEqualTo("IN_SERVICE");
        assertThat(order(id).status()).isEqualTo("issued");
    }

    @Test
    void an_order_that_needs_a_csr_gets_the_new_key() {
        KeyPair key = Keys.fresh();
        String id = approved(OrderBodies.ownKey());
        waitsIn(id, Elements.USER_SUBMIT_CSR);
        supplyCsr(id, Keys.fresh());
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "needs_csr");
        waitsIn(id, Elements.USER_UPDATE_CSR);
        supplyCsr(id, key);
        eventually(id, () -> order(id).status().equals("pending"), "has its CSR at CertCentral");

        certCentral().setStatus(order(id).orderId(), "issued");
        reaches(id, "IN_SERVICE");
        assertThat(leaf(id).getPublicKey()).isEqualTo(key.getPublic());
    }

    @Test
    void an_unknown_status_is_assessed_by_a_person_and_never_a_failure() {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        certCentral().setStatus(order(id).orderId(), "on_legal_hold");
        JsonNode task = waitsIn(id, Elements.USER_ASSESS_STATUS);
        assertThat(detail(id).at("/order/status").asText()).isEqualTo("on_legal_hold");
        assertThat(complete("operator", task, Map.of("decision", "approve")).body())
                .contains("wait, issued, failed");
        completes("operator", id, Elements.USER_ASSESS_STATUS, Map.of("decision", "wait"));

        certCentral().setStatus(order(id).orderId(), "issued");
        reaches(id, "IN_SERVICE");
    }

    @Test
    void an_order_that_waits_for_its_approval_in_CertCentral_is_put_to_operators() {
        certCentral().setRequestApproval(true);
        String id = ordered(OrderBodies.withCsr(newCsr()));
        JsonNode task = waitsIn(id, Elements.USER_APPROVE_IN_CERTCENTRAL);
        certCentral().setStatus(order(id).orderId(), "pending");
        // The sweep may see the change first, and takes the task away.
        assertThat(complete("operator", task, Map.of()).status()).isIn(204, 404);
        certCentral().setStatus(order(id).orderId(), "issued");
        reaches(id, "IN_SERVICE");
    }

    @ParameterizedTest
    @CsvSource({"rejected,REJECTED", "canceled,CANCELED"})
    void an_order_that_ends_at_CertCentral_ends_the_request(String status, String state) {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        certCentral().setStatus(order(id).orderId(), status);
        assertThat(reaches(id, state).get("tasks")).isEmpty();
    }

    @Test
    void a_certificate_for_another_key_is_quarantined_and_revoked() {
        certCentral().next("place_order", "wrong_key");
        String id = ordered(OrderBodies.withCsr(newCsr()));
        certCentral().setStatus(order(id).orderId(), "issued");
        waitsIn(id, Elements.USER_ASSESS_CERTIFICATE);
        assertThat(as("requester").get("/api/eseals/" + id).json().at("/report/broken"))
                .singleElement()
                .extracting(Object::toString)
                .asString()
                .contains("key_of_csr", "another key");
        assertThat(as("requester").get("/api/eseals/" + id + "/certificate").status())
                .isEqualTo(404);
        completes(
                "operator",
                id,
                Elements.USER_ASSESS_CERTIFICATE,
                Map.of("decision", "revoke", "comment", "not our key"));
        reaches(id, "REVOKED");
        assertThat(order(id).status()).isEqualTo("revoked");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown_ca, trust_path, CA",
        "foreign_legislation, qc_legislation, law of CH",
        "another_order, certificate_elsewhere, each request should have its own"
    })
    void a_certificate_that_breaks_a_hard_rule_is_accepted_by_nobody_and_is_fetched_again(
            String flaw, String rule, String words) {
        if (flaw.equals("another_order")) {
            inService(OrderBodies.withCsr(newCsr()));
        }
        String id = ordered(OrderBodies.withCsr(newCsr()));
        certCentral().spoil(order(id).orderId(), flaw.equals("another_order") ? "certificate_of_another_order" : flaw);
        certCentral().setStatus(order(id).orderId(), "issued");
        JsonNode task = waitsIn(id, Elements.USER_ASSESS_CERTIFICATE);

        JsonNode report = detail(id).get("report");
        assertThat(report.get("conclusion").asText()).isEqualTo("REFUSED");
        assertThat(brokenRule(report, rule)).contains("HARD").contains(words);
        assertThat(report.at("/trust/lists/0/sequenceNumber").asLong()).isPositive();
        Answer accepted = complete("operator", task, Map.of("decision", "accept", "comment", "it looks like ours"));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(400);
        assertThat(accepted.body()).contains(rule);
        Answer moved = as("admin")
                .postJson(
                        "/engine-rest/process-instance/"
                                + task(task).get("processInstanceId").asText() + "/modification",
                        SingleQuoted.object(
                                "{'instructions': [{'type': 'startBeforeActivity', 'activityId': 'service_register_certificate'}]}"));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(400);
        assertThat(moved.body()).contains(rule);

        certCentral().spoil(order(id).orderId(), "none");
        completes(
                "operator", id, Elements.USER_ASSESS_CERTIFICATE, Map.of("decision", "refetch", "comment", "reissued"));
        reaches(id, "IN_SERVICE");
        assertThat(details(id, "certificate_inspected")).hasSize(2);
        assertThat(detail(id).at("/report/conclusion").asText()).isEqualTo("ACCEPTED");
        assertThat(detail(id).at("/certificate/serialNumber").asText()).isEqualTo(hex(leaf(id).getSerialNumber()));
    }

    @Test
    void a_certificate_of_another_organisation_goes_into_service_when_somebody_accepts_it_with_a_reason() {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        certCentral().spoil(order(id).orderId(), "foreign_organization");
        certCentral().setStatus(order(id).orderId(), "issued");
        JsonNode task = waitsIn(id, Elements.USER_ASSESS_CERTIFICATE);

        JsonNode report = detail(id).get("report");
        assertThat(report.get("conclusion").asText()).isEqualTo("TO_BE_DECIDED");
        assertThat(brokenRule(report, "organization_name")).contains("Somebody Else GmbH");
        assertThat(report.get("comparison").toString()).contains("\"came\":\"Somebody Else GmbH\"");
        assertThat(as("requester").get("/api/eseals/" + id + "/certificate").status())
                .isEqualTo(404);
        assertThat(as("requester")
                        .get("/api/eseals/" + id + "/certificate/delivered")
                        .status())
                .isEqualTo(403);
        assertThat(as("operator")
                        .get("/api/eseals/" + id + "/certificate/delivered")
                        .body())
                .contains("BEGIN CERTIFICATE");
        for (String nothing : List.of("", "\u00a0")) {
            assertThat(complete("operator", task, Map.of("decision", "accept", "comment", nothing))
                            .status())
                    .isEqualTo(400);
        }

        completes(
                "operator",
                id,
                Elements.USER_ASSESS_CERTIFICATE,
                Map.of("decision", "accept", "comment", "our new name"));
        reaches(id, "IN_SERVICE");
        assertThat(detail(id).at("/report/acceptedBy").asText()).isEqualTo("operator");
        assertThat(details(id, "findings_accepted")).singleElement().asString().contains("organization_name");
    }

    private static String brokenRule(JsonNode report, String rule) {
        return StreamSupport.stream(report.get("broken").spliterator(), false)
                .filter(broken -> broken.get("rule").asText().equals(rule))
                .findFirst()
                .map(JsonNode::toString)
                .orElse("");
    }

    private JsonNode task(JsonNode open) {
        return as("operator")
                .get("/engine-rest/task/" + open.get("id").asText())
                .json();
    }

    private static String hex(BigInteger number) {
        String digits = number.toString(16);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }

    @Test
    void a_seal_near_its_end_is_renewed_by_a_request_of_its_own() {
        ObjectNode month = OrderBodies.withCsr(newCsr());
        month.putObject("order_validity").put("days", 30);
        String id = inService(month);
        completes("requester", id, Elements.USER_DECIDE_RENEWAL, Map.of("decision", "renew"));

        eventually(id, () -> !details(id, "renewal_started").isEmpty(), "starts its renewal");
        String successor = details(id, "renewal_started").get(0);
        assertThat(detail(id).get("state").asText()).isEqualTo("IN_SERVICE");
        assertThat(detail(successor).get("requester").asText()).isEqualTo("requester");
        approve(successor);
        waitsIn(successor, Elements.USER_SUBMIT_CSR);
        supplyCsr(successor, KEY);
        reaches(successor, "ORDERED");
        PlacedOrder renewal = order(successor);
        assertThat(renewal.renewalOf()).isEqualTo(order(id).orderId());
    }

    @Test
    void a_renewal_starts_once_however_often_it_is_asked_for_and_again_after_it_failed() throws Exception {
        ObjectNode month = OrderBodies.withCsr(newCsr());
        month.putObject("order_validity").put("days", 30);
        String id = inService(month);
        JsonNode decision = waitsIn(id, Elements.USER_DECIDE_RENEWAL);
        assertThat(shown(decision, "renewal"))
                .contains("renews order " + order(id).orderId(), "its CSR is asked for after the approval");

        List<Answer> answers = Stream.of("requester", "operator")
                .map(user -> CompletableFuture.supplyAsync(() -> renew(user, id)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        String first = started(answers);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.json().get("detail").asText())
                        .startsWith("The renewal is under way already: " + first));
        assertThat(tasks(id, Elements.USER_DECIDE_RENEWAL)).isEmpty();
        assertThat(detail(id).at("/successor/id").asText()).isEqualTo(first);
        assertThat(detail(first).at("/predecessor/id").asText()).isEqualTo(id);
        assertThat(detail(first).get("requester").asText()).isEqualTo("requester");
        assertThat(details(id, "renewal_started")).containsExactly(first);

        assertThat(shown(waitsIn(first, Elements.USER_APPROVE_REQUEST), "follows"))
                .contains("renewal of " + id + ", order " + order(id).orderId() + ", ends on 20");
        completes(
                "legal",
                first,
                Elements.USER_APPROVE_REQUEST,
                Map.of("decision", "reject", "comment", "not this year"));
        reaches(first, "REJECTED");
        assertThat(detail(id).has("successor")).isFalse();
        assertThat(started(List.of(renew("operator", id)))).isNotEqualTo(first);
    }

    @Test
    void a_renewal_that_CertCentral_does_not_take_is_ordered_anew_only_when_people_say_so() {
        ObjectNode month = OrderBodies.withCsr(newCsr());
        month.putObject("order_validity").put("days", 30);
        String id = inService(month);
        String first = started(List.of(renew("requester", id)));
        approve(first);
        supplyCsr(first, Keys.fresh());
        reaches(first, "ORDERED");
        as("requester").post("/api/eseals/" + first + "/cancellation");
        reaches(first, "CANCELED");

        String second = started(List.of(renew("requester", id)));
        approve(second);
        waitsIn(second, Elements.USER_SUBMIT_CSR);
        supplyCsr(second, Keys.fresh());
        JsonNode correction = waitsIn(second, Elements.USER_CORRECT_REQUEST);
        assertThat(findings(correction))
                .singleElement()
                .asString()
                .contains("order_renewed_already", "leave renewal_of_order_id empty");
        assertThat(certCentral().ordersOf(second)).isEmpty();

        ObjectNode anew = (ObjectNode) detail(second).get("request");
        anew.remove("renewal_of_order_id");
        completes("requester", second, Elements.USER_CORRECT_REQUEST, Map.of("request", anew));
        approve(second);
        reaches(second, "ORDERED");
        assertThat(order(second).renewalOf()).isNull();
        assertThat(detail(id).at("/successor/id").asText()).isEqualTo(second);
    }

    @Test
    void a_renewal_of_an_order_that_cannot_be_renewed_is_refused_by_name_with_all_else_that_is_wrong() {
        String id = inService(OrderBodies.withCsr(newCsr()));

        Answer early = as("requester")
                .postJson(
                        "/api/eseals",
                        OrderBodies.withCsr(newCsr())
                                .put("renewal_of_order_id", order(id).orderId())
                                .put("payment_method", "beads"));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.json().get("findings").findValuesAsText("rule"))
                .containsExactlyInAnyOrder("allowed_values", "renewal_too_early");
        assertThat(renew("requester", id).json().get("detail").asText()).startsWith("It is too early for a renewal");
        assertThat(renew("legal", id).status()).isEqualTo(403);
        assertThat(tasks(id, Elements.USER_DECIDE_RENEWAL)).isEmpty();
    }

    private String shown(JsonNode task, String variable) {
        return as("operator")
                .get("/engine-rest/task/" + task.get("id").asText() + "/variables/" + variable
                        + "?deserializeValue=false")
                .body();
    }

    private Answer renew(String user, String id) {
        return as(user).post("/api/eseals/" + id + "/renewal");
    }

    /** Returns the request that one of the answers says was started. */
    private static String started(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.headers().firstValue("Location").orElseThrow())
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answers.toString()));
    }

    private void supplyCsr(String id, KeyPair key) {
        Answer answer = as("requester")
                .send("PUT", "/api/eseals/" + id + "/csr", Keys.csr(key), "Content-Type", "application/x-pem-file");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private Answer pay(String id, ObjectNode payment) {
        return as("finance").postJson("/api/eseals/" + id + "/card-payment", payment);
    }

    private JsonNode approvalOf(String id, String group) {
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        return tasks(id, Elements.USER_APPROVE_REQUEST).stream()
                .filter(task -> task.at("/candidateGroups/0").asText().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private List<String> details(String id, String event) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals(event))
                .map(entry -> entry.get("detail").asText())
                .toList();
    }

    private X509Certificate leaf(String id) {
        Answer chain = as("requester").get("/api/eseals/" + id + "/certificate");
        assertThat(chain.contentType()).startsWith("application/pem-certificate-chain");
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain.body().getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .filter(certificate -> certificate.getBasicConstraints() < 0)
                    .findFirst()
                    .orElseThrow();
        } catch (CertificateException e) {
            throw new AssertionError(chain.toString(), e);
        }
    }

    private static List<String> paths(Answer problem) {
        assertThat(problem.contentType()).isEqualTo("application/problem+json");
        return StreamSupport.stream(problem.json().get("findings").spliterator(), false)
                .map(finding -> finding.get("path").asText())
                .toList();
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
