package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.system.Client.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody acts on a request twice where two people must, whatever way they go: each way, each rule, with a password and
 * from Tasklist.
 */
class SeparationOfDutiesIT extends Scenario {

    private static TestApplication application;
    private static final String ENGINES_OWN = "cannot be deleted because is part of a running process";
    private static final Map<Rule, String> WAITING = new HashMap<>();
    private static final Map<String, Browser> BROWSERS = new HashMap<>();

    @BeforeAll
    static void start() {
        application = TestApplication.on("jdbc:h2:mem:duties", "sa", "");
        application.addUser("rita", "requesters", "legal-approvers");
        application.addUser("dora", "legal-approvers", "security-approvers");
        application.addUser("finn", "finance", "operators");
        application.addUser("fiona", "finance");
        application.addUser("lars", "legal-approvers");
        application.addUser("olga", "operators", "legal-approvers");
        application.addUser("adele", "camunda-admin", "legal-approvers", "operators");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    /** A rule, the person whom it stops, the task at which it does, and the words that say so. */
    enum Rule {
        THE_REQUESTER_NEVER_APPROVES("rita", Elements.USER_APPROVE_REQUEST, "You requested this seal", "approve"),
        WHOEVER_CHANGED_THE_REQUEST_DOES_NOT_APPROVE_IT(
                "olga", Elements.USER_APPROVE_REQUEST, "You changed this request", "approve"),
        NOBODY_APPROVES_TWICE("dora", Elements.USER_APPROVE_REQUEST, "You decided on this request already", "approve"),
        WHOEVER_APPROVED_DOES_NOT_PAY("finn", Elements.USER_PAY_BY_CARD, "You approved this request", ""),
        WHOEVER_ASKED_DOES_NOT_APPROVE_THE_REVOCATION(
                "finn", Elements.USER_APPROVE_REVOCATION, "You asked for this revocation", "approve");

        final String person;
        final String task;
        final String words;
        final String decision;

        Rule(String person, String task, String words, String decision) {
            this.person = person;
            this.task = task;
            this.words = words;
            this.decision = decision;
        }

        /** Returns the answer that the task's form sends. */
        ObjectNode answer() {
            return decision.isEmpty()
                    ? SingleQuoted.object("{'variables': {}}")
                    : SingleQuoted.object("""
                    {'variables': {'decision': {'value': '%s', 'type': 'String'}, 'comment': {'value': 'mine',
                    'type': 'String'}}}""".formatted(decision));
        }
    }

    /** Doors by which a call comes. */
    enum Door {
        PASSWORD,
        TASKLIST;

        Answer send(String user, String method, String path, String body) {
            return this == PASSWORD
                    ? application.as(user).send(method, "/engine-rest" + path, body, "Content-Type", "application/json")
                    : BROWSERS.computeIfAbsent(user, name -> Browser.signedIn(application.as(name)))
                            .json(method, "/camunda/api/engine/engine/default" + path, body);
        }
    }

    /** The ways to get a task done; each ends with the call that has to be refused. */
    enum Way {
        COMPLETE,
        SUBMIT_FORM,
        CLAIM_AND_SUBMIT,
        ASSIGNED_BY_AN_ADMINISTRATOR,
        UPDATED_BY_AN_ADMINISTRATOR,
        A_CANDIDATE_OF_OLD,
        RESOLVE,
        BPMN_ERROR,
        BPMN_ESCALATION;

        Answer go(Door door, Rule rule, String task) {
            String person = rule.person;
            String path = "/task/" + task;
            String answer = rule.answer().toString();
            // What the walk before left.
            application.bean(TaskService.class).resolveTask(task);
            admin("POST", path + "/assignee", "{\"userId\": null}");
            return switch (this) {
                case COMPLETE -> door.send(person, "POST", path + "/complete", answer);
                case SUBMIT_FORM -> door.send(person, "POST", path + "/submit-form", answer);
                case CLAIM_AND_SUBMIT -> {
                    refused(rule, door.send(person, "POST", path + "/claim", "{\"userId\": \"" + person + "\"}"));
                    yield door.send(person, "POST", path + "/submit-form", answer);
                }
                case ASSIGNED_BY_AN_ADMINISTRATOR -> {
                    refused(rule, asAdmin("POST", path + "/assignee", "{\"userId\": \"" + person + "\"}"));
                    // As before somebody was barred who had it already.
                    application.bean(TaskService.class).setAssignee(task, person);
                    yield door.send(person, "POST", path + "/submit-form", answer);
                }
                case UPDATED_BY_AN_ADMINISTRATOR -> {
                    ObjectNode all = (ObjectNode)
                            application.as("admin").get("/engine-rest" + path).json();
                    all.remove("camundaFormRef");
                    String changed =
                            all.put("assignee", person).put("owner", person).toString();
                    assertThat(application
                                    .as("admin")
                                    .send("PUT", "/engine-rest" + path, changed, "Content-Type", "application/json")
                                    .toString())
                            .contains("400", "not accepted: assignee, owner");
                    yield door.send(person, "POST", path + "/submit-form", answer);
                }
                case A_CANDIDATE_OF_OLD -> {
                    application.bean(TaskService.class).addCandidateUser(task, person);
                    yield door.send(person, "POST", path + "/complete", answer);
                }
                case RESOLVE -> {
                    refused(rule, asAdmin("POST", path + "/delegate", "{\"userId\": \"" + person + "\"}"));
                    application.bean(TaskService.class).delegateTask(task, person);
                    Answer resolved =
                            door.send(person, "POST", path + "/resolve", rule.decision.isEmpty() ? "{}" : answer);
                    yield rule.decision.isEmpty() ? door.send(person, "POST", path + "/complete", "{}") : resolved;
                }
                case BPMN_ERROR ->
                    door.send(person, "POST", path + "/bpmnError", "{\"errorCode\": \"REQUEST_REJECTED\"}");
                case BPMN_ESCALATION ->
                    door.send(person, "POST", path + "/bpmnEscalation", "{\"escalationCode\": \"any\"}");
            };
        }

        private static void admin(String method, String path, String body) {
            Answer answer = asAdmin(method, path, body);
            assertThat(answer.status()).as(method + path + answer).isEqualTo(204);
        }

        private static Answer asAdmin(String method, String path, String body) {
            return application
                    .as("admin")
                    .send(method, "/engine-rest" + path, body, "Content-Type", "application/json");
        }

        /** Nobody holds a task that they cannot complete: others could not have it meanwhile. */
        private static void refused(Rule rule, Answer answer) {
            assertThat(answer.toString()).contains("400", rule.words);
        }
    }

    static Stream<Arguments> everyWayForEveryRule() {
        return Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(Door.values())
                        .flatMap(door -> Stream.of(Way.values()).map(way -> Arguments.of(rule, door, way))));
    }

    @ParameterizedTest(name = "{0} by {1} {2}")
    @MethodSource("everyWayForEveryRule")
    void no_way_leads_round_a_rule_and_the_person_is_told_why(Rule rule, Door door, Way way) {
        String id = WAITING.computeIfAbsent(rule, this::bring);
        JsonNode task = waitsIn(id, rule.task);
        int before = detail(id).get("timeline").size();

        Answer answer = way.go(door, rule, task.get("id").asText());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(way == Way.BPMN_ESCALATION ? 403 : 400);
        String words = switch (way) {
            case BPMN_ERROR -> "cannot end in an error";
            case BPMN_ESCALATION -> "Your groups do not permit this call of the engine";
            case RESOLVE -> rule.decision.isEmpty() ? rule.words : "A decision is taken by whoever completes the task";
            default -> rule.words;
        };
        assertThat(answer.body()).contains(words).doesNotContain("io.eseal", "\\tat ");
        assertThat(tasks(id, rule.task))
                .extracting(open -> open.get("id").asText())
                .contains(task.get("id").asText());
        assertThat(detail(id).get("timeline").size()).as("nothing happened").isEqualTo(before);
    }

    /** A request that waits for the person whom the rule stops. */
    private String bring(Rule rule) {
        return switch (rule) {
            case THE_REQUESTER_NEVER_APPROVES -> {
                String id = as("rita")
                        .postJson("/api/eseals", OrderBodies.onTokenToDublin())
                        .json()
                        .get("id")
                        .asText();
                waitsIn(id, Elements.USER_APPROVE_REQUEST);
                yield id;
            }
            case WHOEVER_CHANGED_THE_REQUEST_DOES_NOT_APPROVE_IT -> {
                String id = as("requester")
                        .postJson(
                                "/engine-rest/process-definition/key/eseal-lifecycle/start", SingleQuoted.object("{}"))
                        .json()
                        .get("businessKey")
                        .asText();
                completes("olga", id, Elements.USER_CORRECT_REQUEST, Map.of("request", OrderBodies.onTokenToDublin()));
                waitsIn(id, Elements.USER_APPROVE_REQUEST);
                yield id;
            }
            case NOBODY_APPROVES_TWICE -> {
                String id = requested(OrderBodies.withCsr(CSR));
                approveFor(id, "legal-approvers", "dora");
                yield id;
            }
            case WHOEVER_APPROVED_DOES_NOT_PAY -> {
                String id = expedited("card");
                waitsIn(id, Elements.USER_PAY_BY_CARD);
                yield id;
            }
            case WHOEVER_ASKED_DOES_NOT_APPROVE_THE_REVOCATION -> {
                String id = inService(OrderBodies.withCsr(newCsr()));
                assertThat(as("finn").post("/api/eseals/" + id + "/revocation").status())
                        .isEqualTo(202);
                waitsIn(id, Elements.USER_APPROVE_REVOCATION);
                yield id;
            }
        };
    }

    /** Legal and finance's Finn approved it. */
    private String expedited(String payment) {
        ObjectNode body = OrderBodies.onTokenToDublin().put("payment_method", payment);
        ((ObjectNode) body.get("ship_info")).put("method", "EXPEDITED");
        String id = requested(body);
        approveFor(id, "legal-approvers", "legal");
        approveFor(id, "finance", "finn");
        confirmsShipping("requester", id);
        return id;
    }

    private void approveFor(String id, String group, String person) {
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        Answer answer = complete(person, approval(id, group), Map.of("decision", "approve"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private JsonNode approval(String id, String group) {
        return tasks(id, Elements.USER_APPROVE_REQUEST).stream()
                .filter(task -> task.at("/candidateGroups").toString().contains(group))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_card_of_whoever_approved_is_refused_before_it_goes_anywhere_and_another_one_pays() {
        String id = expedited("card");
        waitsIn(id, Elements.USER_PAY_BY_CARD);
        Browser finn = Browser.signedIn(as("finn"));
        finn.json("GET", "/api/eseals/" + id, "");

        for (Answer answer : List.of(
                as("finn").postJson("/api/eseals/" + id + "/card-payment", OrderBodies.cardPayment(OrderBodies.CARD)),
                finn.json(
                        "POST",
                        "/api/eseals/" + id + "/card-payment",
                        OrderBodies.cardPayment(OrderBodies.CARD).toString()))) {
            RestContract.assertProblem(answer, 403);
            assertThat(answer.json().get("detail").asText()).contains("You approved this request");
        }
        assertThat(certCentral().ordersOf(id)).isEmpty();

        assertThat(as("fiona")
                        .postJson("/api/eseals/" + id + "/card-payment", OrderBodies.cardPayment(OrderBodies.CARD))
                        .status())
                .isEqualTo(204);
        reaches(id, "ORDERED");
        assertThat(order(id)).isNotNull();
    }

    @Test
    void whoever_took_two_approvals_and_decided_at_one_does_not_keep_others_from_the_other() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        String security = "/engine-rest/task/"
                + approval(id, "security-approvers").get("id").asText();
        assertThat(as("dora")
                        .postJson(security + "/claim", "{\"userId\": \"dora\"}")
                        .status())
                .isEqualTo(204);
        approveFor(id, "legal-approvers", "dora");

        assertThat(as("security")
                        .postJson(security + "/claim", "{\"userId\": \"security\"}")
                        .status())
                .isEqualTo(204);
        approveFor(id, "security-approvers", "security");
        reaches(id, "ORDERED");
    }

    @Test
    void a_delegated_approval_is_the_act_of_whoever_completes_it() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        String legal =
                "/engine-rest/task/" + approval(id, "legal-approvers").get("id").asText();
        assertThat(as("dora")
                        .postJson(legal + "/delegate", "{\"userId\": \"lars\"}")
                        .status())
                .isEqualTo(204);
        assertThat(as("lars")
                        .postJson(legal + "/submit-form", Rule.NOBODY_APPROVES_TWICE.answer())
                        .toString())
                .contains("400", "decision is taken by whoever completes");
        assertThat(as("lars").postJson(legal + "/resolve", "{}").status()).isEqualTo(204);
        assertThat(as("dora")
                        .postJson(legal + "/complete", Rule.NOBODY_APPROVES_TWICE.answer())
                        .status())
                .isEqualTo(204);

        Answer twice = complete("dora", approval(id, "security-approvers"), Map.of("decision", "approve"));

        assertThat(twice.toString()).contains("400", "You decided on this request already");
        approveFor(id, "security-approvers", "security");
        reaches(id, "ORDERED");
    }

    @Test
    void whoever_is_delegated_a_task_of_a_group_they_are_not_in_decides_nothing() {
        String id = requested(OrderBodies.onTokenToDublin());
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        String legal =
                "/engine-rest/task/" + approval(id, "legal-approvers").get("id").asText();
        assertThat(as("legal")
                        .postJson(legal + "/assignee", "{\"userId\": \"fiona\"}")
                        .toString())
                .contains("400", "Only members of legal-approvers");
        application
                .bean(TaskService.class)
                .setAssignee(approval(id, "legal-approvers").get("id").asText(), "fiona");

        assertThat(as("fiona")
                        .postJson(legal + "/complete", Rule.NOBODY_APPROVES_TWICE.answer())
                        .toString())
                .contains("400", "Only members of legal-approvers");
    }

    /**
     * Calls of the engine that would lead past the tasks; {@code %1$s} is the instance, {@code %2$s} a task,
     * {@code %3$s} the definition.
     */
    static Stream<Arguments> callsThatLeadPastTheTasks() {
        String jump = "{'type': 'startBeforeActivity', 'activityId': 'service_place_order'}";
        return Stream.of(
                        "POST|/process-definition/key/eseal-lifecycle/start|{'businessKey': '%4$s', 'skipCustomListeners': "
                                + "true, 'startInstructions': ["
                                + jump + "]}",
                        "POST|/process-definition/key/eseal-lifecycle/start|{'startInstructions': [" + jump + "]}",
                        "POST|/process-definition/%3$s/restart|{'processInstanceIds': ['%1$s'], 'instructions': ["
                                + jump + "]}",
                        "POST|/process-definition/%3$s/restart-async|{'processInstanceIds': ['%1$s'], 'instructions': ["
                                + jump + "]}",
                        "POST|/process-instance/%1$s/modification-async|{'instructions': [" + jump + "]}",
                        "POST|/modification/execute|{'processDefinitionId': '%3$s', 'processInstanceIds': ['%1$s'], 'instructions': ["
                                + jump + "]}",
                        "POST|/modification/executeAsync|{'processDefinitionId': '%3$s', 'processInstanceIds': ['%1$s'], 'instructions': ["
                                + jump + "]}",
                        "POST|/migration/executeAsync|{'processInstanceIds': ['%1$s'], 'migrationPlan': "
                                + "{'sourceProcessDefinitionId': '%3$s', 'targetProcessDefinitionId': '%3$s', "
                                + "'instructions': [{'sourceActivityIds': ['sub_procurement'], 'targetActivityIds': "
                                + "['sub_procurement']}]}}",
                        "POST|/process-instance/variables-async|{'processInstanceIds': ['%1$s'], 'variables': {'outcome': "
                                + "{'value': 'approve', 'type': 'String'}}}",
                        "POST|/process-instance/delete|{'processInstanceIds': ['%1$s']}",
                        "POST|/process-instance/message-async|{'messageName': 'cancellation-requested', 'processInstanceIds': ['%1$s']}",
                        "POST|/message|{'messageName': 'cancellation-requested', 'processInstanceId': '%1$s', "
                                + "'processVariables': {'revocationRequester': {'value': 'x', 'type': 'String'}}}",
                        "POST|/message|{'messageName': 'cancellation-requested', 'businessKey': '%4$s', 'all': true}",
                        "POST|/execution/%1$s/messageSubscriptions/cancellation-requested/trigger|{}",
                        "POST|/execution/%1$s/signal|{'variables': {'outcome': {'value': 'approve', 'type': 'String'}}}",
                        "POST|/signal|{'name': 'any', 'variables': {'outcome': {'value': 'approve', 'type': 'String'}}}",
                        "DELETE|/process-definition/%3$s|",
                        "DELETE|/process-definition/key/eseal-lifecycle?cascade=true|",
                        "POST|/process-instance/%1$s/modification|{'instructions': [" + jump + "]}",
                        "POST|/migration/execute|{'processInstanceIds': ['%1$s'], 'migrationPlan': "
                                + "{'sourceProcessDefinitionId': '%3$s', 'targetProcessDefinitionId': '%3$s', "
                                + "'instructions': [{'sourceActivityIds': ['sub_procurement'], 'targetActivityIds': "
                                + "['sub_procurement']}]}}",
                        "PUT|/process-instance/%1$s/variables/requester|{'value': 'x', 'type': 'String'}",
                        "POST|/process-instance/%1$s/variables|{'modifications': {'outcome': {'value': 'approve', 'type': 'String'}}}",
                        "DELETE|/process-instance/%1$s/variables/requester|",
                        "PUT|/execution/%1$s/localVariables/request|{'value': '{}', 'type': 'Json'}",
                        "POST|/execution/%1$s/localVariables|{'modifications': {'outcome': {'value': 'approve', 'type': 'String'}}}",
                        "PUT|/task/%2$s/variables/request|{'value': '{}', 'type': 'Json'}",
                        "POST|/task/%2$s/variables|{'modifications': {'approverGroup': {'value': 'finance', 'type': 'String'}}}",
                        "PUT|/task/%2$s/localVariables/approverGroup|{'value': 'finance', 'type': 'String'}",
                        "DELETE|/task/%2$s/variables/requester|",
                        "DELETE|/task/%2$s|",
                        "DELETE|/process-instance/%1$s|")
                .map(call -> Arguments.of((Object) call));
    }

    @ParameterizedTest
    @MethodSource("callsThatLeadPastTheTasks")
    void nobody_but_administrators_leads_a_request_past_its_tasks_and_nobody_unseen(String call) {
        String id = WAITING.computeIfAbsent(Rule.THE_REQUESTER_NEVER_APPROVES, this::bring);
        String[] parts = call.split("\\|", -1);
        int before = detail(id).get("timeline").size();
        boolean closed = closedToAdministratorsToo(parts);
        for (String user : closed
                ? List.of("requester", "rita", "legal", "operator", "admin")
                : List.of("requester", "rita", "legal", "operator")) {
            for (Door door : Door.values()) {
                Answer answer = door.send(
                        user, parts[0], fill(parts[1], id), fill(parts[2], id).replace('\'', '"'));
                assertThat(answer.status())
                        .as(user + " " + door + " " + answer)
                        .isIn(400, 403, 404, answer.body().contains(ENGINES_OWN) ? 500 : 400);
                assertThat(answer.body()).as(user).doesNotContain("NullPointer", "JsonMapping");
                if (user.equals("admin") || user.equals("operator")) {
                    assertThat(answer.body())
                            .as(user + answer)
                            .containsAnyOf(
                                    "This call of the engine is closed",
                                    "Only administrators may",
                                    "only administrators may",
                                    ENGINES_OWN);
                }
            }
        }
        assertThat(tasks(id, Elements.USER_APPROVE_REQUEST)).hasSize(1);
        assertThat(detail(id).get("timeline").size()).isEqualTo(before);
        assertThat(certCentral().ordersOf(id)).isEmpty();
    }

    private static boolean closedToAdministratorsToo(String[] call) {
        return !call[1].contains("ariables/")
                && !call[1].endsWith("ariables")
                && !call[1].endsWith("%1$s")
                && !call[1].endsWith("/modification")
                && !call[1].equals("/migration/execute");
    }

    private String fill(String template, String id) {
        JsonNode instance = as("admin")
                .get("/engine-rest/process-instance?businessKey=" + id)
                .json()
                .get(0);
        return template.formatted(
                instance.get("id").asText(),
                tasks(id, Elements.USER_APPROVE_REQUEST).get(0).get("id").asText(),
                instance.get("definitionId").asText(),
                id);
    }

    @Test
    void an_administrator_who_moves_a_request_past_its_approval_orders_nothing_and_stands_in_the_timeline() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        Answer moved = as("admin").postJson(fill("/engine-rest/process-instance/%1$s/modification", id), """
                {"instructions": [{"type": "startBeforeActivity", "activityId": "service_place_order"}, {"type": "cancel",
                "activityId": "user_approve_request"}]}""");
        assertThat(moved.status()).as(moved.toString()).isEqualTo(204);

        waitsIn(id, Elements.USER_CORRECT_REQUEST);

        assertThat(certCentral().ordersOf(id)).isEmpty();
        assertThat(interventions(id))
                .singleElement()
                .asString()
                .contains("admin", "moved by hand", Elements.SERVICE_PLACE_ORDER);
        assertThat(as("auditor")
                        .get("/api/eseals/" + id + "/evidence")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void an_administrator_who_has_a_seal_renewed_by_a_move_does_not_decide_on_the_renewal() {
        ObjectNode month = OrderBodies.withCsr(Keys.csr(Keys.fresh()));
        month.putObject("order_validity").put("days", 30);
        String id = inService(month);
        Answer moved = as("adele").postJson(modification(id), """
                {"instructions": [{"type": "startBeforeActivity", "activityId": "service_start_renewal"}]}""");
        assertThat(moved.status()).as(moved.toString()).isEqualTo(204);
        eventually(id, () -> detail(id).get("timeline").toString().contains("renewal_started"), "starts its renewal");
        String successor = StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals("renewal_started"))
                .map(entry -> entry.get("detail").asText())
                .findFirst()
                .orElseThrow();

        waitsIn(successor, Elements.USER_APPROVE_REQUEST);
        assertThat(complete("adele", approval(successor, "legal-approvers"), Map.of("decision", "approve"))
                        .toString())
                .contains("400", "moved one of them by hand");
        approveFor(successor, "legal-approvers", "lars");
    }

    @Test
    void an_administrator_who_moved_a_request_does_not_decide_on_it_but_one_who_let_it_go_on_may() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        for (boolean suspended : List.of(true, false)) {
            assertThat(as("adele")
                            .send(
                                    "PUT",
                                    modification(id).replace("modification", "suspended"),
                                    "{\"suspended\": " + suspended + "}",
                                    "Content-Type",
                                    "application/json")
                            .status())
                    .isEqualTo(204);
        }
        approveFor(id, "legal-approvers", "adele");

        String other = requested(OrderBodies.withCsr(CSR));
        waitsIn(other, Elements.USER_APPROVE_REQUEST);
        assertThat(as("adele").postJson(modification(other), """
                {"instructions": [{"type": "cancel", "activityId": "user_approve_request"}, {"type":
                "startBeforeActivity", "activityId": "user_correct_request"}]}""").status()).isEqualTo(204);
        completes("requester", other, Elements.USER_CORRECT_REQUEST, Map.of("request", OrderBodies.withCsr(CSR)));
        waitsIn(other, Elements.USER_APPROVE_REQUEST);
        assertThat(complete("adele", approval(other, "legal-approvers"), Map.of("decision", "approve"))
                        .toString())
                .contains("400", "moved one of them by hand");
    }

    private String modification(String id) {
        return "/engine-rest/process-instance/"
                + as("admin")
                        .get("/engine-rest/process-instance?businessKey=" + id)
                        .json()
                        .get(0)
                        .get("id")
                        .asText()
                + "/modification";
    }

    @Test
    void what_is_ordered_is_what_was_approved_whatever_an_administrator_makes_of_the_request_afterwards() {
        certCentral().setFunds("1.00");
        String id = approved(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_RESOLVE_PAYMENT);
        ObjectNode other = OrderBodies.withCsr(CSR);
        other.with("order_validity").put("years", 3);
        String instance = as("admin")
                .get("/engine-rest/process-instance?businessKey=" + id)
                .json()
                .get(0)
                .get("id")
                .asText();
        ObjectNode written = SingleQuoted.object("{'type': 'Json'}").put("value", other.toString());
        assertThat(as("admin")
                        .send(
                                "PUT",
                                "/engine-rest/process-instance/" + instance + "/variables/request",
                                written.toString(),
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(204);
        assertThat(as("admin")
                        .postJson("/engine-rest/process-instance/" + instance + "/modification", """
                {"instructions": [{"type": "startBeforeActivity", "activityId": "service_place_order"}, {"type": "cancel",
                "activityId": "user_resolve_payment"}]}""")
                        .status())
                .isEqualTo(204);

        waitsIn(id, Elements.USER_CORRECT_REQUEST);

        assertThat(certCentral().ordersOf(id)).isEmpty();
        assertThat(interventions(id)).hasSize(2);
        certCentral().setFunds("10000.00");
    }

    @Test
    void an_edit_resets_the_approvals_and_an_edit_that_changes_nothing_decided_does_not() {
        String id = requested(OrderBodies.withCsr(CSR));
        approveFor(id, "legal-approvers", "legal");
        assertThat(complete(
                                "security",
                                approval(id, "security-approvers"),
                                Map.of("decision", "rework", "comment", "three years"))
                        .status())
                .isEqualTo(204);
        ObjectNode edited = OrderBodies.withCsr(CSR);
        edited.with("order_validity").put("years", 2);
        completes("requester", id, Elements.USER_CORRECT_REQUEST, Map.of("request", edited));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);

        assertThat(tasks(id, Elements.USER_APPROVE_REQUEST))
                .as("everybody is asked again")
                .hasSize(3);
    }

    @Test
    void a_request_whose_approvals_are_not_of_distinct_people_is_not_ordered() {
        certCentral().setFunds("1.00");
        String id = approved(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_RESOLVE_PAYMENT);
        certCentral().setFunds("10000.00");
        application
                .tables()
                .execute(
                        "delete from approval where eseal_id = '" + id + "' and approver_group = 'security-approvers'");

        completes("fiona", id, Elements.USER_RESOLVE_PAYMENT, Map.of("decision", "retry"));

        waitsIn(id, Elements.USER_CORRECT_REQUEST);
        assertThat(certCentral().ordersOf(id)).isEmpty();
    }

    private List<String> interventions(String id) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals("intervention"))
                .map(JsonNode::toString)
                .toList();
    }

    @Test
    void a_person_who_was_made_a_candidate_stands_in_nobodys_way() {
        String id = requested(OrderBodies.onTokenToDublin());
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        String task = approval(id, "legal-approvers").get("id").asText();
        for (String candidate : List.of("rita", "lars", "fiona", "requester")) {
            application.bean(TaskService.class).addCandidateUser(task, candidate);
        }
        application.bean(TaskService.class).addCandidateGroup(task, "requesters");

        assertThat(complete("requester", approval(id, "legal-approvers"), Map.of("decision", "approve"))
                        .toString())
                .contains("400", "You requested this seal");
        assertThat(complete("fiona", approval(id, "legal-approvers"), Map.of("decision", "approve"))
                        .toString())
                .contains("400", "Only members of legal-approvers");
        approveFor(id, "legal-approvers", "lars");
        waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
    }

    /**
     * The doors through which an administrator writes the request: method, path, body; {@code %1$s} is the instance,
     * {@code %2$s} a task, {@code @} the value.
     */
    static Stream<String> doorsOfTheRequest() {
        return Stream.of(
                "PUT|/process-instance/%1$s/variables/request|@",
                "POST|/process-instance/%1$s/variables|{'modifications': {'request': @}}",
                "PUT|/execution/%1$s/localVariables/request|@",
                "POST|/execution/%1$s/localVariables|{'modifications': {'request': @}}",
                "PUT|/task/%2$s/variables/request|@",
                "POST|/task/%2$s/variables|{'modifications': {'request': @}}",
                "POST|/process-instance/%1$s/modification|{'instructions': [{'type': 'cancel', 'activityId': 'user_confirm_shipping'},"
                        + " {'type': 'startBeforeActivity', 'activityId': 'user_confirm_shipping', 'variables': {'request': @}}]}",
                "POST|/process-instance/%1$s/modification|{'instructions': [{'type': 'cancel', 'activityId': 'user_confirm_shipping'},"
                        + " {'type': 'startTransition', 'transitionId': 'flow_provisioning_method_confirm_shipping', "
                        + "'variables': {'request': @}}]}");
    }

    private Answer writes(String user, String door, String id, String task, ObjectNode request) {
        String[] parts = door.split("\\|");
        JsonNode instance = as("admin")
                .get("/engine-rest/process-instance?businessKey=" + id)
                .json()
                .get(0);
        String value = SingleQuoted.object("{'type': 'Json'}")
                .put("value", request.toString())
                .toString();
        return as(user).send(
                        parts[0],
                        "/engine-rest"
                                + parts[1].formatted(
                                        instance.get("id").asText(),
                                        waitsIn(id, task).get("id").asText()),
                        parts[2].replace('\'', '"').replace("@", value),
                        "Content-Type",
                        "application/json");
    }

    @ParameterizedTest
    @MethodSource("doorsOfTheRequest")
    void an_administrator_who_changes_what_was_approved_is_told_of_with_old_and_new_value_and_does_not_decide_on_it(
            String door) {
        String id = requested(OrderBodies.onTokenToDublin());
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        approveFor(id, "legal-approvers", "lars");

        Answer unchanged = writes("adele", door, id, Elements.USER_CONFIRM_SHIPPING, (ObjectNode)
                detail(id).get("request"));
        assertThat(unchanged.status()).as(unchanged.toString()).isEqualTo(204);
        assertThat(events(id)).doesNotContain("request_changed");

        Answer answer = writes("adele", door, id, Elements.USER_CONFIRM_SHIPPING, elsewhere());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);

        assertThat(changes(id))
                .containsExactly(
                        "adele ship_info.city: \"Dublin\" → \"Gent\"; ship_info.name: \"Ada Example\" → \"Eve Elsewhere\"");
        completes("requester", id, Elements.USER_CONFIRM_SHIPPING, Map.of("request", elsewhere()));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertThat(complete("adele", approval(id, "legal-approvers"), Map.of("decision", "approve"))
                        .toString())
                .contains("400", "You changed this request");
        assertThat(certCentral().ordersOf(id)).isEmpty();
        approveFor(id, "legal-approvers", "lars");
        confirmsShipping("requester", id);
        reaches(id, "ORDERED");
        assertThat(as("auditor")
                        .get("/api/eseals/" + id + "/evidence")
                        .json()
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    /**
     * Tries to set a local request at a single step: it would hide the request of the process, and would take the
     * changes of the step's people.
     */
    @Test
    void nobody_lays_a_second_request_before_a_single_step() {
        String id = requested(OrderBodies.onTokenToDublin());
        approveFor(id, "legal-approvers", "lars");
        waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
        String instance = as("admin")
                .get("/engine-rest/process-instance?businessKey=" + id)
                .json()
                .get(0)
                .get("id")
                .asText();
        String scope = as("admin")
                .get("/engine-rest/process-instance/" + instance + "/activity-instances")
                .json()
                .at("/childActivityInstances/0/executionIds/0")
                .asText();
        for (String door : List.of(
                "PUT|/task/%2$s/localVariables/request|@",
                "POST|/task/%2$s/localVariables|{'modifications': {'request': @}}",
                "PUT|/execution/" + scope + "/localVariables/request|@",
                "POST|/execution/" + scope + "/localVariables|{'modifications': {'request': @}}",
                "POST|/process-instance/%1$s/modification|{'instructions': [{'type': 'startBeforeActivity', "
                        + "'activityId': 'user_confirm_shipping', "
                        + "'variables': {'request': {'local': true, 'type': 'Json', 'value': '{}'}}}]}")) {
            Answer answer = writes("adele", door, id, Elements.USER_CONFIRM_SHIPPING, elsewhere());
            assertThat(answer.toString()).as(door).contains("400", "There is one variable request");
        }
        assertThat(events(id)).doesNotContain("request_changed", "intervention");
    }

    @ParameterizedTest
    @MethodSource("doorsOfTheRequest")
    void nothing_changes_under_the_eyes_of_the_approvers(String door) {
        String id = requested(OrderBodies.onTokenToDublin());
        waitsIn(id, Elements.USER_APPROVE_REQUEST);

        Answer answer = writes(
                "adele",
                door.replace(
                                "'startBeforeActivity', 'activityId': 'user_confirm_shipping'",
                                "'startBeforeActivity', 'activityId': 'user_approve_request#multiInstanceBody'")
                        .replace(Elements.USER_CONFIRM_SHIPPING, Elements.USER_APPROVE_REQUEST)
                        .replace("flow_provisioning_method_confirm_shipping", "flow_approval_needed_approve_request"),
                id,
                Elements.USER_APPROVE_REQUEST,
                elsewhere());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body()).contains("have it sent back to change ship_info.city, ship_info.name");
        assertThat(events(id)).doesNotContain("request_changed", "intervention");
        assertThat(detail(id).at("/request/ship_info/city").asText()).isEqualTo("Dublin");
        approveFor(id, "legal-approvers", "adele");
        waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
    }

    @ParameterizedTest
    @CsvSource({
        "organizationName",
        "price",
        "key",
        "changes",
        "approverGroup",
        "esealId",
        "requester",
        "nobodyLeft",
        "decision",
        "comment"
    })
    void what_approvers_are_shown_beside_the_request_and_their_answers_are_written_by_nobody(String variable) {
        String id = WAITING.computeIfAbsent(Rule.THE_REQUESTER_NEVER_APPROVES, this::bring);
        int before = detail(id).get("timeline").size();
        String value = "{'value': 'Harmless NV', 'type': 'String'}";
        String carried = "'variables': {'" + variable + "': " + value + "}";
        for (String call : List.of(
                "PUT|/process-instance/%1$s/variables/" + variable + "|" + value,
                "PUT|/task/%2$s/localVariables/" + variable + "|" + value,
                "POST|/process-instance/%1$s/modification|{'instructions': [{'type': 'startBeforeActivity', "
                        + "'activityId': 'service_validate_request', "
                        + carried + "}]}",
                "POST|/process-instance/%1$s/modification|{'instructions': [{'type': 'startBeforeActivity', "
                        + "'activityId': 'service_validate_request', "
                        + carried.replace("'String'", "'String', 'local': true") + "}]}",
                "POST|/migration/execute|{'processInstanceIds': ['%1$s'], 'migrationPlan': "
                        + "{'sourceProcessDefinitionId': '%3$s', 'targetProcessDefinitionId': '%3$s', "
                        + "'instructions': [], " + carried + "}}")) {
            String[] parts = call.split("\\|");
            for (Door door : Door.values()) {
                Answer answer = door.send(
                        "admin",
                        parts[0],
                        fill(parts[1], id),
                        fill(parts[2], id).replace('\'', '"'));
                assertThat(answer.toString())
                        .as(door + " " + call)
                        .contains("400", "writes the variable request alone");
            }
        }
        assertThat(detail(id).get("timeline").size()).as("nothing happened").isEqualTo(before);
    }

    /**
     * Tries to remove the request or to replace it by something else than a JSON object: then nobody could decide any
     * more, not even to send it back.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DELETE|/process-instance/%1$s/variables/request|``",
                "DELETE|/task/%2$s/variables/request|``",
                "POST|/process-instance/%1$s/variables|{'deletions': ['request']}",
                "POST|/execution/%1$s/localVariables|{'deletions': ['request']}",
                "PUT|/process-instance/%1$s/variables/request|{'value': null, 'type': 'Json'}",
                "PUT|/process-instance/%1$s/variables/request|{'value': '[]', 'type': 'Json'}",
                "PUT|/process-instance/%1$s/variables/request|{'value': 'x', 'type': 'String'}",
                "PUT|/process-instance/%1$s/variables/request|{'value': '{}', 'type': 'String'}"
            })
    void nobody_takes_the_request_away(String method, String path, String body) {
        String id = WAITING.computeIfAbsent(Rule.THE_REQUESTER_NEVER_APPROVES, this::bring);
        Answer answer = as("admin")
                .send(
                        method,
                        fill("/engine-rest" + path, id),
                        body.replace('\'', '"'),
                        "Content-Type",
                        "application/json");

        assertThat(answer.toString())
                .contains("400")
                .containsAnyOf("cannot go on without its variable request", "must be a JSON object");
        JsonNode shown = as("legal")
                .get("/engine-rest/task/"
                        + approval(id, "legal-approvers").get("id").asText()
                        + "/form-variables?deserializeValues=false")
                .json();
        assertThat(shown.at("/request/value").asText()).contains("Dublin");
    }

    @ParameterizedTest
    @CsvSource({"/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default"})
    void nobody_takes_another_name_but_administrators_give_one(String place) {
        String path = place + "/user/lars/profile";
        ObjectNode profile =
                (ObjectNode) as("lars").get("/engine-rest/user/lars/profile").json();
        profile.put("email", "lars@example.org");
        Browser lars = Browser.signedIn(as("lars"));
        for (String field : List.of("firstName", "lastName")) {
            assertThat(lars.json(
                                    "PUT",
                                    path,
                                    profile.deepCopy()
                                            .put(field, "Somebody Else")
                                            .toString())
                            .toString())
                    .contains("Names are changed by administrators");
        }
        assertThat(lars.json("PUT", path, profile.toString()).status()).isEqualTo(204);
        // Whether somebody is there, and called so, is not told to others.
        for (String other : List.of("adele", "not-there")) {
            assertThat(lars.json(
                                    "PUT",
                                    place + "/user/" + other + "/profile",
                                    profile.deepCopy().put("id", other).toString())
                            .toString())
                    .doesNotContain("Names are changed by administrators");
        }
        assertThat(Browser.signedIn(as("adele"))
                        .json(
                                "PUT",
                                path,
                                profile.put("lastName", "Larson" + place.length())
                                        .toString())
                        .status())
                .isEqualTo(204);
        assertThat(as("lars")
                        .get("/engine-rest/user/lars/profile")
                        .json()
                        .get("lastName")
                        .asText())
                .isEqualTo("Larson" + place.length());
    }

    @Test
    void a_token_goes_nowhere_else_than_its_approvers_decided_and_whoever_wrote_the_address_does_not_decide() {
        String id = requested(OrderBodies.onTokenToDublin());
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        approveFor(id, "legal-approvers", "lars");
        completes("olga", id, Elements.USER_CONFIRM_SHIPPING, Map.of("request", elsewhere()));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);

        assertThat(complete("olga", approval(id, "legal-approvers"), Map.of("decision", "approve"))
                        .toString())
                .contains("400", "You changed this request");
        JsonNode shown = as("lars")
                .get("/engine-rest/task/"
                        + approval(id, "legal-approvers").get("id").asText()
                        + "/form-variables?deserializeValues=false")
                .json();
        assertThat(shown.at("/changes/value").asText())
                .contains(
                        "Shipped to: city", "Dublin", "Gent", "Shipped to: recipient", "Ada Example", "Eve Elsewhere");
        assertThat(changes(id))
                .containsExactly(
                        "olga ship_info.city: \"Dublin\" → \"Gent\"; ship_info.name: \"Ada Example\" → \"Eve Elsewhere\"");
        assertThat(certCentral().ordersOf(id)).isEmpty();

        approveFor(id, "legal-approvers", "lars");
        confirmsShipping("olga", id);
        reaches(id, "ORDERED");
        assertThat(detail(id).at("/request/ship_info/city").asText()).isEqualTo("Gent");
    }

    @Test
    void whoever_hands_a_delegated_task_back_leaves_the_request_as_it_is() {
        String id = requested(OrderBodies.onTokenToDublin());
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        approveFor(id, "legal-approvers", "lars");
        String task = "/engine-rest/task/"
                + waitsIn(id, Elements.USER_CONFIRM_SHIPPING).get("id").asText();
        assertThat(as("requester")
                        .postJson(task + "/delegate", "{\"userId\": \"olga\"}")
                        .status())
                .isEqualTo(204);
        ObjectNode answer = SingleQuoted.object("{'variables': {'request': {'type': 'Json'}}}");
        ((ObjectNode) answer.at("/variables/request")).put("value", elsewhere().toString());

        for (String door : List.of("/resolve", "/submit-form")) {
            assertThat(as("olga").postJson(task + door, answer).toString())
                    .as(door)
                    .contains("400", "hand a delegated task back without: request");
        }
        assertThat(changes(id)).isEmpty();
    }

    @Test
    void approvers_see_the_key_that_they_decide_on_and_no_other_is_sent_for_the_order() {
        String id = requested(OrderBodies.withCsr(CSR));
        waitsIn(id, Elements.USER_APPROVE_REQUEST);
        JsonNode key = read(as("legal")
                .get("/engine-rest/task/"
                        + approval(id, "legal-approvers").get("id").asText()
                        + "/form-variables?deserializeValues=false")
                .json()
                .at("/key/value")
                .asText());
        assertThat(key.get("kind").asText()).isEqualTo("RSA, 2048 bits");
        assertThat(key.get("subject").asText()).isEqualTo("CN=Example NV");
        assertThat(key.get("fingerprint").asText()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        approveFor(id, "legal-approvers", "legal");
        approveFor(id, "security-approvers", "security");
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "needs_csr");
        waitsIn(id, Elements.USER_UPDATE_CSR);

        Answer answer = as("requester")
                .send(
                        "PUT",
                        "/api/eseals/" + id + "/csr",
                        Keys.csr(Keys.fresh()),
                        "Content-Type",
                        "application/x-pem-file");
        assertThat(answer.toString()).contains("no other key is sent for this order");
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(complete(
                                "olga",
                                waitsIn(id, Elements.USER_UPDATE_CSR),
                                Map.of("request", OrderBodies.withCsr(Keys.csr(Keys.fresh()))))
                        .toString())
                .contains("400", "no other key is sent for this order");

        assertThat(as("requester")
                        .send("PUT", "/api/eseals/" + id + "/csr", CSR, "Content-Type", "application/x-pem-file")
                        .status())
                .isEqualTo(204);
    }

    private static ObjectNode elsewhere() {
        ObjectNode body = OrderBodies.onTokenToDublin();
        ((ObjectNode) body.get("ship_info")).put("name", "Eve Elsewhere").put("city", "Gent");
        return body;
    }

    /** Returns the changes and who made them, in the order of the timeline. */
    private List<String> changes(String id) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals("request_changed"))
                .map(entry ->
                        entry.get("actor").asText() + " " + entry.get("detail").asText())
                .toList();
    }
}
