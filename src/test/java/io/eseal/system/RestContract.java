package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import io.eseal.system.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the contract of {@code /api} with its clients. */
abstract class RestContract extends Scenario {

    /** Everything wrong at once, field by field, with the places where the findings must be. */
    static final ObjectNode ALL_WRONG = SingleQuoted.object("""
            {'certificate': {'signature_hash': 'md5', 'profile_option': '', 'is_rsassa_pss': 'perhaps'},
             'csa_agreed_to': false,
             'provisioning_method': 'post',
             'csr': '-----BEGIN CERTIFICATE REQUEST-----',
             'organization': {'id': -1, 'contacts': [{'first_name': 'Ada', 'email': 'no address'}]},
             'order_validity': {'years': 9, 'days': 0},
             'payment_method': 'cash',
             'alternative_order_id': 'mine',
             'favourite_colour': 'blue'}""");

    static final Set<String> ALL_WRONG_PLACES = Set.of(
            "$.certificate.signature_hash",
            "$.certificate.profile_option",
            "$.certificate.is_rsassa_pss",
            "$.csa_agreed_to",
            "$.provisioning_method",
            "$.csr",
            "$.organization.id",
            "$.organization.contacts[0].contact_type",
            "$.organization.contacts[0].email",
            "$.organization.contacts[0].last_name",
            "$.order_validity.years",
            "$.order_validity.days",
            "$.payment_method",
            "$.alternative_order_id",
            "$.favourite_colour");

    @Test
    void operators_see_whether_calls_to_CertCentral_flow_others_only_that_the_service_is_up() {
        JsonNode seen = as("operator").get("/actuator/health").json();
        assertThat(seen.at("/components/certCentral/status").asText()).isEqualTo("UP");
        assertThat(seen.at("/components/certCentral/details/calls").asText()).isEqualTo("flowing");
        for (String user : List.of("requester", Client.ANONYMOUS)) {
            assertThat(as(user).get("/actuator/health").json().get("status").asText())
                    .isEqualTo("UP");
            assertThat(as(user).get("/actuator/health").body()).doesNotContain("certCentral");
        }
    }

    @Test
    void a_new_request_is_accepted_and_found_where_the_answer_says() {
        Answer answer = as("requester").postJson("/api/eseals", OrderBodies.withCsr(CSR));
        assertThat(answer.status()).isEqualTo(202);
        String id = answer.json().get("id").asText();
        assertThat(id).matches("ES-[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(answer.json().get("state").asText()).isEqualTo("REQUESTED");
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/eseals/" + id);
        assertThat(as("requester").get("/api/eseals/" + id).json().get("id").asText())
                .isEqualTo(id);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        Answer answer = as("requester").postJson("/api/eseals", ALL_WRONG);
        assertProblem(answer, 422);
        assertThat(places(answer.json().get("findings"))).containsAll(ALL_WRONG_PLACES);
        answer.json().get("findings").forEach(finding -> {
            assertThat(finding.get("rule").asText()).isNotBlank();
            assertThat(finding.get("message").asText()).endsWith(".");
        });
    }

    @Test
    void an_empty_object_lacks_every_required_field() {
        Answer answer = as("requester").postJson("/api/eseals", "{}");
        assertProblem(answer, 422);
        assertThat(places(answer.json().get("findings")))
                .containsExactlyInAnyOrder(
                        "$.certificate",
                        "$.csa_agreed_to",
                        "$.provisioning_method",
                        "$.organization",
                        "$.payment_method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "17", "true", "[{}]"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertProblem(as("requester").postJson("/api/eseals", body), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{", "{\"certificate\":}", "no JSON", "{\"a\":1}}", "\u0000"})
    void a_body_that_is_no_json_is_a_bad_request(String body) {
        Answer answer = as("requester").postJson("/api/eseals", body);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
        assertProblem(answer, answer.status());
    }

    @Test
    void a_missing_body_is_a_bad_request() {
        Answer answer = as("requester").postJson("/api/eseals", "");
        assertProblem(answer, 400);
        assertThat(places(answer.json().get("findings"))).containsExactly("$");
    }

    @Test
    void a_token_is_ordered_with_the_address_it_is_shipped_to() {
        ObjectNode body = OrderBodies.onTokenToDublin();
        body.remove("ship_info");
        Answer answer = as("requester").postJson("/api/eseals", body);
        assertProblem(answer, 422);
        assertThat(places(answer.json().get("findings"))).containsExactly("$.ship_info");
    }

    @Test
    void a_broken_csr_is_said_to_be_broken() {
        Answer answer = as("requester").postJson("/api/eseals", OrderBodies.withCsr(CSR.replaceFirst("MII", "AAA")));
        assertProblem(answer, 422);
        assertThat(answer.json().at("/findings/0/path").asText()).isEqualTo("$.csr");
        assertThat(answer.json().at("/findings/0/rule").asText()).isEqualTo("csr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"})
    void another_content_type_is_refused(String type) {
        assertProblem(as("requester").send("POST", "/api/eseals", "{}", "Content-Type", type), 415);
    }

    @Test
    void an_answer_in_another_format_is_refused() {
        assertThat(as("requester")
                        .send("GET", "/api/eseals", "", "Accept", "application/xml")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void a_request_for_an_inactive_or_unknown_organisation_comes_back_for_correction() {
        for (long organization : new long[] {SimulatorServer.INACTIVE_ORGANIZATION, 4711}) {
            ObjectNode body = OrderBodies.withCsr(CSR);
            ((ObjectNode) body.get("organization")).put("id", organization);
            String id = requested(body);
            assertThat(findings(waitsIn(id, Elements.USER_CORRECT_REQUEST)))
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.toString()).startsWith("$.organization.id"));
            assertThat(detail(id).get("state").asText()).isEqualTo("CORRECTION");
        }
    }

    @Test
    void card_data_in_a_request_is_refused_and_not_repeated() {
        ObjectNode body = OrderBodies.withCsr(CSR).put("payment_method", "card");
        body.set("credit_card", OrderBodies.cardPayment(OrderBodies.CARD).get("credit_card"));
        Answer answer = as("requester").postJson("/api/eseals", body);
        assertProblem(answer, 422);
        assertThat(answer.json().at("/findings/0/path").asText()).isEqualTo("$.credit_card");
        assertThat(answer.body())
                .doesNotContain(OrderBodies.CARD)
                .doesNotContain("737")
                .doesNotContain("Confidential");
    }

    @Test
    void the_same_key_and_body_make_one_request() {
        String key = UUID.randomUUID().toString();
        ObjectNode body = OrderBodies.withCsr(CSR);
        Answer first = as("requester").postJson("/api/eseals", body, "Idempotency-Key", key);
        Answer second = as("requester").postJson("/api/eseals", body, "Idempotency-Key", key);
        assertThat(List.of(first.status(), second.status())).containsOnly(202);
        assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void the_same_key_with_another_body_is_a_conflict() {
        String key = UUID.randomUUID().toString();
        as("requester").postJson("/api/eseals", OrderBodies.withCsr(CSR), "Idempotency-Key", key);
        assertProblem(as("requester").postJson("/api/eseals", OrderBodies.ownKey(), "Idempotency-Key", key), 409);
    }

    @Test
    void simultaneous_calls_with_one_key_make_one_request() {
        String key = UUID.randomUUID().toString();
        long before = total("requester", "");
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 8)
                .mapToObj(call -> CompletableFuture.supplyAsync(() ->
                        as("requester").postJson("/api/eseals", OrderBodies.withCsr(CSR), "Idempotency-Key", key)))
                .toList();
        Set<String> ids = new HashSet<>();
        for (CompletableFuture<Answer> call : calls) {
            Answer answer = call.join();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            ids.add(answer.json().get("id").asText());
        }
        assertThat(ids).hasSize(1);
        assertThat(total("requester", "") - before).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void an_idempotency_key_has_one_to_255_characters(int length) {
        assertProblem(
                as("requester")
                        .postJson("/api/eseals", OrderBodies.withCsr(CSR), "Idempotency-Key", "k".repeat(length)),
                400);
    }

    @Test
    void a_requester_sees_own_requests_and_others_who_watch_see_all() {
        application().addRequester("sandra");
        String own = requested(OrderBodies.withCsr(CSR));
        String others = as("sandra")
                .postJson("/api/eseals", OrderBodies.withCsr(CSR))
                .json()
                .get("id")
                .asText();

        assertThat(listed("requester", "size=200")).contains(own).doesNotContain(others);
        assertThat(listed("sandra", "size=200")).containsExactly(others);
        for (String path : List.of("", "/certificate", "/evidence")) {
            assertProblem(as("requester").get("/api/eseals/" + others + path), 404);
        }
        assertProblem(as("requester").post("/api/eseals/" + others + "/cancellation"), 404);
        assertProblem(as("requester").post("/api/eseals/" + others + "/revocation"), 404);
        assertProblem(
                as("requester").send("PUT", "/api/eseals/" + others + "/csr", CSR, "Content-Type", "text/plain"), 404);
        for (String user : List.of("legal", "security", "finance", "operator", "auditor", "admin")) {
            assertThat(listed(user, "size=200")).as(user).contains(own, others);
            assertThat(as(user).get("/api/eseals/" + others).status()).as(user).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, '', legal security finance operator auditor admin",
        "PUT, /csr, legal security finance operator auditor admin",
        "POST, /card-payment, requester legal security operator auditor admin",
        "POST, /cancellation, legal security finance auditor admin",
        "POST, /revocation, legal security finance auditor admin",
        "POST, /reissue, legal security finance auditor admin",
        "POST, /renewal, legal security finance auditor admin",
        "GET, /evidence, legal security finance operator admin"
    })
    void groups_without_the_permission_are_refused(String method, String path, String users) {
        String address = path.isEmpty() ? "/api/eseals" : "/api/eseals/ES-00000000" + path;
        for (String user : users.split(" ")) {
            assertProblem(
                    as(user).send(
                                    method,
                                    address,
                                    method.equals("GET") ? "" : "{}",
                                    "Content-Type",
                                    "application/json"),
                    403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/eseals",
                "/api/eseals/ES-00000000",
                "/api/eseals/ES-00000000/evidence",
                "/api/nothing",
                "/api/openapi"
            })
    void whoever_is_not_signed_in_is_asked_to_sign_in(String path) {
        assertProblem(as(Client.ANONYMOUS).get(path), 401);
        assertProblem(as("nobody").get(path), 401);
    }

    @Test
    void the_list_is_filtered_by_state_organisation_and_text() {
        String canceled = requested(OrderBodies.withCsr(CSR));
        as("requester").post("/api/eseals/" + canceled + "/cancellation");
        reaches(canceled, "CANCELED");
        String open = requested(OrderBodies.withCsr(CSR));
        reaches(open, "APPROVAL");
        ObjectNode other = OrderBodies.withCsr(CSR);
        ((ObjectNode) other.get("organization")).put("id", 4712);
        String elsewhere = requested(other);

        assertThat(listed("operator", "size=200&state=CANCELED"))
                .contains(canceled)
                .doesNotContain(open, elsewhere);
        assertThat(listed("operator", "size=200&organization=4712")).containsExactly(elsewhere);
        assertThat(listed("operator", "size=200&organization=4712&state=CANCELED"))
                .isEmpty();
        assertThat(listed("operator", "q=" + open.toLowerCase(Locale.ROOT))).containsExactly(open);
        assertThat(listed("operator", "size=200&q=requester")).contains(open, canceled, elsewhere);
        assertThat(listed("operator", "q=no-such-thing")).isEmpty();
        assertThat(listed("operator", "q=%25")).doesNotContain("%");
        assertThat(listed("operator", "q=ES_")).isEmpty();
        assertThat(listed("operator", "q=%27%20or%201%3D1--")).isEmpty();
    }

    @Test
    void pages_divide_the_list_the_newest_first() {
        String older = requested(OrderBodies.withCsr(CSR));
        String newer = requested(OrderBodies.withCsr(CSR));
        assertThat(listed("requester", "page=0&size=1")).containsExactly(newer);
        assertThat(listed("requester", "page=1&size=1")).containsExactly(older);
        JsonNode page = as("requester").get("/api/eseals?page=100000&size=1").json();
        assertThat(page.get("items")).isEmpty();
        assertThat(page.get("total").asLong()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void by_key_each_request_is_listed_once_whatever_is_made_meanwhile() {
        List<String> before = List.of(
                requested(OrderBodies.withCsr(CSR)),
                requested(OrderBodies.withCsr(CSR)),
                requested(OrderBodies.withCsr(CSR)));
        String word = "requester";
        long all = total("requester", "q=" + word);
        List<String> walked = new ArrayList<>();
        String query = "?size=" + (all / 5 + 1) + "&q=" + word;
        while (!query.isEmpty()) {
            Answer answer = as("requester").get("/api/eseals" + query);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            answer.json().get("items").forEach(item -> walked.add(item.get("id").asText()));
            Matcher link = Pattern.compile("<([^>]*)>; rel=\"next\"")
                    .matcher(answer.headers().firstValue("Link").orElse(""));
            query = link.matches() ? link.group(1) : "";
            assertThat(answer.json().path("next").asText())
                    .as("the link says the same")
                    .isEqualTo(query.replaceFirst(".*after=", ""));
            requested(OrderBodies.withCsr(CSR));
        }

        assertThat(walked).doesNotHaveDuplicates().containsAll(before).hasSize((int) all);
    }

    @Test
    void a_link_to_the_next_page_keeps_what_was_asked_for() {
        requested(OrderBodies.withCsr(CSR));
        requested(OrderBodies.withCsr(CSR));
        Answer answer = as("requester").get("/api/eseals?size=1&state=&organization=2042709&q=%20ES-%20&other=x");

        assertThat(answer.headers().firstValue("Link").orElseThrow())
                .isEqualTo("<?organization=2042709&q=ES-&size=1&after="
                        + answer.json().get("next").asText() + ">; rel=\"next\"");
        assertThat(answer.json().get("page").asInt()).isZero();
    }

    @Test
    void what_is_listed_by_key_is_what_the_caller_may_see() {
        application().addRequester("another");
        String own = requested(OrderBodies.withCsr(CSR));

        assertThat(listed("operator", "after=" + own)).isNotNull();
        assertThat(listed("requester", "after=" + own)).doesNotContain(own);
        assertProblem(as("another").get("/api/eseals?after=" + own), 400);
        assertThat(as("another").get("/api/eseals?after=" + own).body())
                .as("no word tells it from one that does not exist")
                .isEqualTo(as("another").get("/api/eseals?after=ES-00000000").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=1",
                "after=ES-00000000",
                "after=ES-0000",
                "after=es-00000000&size=1",
                "after=ES-00000000&page=0",
                "after=%27%20or%201%3D1--",
                "page=-1",
                "size=0",
                "size=-1",
                "size=201",
                "q=a%00b",
                "page=one",
                "size=1.5",
                "page=99999999999",
                "state=LOST",
                "state=in_service",
                "organization=acme",
                "page="
            })
    void bad_filters_are_bad_requests(String query) {
        Answer answer = as("requester").get("/api/eseals?" + query);
        if (query.equals("page=")) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            assertProblem(answer, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/eseals/ES-00000000",
                "/api/eseals/ES-00000000/certificate",
                "/api/eseals/ES-00000000/evidence",
                "/api/eseals/none",
                "/api/eseals/%20",
                "/api/eseals/ES-00000000/nothing",
                "/api/eseals/a/b/c/d"
            })
    void what_does_not_exist_is_not_found(String path) {
        assertProblem(as("requester").get(path), 404);
    }

    @Test
    void acts_on_what_does_not_exist_are_not_found() {
        assertProblem(as("requester").post("/api/eseals/ES-00000000/cancellation"), 404);
        assertProblem(as("operator").post("/api/eseals/ES-00000000/revocation"), 404);
        assertProblem(as("operator").post("/api/eseals/ES-00000000/reissue"), 404);
        assertProblem(as("operator").post("/api/eseals/ES-00000000/renewal"), 404);
        assertProblem(
                as("requester").send("PUT", "/api/eseals/ES-00000000/csr", CSR, "Content-Type", "text/plain"), 404);
        assertProblem(
                as("finance")
                        .postJson("/api/eseals/ES-00000000/card-payment", OrderBodies.cardPayment(OrderBodies.CARD)),
                404);
    }

    @Test
    void acts_at_the_wrong_time_are_conflicts() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertProblem(as("requester").post("/api/eseals/" + id + "/revocation"), 409);
        assertProblem(as("requester").post("/api/eseals/" + id + "/reissue"), 409);
        assertProblem(as("requester").post("/api/eseals/" + id + "/renewal"), 409);
        assertProblem(
                as("requester").send("PUT", "/api/eseals/" + id + "/csr", CSR, "Content-Type", "text/plain"), 409);
        assertProblem(
                as("finance")
                        .postJson("/api/eseals/" + id + "/card-payment", OrderBodies.cardPayment(OrderBodies.CARD)),
                409);
        assertProblem(as("requester").get("/api/eseals/" + id + "/certificate"), 404);
    }

    @Test
    void a_reason_is_optional_and_has_its_limit() {
        String id = requested(OrderBodies.withCsr(CSR));
        assertProblem(
                as("requester")
                        .postJson(
                                "/api/eseals/" + id + "/cancellation",
                                SingleQuoted.object("{}").put("reason", "x".repeat(2001))),
                400);
        assertProblem(as("requester").postJson("/api/eseals/" + id + "/cancellation", "{"), 400);
        assertThat(as("requester")
                        .postJson(
                                "/api/eseals/" + id + "/cancellation",
                                SingleQuoted.object("{'reason': 'no longer needed'}"))
                        .status())
                .isEqualTo(202);
        reaches(id, "CANCELED");
        assertThat(detail(id).get("timeline").toString()).contains("no longer needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/eseals/ES-00000000/csr",
                "/api/eseals/ES-00000000/cancellation",
                "/api/eseals/ES-00000000/revocation",
                "/api/eseals/ES-00000000/reissue",
                "/api/eseals/ES-00000000/renewal"
            })
    void another_method_is_not_allowed(String path) {
        assertProblem(as("requester").get(path), 405);
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/nothing", "DELETE,/api/eseals/ES-00000000", "PATCH,/api/eseals", "GET,/api"})
    void what_is_not_published_is_closed_to_everybody(String method, String path) {
        for (String user : List.of("requester", "operator", "admin")) {
            assertProblem(as(user).send(method, path, ""), 403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/eseals/a%2Fb",
                "/api/eseals//",
                "/api/eseals/a;b=c",
                "/api/eseals/%00",
                "/api/eseals/a%0Ab",
                "/api/eseals/..%2f"
            })
    void an_address_that_nobody_means_is_a_problem_too(String path) {
        for (String accept : List.of("*/*", "application/json", "text/html")) {
            Answer answer = as("requester").send("GET", path, "", "Accept", accept);
            assertThat(answer.status()).as(path + " " + answer).isIn(400, 404);
            assertProblem(answer, answer.status());
        }
    }

    @Test
    void the_description_of_the_interface_is_there() {
        JsonNode description = as("auditor").get("/api/openapi").json();
        assertThat(description.get("paths").fieldNames())
                .toIterable()
                .contains(
                        "/api/eseals",
                        "/api/eseals/{id}",
                        "/api/eseals/{id}/csr",
                        "/api/eseals/{id}/card-payment",
                        "/api/eseals/{id}/cancellation",
                        "/api/eseals/{id}/revocation",
                        "/api/eseals/{id}/reissue",
                        "/api/eseals/{id}/renewal",
                        "/api/eseals/{id}/certificate",
                        "/api/eseals/{id}/evidence");
        assertThat(description.toString()).doesNotContain("/simulator/").doesNotContain("\"caller\"");
        assertThat(as("auditor").get("/api/docs").status()).isIn(200, 302);
        Answer page = as("auditor").get("/api/swagger-ui/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
    }

    @Test
    void the_evidence_is_an_unbroken_chain() {
        String id = approved(OrderBodies.withCsr(CSR));
        reaches(id, "ORDERED");
        JsonNode evidence = as("auditor").get("/api/eseals/" + id + "/evidence").json();
        assertThat(evidence.get("intact").asBoolean()).isTrue();
        assertThat(as("requester")
                        .get("/api/eseals/" + id + "/evidence")
                        .json()
                        .get("requester")
                        .asText())
                .isEqualTo("requester");

        String previous = "0".repeat(64);
        int seq = 0;
        String at = "";
        for (JsonNode entry : evidence.get("timeline")) {
            assertThat(entry.get("seq").asInt()).isEqualTo(++seq);
            assertThat(entry.get("at").asText()).isGreaterThanOrEqualTo(at);
            at = entry.get("at").asText();
            previous = hash(
                    previous,
                    id,
                    String.valueOf(seq),
                    java.time.Instant.parse(at).toString(),
                    entry.get("actor").asText(),
                    entry.get("event").asText(),
                    entry.get("detail").asText(),
                    entry.get("facts").toString());
            assertThat(entry.get("hash").asText()).isEqualTo(previous);
        }
        assertThat(seq).isGreaterThan(8);
        assertThat(StreamSupport.stream(evidence.get("timeline").spliterator(), false)
                        .map(entry -> entry.get("actor").asText()))
                .contains("requester", "legal", "security", "service");
    }

    @Test
    void a_changed_entry_breaks_the_chain() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        application()
                .tables()
                .execute("update timeline set actor = 'mallory' where eseal_id = '" + id + "' and seq = 1");
        assertThat(as("auditor")
                        .get("/api/eseals/" + id + "/evidence")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isFalse();
    }

    private static String hash(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> listed(String user, String query) {
        Answer answer = as(user).get("/api/eseals?" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return StreamSupport.stream(answer.json().get("items").spliterator(), false)
                .map(item -> item.get("id").asText())
                .toList();
    }

    private long total(String user, String query) {
        return as(user).get("/api/eseals?" + query).json().get("total").asLong();
    }

    static Set<String> places(JsonNode findings) {
        Set<String> places = new HashSet<>();
        findings.forEach(finding -> places.add(finding.get("path").asText()));
        return places;
    }

    static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.contentType()).as(answer.toString()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).as(answer.toString()).isNotBlank();
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("io.eseal")
                .doesNotContain("org.springframework");
    }
}
