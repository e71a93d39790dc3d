package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import io.eseal.system.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ledger is compared with what really is at CertCentral, whatever the database. */
abstract class LedgerCheckScenarios extends Scenario {

    private static final String TASKS = "/engine-rest/task?name=Clear%20up%20ledger%20differences";

    private final List<Long> foreignOrders = new ArrayList<>();

    @AfterEach
    void clear_up() {
        foreignOrders.forEach(order -> certCentral().setStatus(order, "canceled"));
        openTask()
                .ifPresent(task -> as("operator")
                        .postJson("/engine-rest/task/" + task.get("id").asText() + "/complete", "{}"));
    }

    @Test
    void what_the_service_itself_ordered_does_not_differ() {
        String ordered = ordered(OrderBodies.withCsr(newCsr()));
        String inService = inService(OrderBodies.withCsr(newCsr()));
        String canceled = ordered(OrderBodies.withCsr(newCsr()));
        as("operator").post("/api/eseals/" + canceled + "/cancellation");
        reaches(canceled, "CANCELED");

        JsonNode report = check();

        assertThat(report.get("outcome").asText()).isEqualTo("COMPLETE");
        assertThat(report.get("requestsCompared").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(report.get("ordersListed").asInt()).isGreaterThanOrEqualTo(3);
        for (String id : List.of(ordered, inService, canceled)) {
            assertThat(differences(report, id)).isEmpty();
        }
    }

    @Test
    void a_second_order_is_reported_and_shown_until_it_is_cleared_up() {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        // A request that changes during a check is left to the next one.
        eventually(id, () -> detail(id).at("/order/status").asText().equals("pending"), "has its status read");
        long first = order(id).orderId();
        long second = orderBehindTheBack(id);

        Answer answer = as("operator").post("/api/ledger-checks");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonNode report = answer.json();
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/api/ledger-checks/" + report.get("id").asLong());
        assertThat(as("auditor").get(location).json()).isEqualTo(report);
        assertThat(report.get("startedBy").asText()).isEqualTo("operator");
        assertThat(differences(report, id))
                .containsExactlyInAnyOrder(
                        "UNKNOWN_ORDER " + second + ": CertCentral order " + second
                                + " (pending) carries the reference of " + id + " (ORDERED), but the ledger holds "
                                + first + " for it.",
                        "SEVERAL_ORDERS : CertCentral holds 2 living orders for " + id + ": " + first + " and " + second
                                + ".");

        JsonNode latest = as("auditor").get("/api/ledger-checks").json().get(0);
        assertThat(latest.get("id")).isEqualTo(report.get("id"));
        assertThat(latest.at("/counts/SEVERAL_ORDERS").asInt()).isPositive();
        assertThat(latest.has("differences")).isFalse();

        JsonNode again = check();
        assertThat(differences(again, id)).hasSize(2);
        assertThat(since(again, id)).isEqualTo(since(report, id));
        assertThat(events(id))
                .filteredOn("ledger_difference"::equals)
                .as("each difference once")
                .hasSize(2);

        certCentral().setStatus(second, "canceled");
        assertThat(differences(check(), id)).isEmpty();
    }

    @Test
    void operators_see_one_task_with_what_differs_and_complete_it() {
        long foreign = orderBehindTheBack(EsealId.next().value());
        check();

        JsonNode task = openTask().orElseThrow();
        assertThat(task.get("description").asText())
                .contains("CertCentral order " + foreign + " (pending) carries the reference");
        assertThat(as("requester").get(TASKS).json()).isEmpty();
        assertThat(as("requester")
                        .get("/engine-rest/task/" + task.get("id").asText())
                        .status())
                .isEqualTo(404);

        long another = orderBehindTheBack(EsealId.next().value());
        check();
        assertThat(as("operator").get(TASKS).json()).as("still one").hasSize(1);
        assertThat(openTask().orElseThrow().get("description").asText())
                .contains("order " + foreign)
                .contains("order " + another);

        // As Tasklist does it.
        String path = "/engine-rest/task/" + task.get("id").asText();
        assertThat(as("operator")
                        .postJson(path + "/claim", SingleQuoted.object("{'userId': 'operator'}"))
                        .status())
                .isEqualTo(204);
        assertThat(as("operator").get(path + "/form-variables").status()).isEqualTo(200);
        check();
        Answer completed = as("operator").postJson(path + "/complete", "{}");
        assertThat(completed.status()).as(completed.toString()).isEqualTo(204);
        check();
        assertThat(openTask())
                .as("what was closed stays closed while nothing changes")
                .isEmpty();
    }

    @Test
    void a_seal_that_was_revoked_behind_our_back_is_reported_but_not_one_whose_revocation_is_on_its_way() {
        String behind = inService(OrderBodies.withCsr(newCsr()));
        String onItsWay = inService(OrderBodies.withCsr(newCsr()));
        certCentral().refuseNext("revoke_order", 400, "not_now", "Not now.");
        as("requester").post("/api/eseals/" + onItsWay + "/revocation");
        completes(
                "legal",
                onItsWay,
                Elements.USER_APPROVE_REVOCATION,
                Map.of("decision", "approve", "comment", "key lost"));
        waitsIn(onItsWay, Elements.USER_REVOKE_IN_CERTCENTRAL);
        certCentral().setStatus(order(behind).orderId(), "revoked");
        certCentral().setStatus(order(onItsWay).orderId(), "revoked");

        JsonNode report = check();

        assertThat(differences(report, behind))
                .containsExactly("STATE_DIFFERS " + order(behind).orderId() + ": " + behind
                        + " is IN_SERVICE, but CertCentral order "
                        + order(behind).orderId() + " is revoked.");
        assertThat(differences(report, onItsWay)).isEmpty();
    }

    @Test
    void an_order_that_lives_on_after_its_request_was_canceled_is_reported() {
        String id = ordered(OrderBodies.withCsr(newCsr()));
        as("requester").post("/api/eseals/" + id + "/cancellation");
        reaches(id, "CANCELED");
        certCentral().setStatus(order(id).orderId(), "pending");
        foreignOrders.add(order(id).orderId());

        assertThat(differences(check(), id)).singleElement().asString().startsWith("STATE_DIFFERS");
    }

    @Test
    void an_order_that_is_still_looked_for_is_no_difference() {
        certCentral().next("place_order", "lost_answer");
        String id = approved(OrderBodies.withCsr(CSR));
        eventually(id, () -> certCentral().ordersOf(id).size() == 1, "is ordered");

        assertThat(differences(check(), id)).isEmpty();
        reaches(id, "ORDERED");
        assertThat(differences(check(), id)).isEmpty();
    }

    @Test
    void an_order_bought_elsewhere_is_listed_without_an_alarm() {
        long bought = orderBehindTheBack(null);

        JsonNode report = check();

        assertThat(report.at("/counts/UNCLAIMED").asInt()).isPositive();
        assertThat(differences(report, null))
                .contains("UNCLAIMED " + bought + ": CertCentral order " + bought
                        + " (pending) was not ordered by this service.");
        assertThat(openTask()).isEmpty();
    }

    @Test
    void a_check_that_fails_says_why() {
        certCentral().unavailableNext("list_orders", 503, 1, false);

        JsonNode report = check();

        assertThat(report.get("outcome").asText()).isEqualTo("FAILED");
        assertThat(report.get("detail").asText())
                .contains("GET /order/certificate")
                .contains("503");
        assertThat(check().get("outcome").asText()).isEqualTo("COMPLETE");
    }

    @Test
    void one_check_runs_at_a_time() {
        int before = certCentral().calls("list_orders");
        certCentral().delayNext("list_orders", Duration.ofSeconds(3));
        CompletableFuture<Answer> first =
                CompletableFuture.supplyAsync(() -> as("operator").post("/api/ledger-checks"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> certCentral().calls("list_orders") > before);

        Answer second = as("operator").post("/api/ledger-checks");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.contentType()).isEqualTo("application/problem+json");
        assertThat(second.json().get("detail").asText()).startsWith("The ledger is being checked already");
        assertThat(as("auditor")
                        .get("/api/ledger-checks")
                        .json()
                        .get(0)
                        .get("outcome")
                        .asText())
                .isEqualTo("RUNNING");
        assertThat(first.join().status()).isEqualTo(201);
    }

    @Test
    void a_check_that_is_not_there_is_a_problem() {
        for (Map.Entry<String, Integer> wrong :
                Map.of("999999", 404, "first", 400).entrySet()) {
            Answer answer = as("operator").get("/api/ledger-checks/" + wrong.getKey());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(wrong.getValue());
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void operators_and_machines_read_the_metrics() {
        orderBehindTheBack(EsealId.next().value());
        int foreign = check().at("/counts/FOREIGN_REFERENCE").asInt();

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                as("operator").get("/actuator/prometheus").body())
                        .contains("eseal_ledger_differences{kind=\"foreign_reference\"} " + foreign + ".0"));
        JsonNode age =
                as("operator").get("/actuator/metrics/eseal.ledger.check.age").json();
        assertThat(age.get("baseUnit").asText()).isEqualTo("seconds");
        assertThat(age.at("/measurements/0/value").asDouble()).isBetween(0.0, 60.0);
        assertThat(as("operator").get("/actuator/prometheus").body()).contains("eseal_ledger_check_age_seconds ");
        assertThat(as("requester").get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(as(Client.ANONYMOUS).get("/actuator/prometheus").status()).isEqualTo(401);
    }

    private JsonNode check() {
        Answer answer = as("operator").post("/api/ledger-checks");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    /** @param id null for what is about no request */
    private static List<String> differences(JsonNode report, String id) {
        return StreamSupport.stream(report.get("differences").spliterator(), false)
                .filter(difference -> id == null
                        ? !difference.has("esealId")
                        : id.equals(difference.path("esealId").asText()))
                .map(difference -> difference.get("kind").asText() + " "
                        + difference.path("orderId").asText() + ": "
                        + difference.get("sentence").asText())
                .toList();
    }

    private static List<String> since(JsonNode report, String id) {
        return StreamSupport.stream(report.get("differences").spliterator(), false)
                .filter(difference -> id.equals(difference.path("esealId").asText()))
                .map(difference -> difference.get("since").asText())
                .toList();
    }

    private Optional<JsonNode> openTask() {
        return StreamSupport.stream(as("operator").get(TASKS).json().spliterator(), false)
                .findFirst();
    }

    /** Somebody with the API key orders past the service. */
    private long orderBehindTheBack(String reference) {
        // A key of its own: another test's request must not find its order in it.
        ObjectNode body = OrderBodies.withCsr(Keys.csr(Keys.fresh()));
        if (reference != null) {
            body.put("alternative_order_id", reference);
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(certCentral().baseUrl() + "/order/certificate/eu_eseal"))
                    .header("Content-Type", "application/json")
                    .header("X-DC-DEVKEY", SimulatorServer.API_KEY)
                    .POST(BodyPublishers.ofString(body.toString()))
                    .build();
            long order = read(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .get("id")
                    .asLong();
            foreignOrders.add(order);
            return order;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
