package io.eseal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.orderbody.OrderBody;
import io.eseal.security.Groups;
import io.eseal.task.TaskCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** Tests what each user of the demo finds in Tasklist and on the start page. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:workplace", "certcentral.base-url=http://localhost:9/"})
@ActiveProfiles("demo")
@DirtiesContext
class WorkplaceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&";

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FilterService filters;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private EsealRegister register;

    @Autowired
    private FilterProvisioning provisioning;

    @Autowired
    private TaskSettings settings;

    @Autowired
    private TaskCatalogue catalogue;

    @Autowired
    private JdbcClient jdbc;

    private Deployment deployment;

    /** One task of each kind, without the work that leads there. */
    @BeforeEach
    void one_task_of_each_kind_waits() {
        var model = Bpmn.createExecutableProcess(EsealLifecycle.PROCESS)
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .parallelGateway("fork")
                .userTask(Elements.USER_APPROVE_REQUEST)
                .name("Approve request")
                .camundaCandidateGroups("legal-approvers")
                .endEvent()
                .moveToNode("fork")
                .userTask(Elements.USER_PAY_BY_CARD)
                .name("Pay by card")
                .camundaCandidateGroups("finance")
                .endEvent()
                .moveToNode("fork")
                .userTask(Elements.USER_RESOLVE_ORDER_IN_DOUBT)
                .name("Resolve order in doubt")
                .camundaCandidateGroups("operators")
                .endEvent()
                .moveToNode("fork")
                .userTask(Elements.USER_CHASE_VALIDATION)
                .name("Chase validation")
                .camundaCandidateGroups("operators")
                .endEvent()
                .moveToNode("fork")
                .userTask(Elements.USER_CONFIRM_SHIPPING)
                .name("Confirm shipping")
                .camundaAssignee("requester")
                .camundaCandidateGroups("operators")
                .endEvent()
                .done();
        deployment = repository
                .createDeployment()
                .addModelInstance("kinds.bpmn", model)
                .deploy();
    }

    @AfterEach
    void nothing_is_left() {
        repository.deleteDeployment(deployment.getId(), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requester|My tasks, Due today or overdue",
                "legal|To do, My tasks, Due today or overdue, My approvals",
                "security|To do, My tasks, Due today or overdue, My approvals",
                "finance|To do, My tasks, Due today or overdue, My approvals, Payments",
                "operator|To do, My tasks, Due today or overdue, My approvals, Payments, In doubt, Nobody left to "
                        + "act, To do in CertCentral, With the requesters, All tasks, Overdue anywhere",
                "auditor|All tasks, Overdue anywhere"
            })
    void tasklist_offers_the_lists_of_the_group_in_their_order(String user, String lists) {
        assertThat(String.join(
                        ", ",
                        lists(user).stream()
                                .map(list -> list.get("name").asText())
                                .toList()))
                .isEqualTo(lists);
        assertThat(lists(user)).allSatisfy(list -> {
            assertThat(list.at("/properties/color").asText()).matches("#[0-9a-f]{6}");
            assertThat(list.at("/properties/description").asText()).endsWith(".");
            assertThat(list.at("/properties/refresh").asBoolean()).isTrue();
            assertThat(list.at("/properties/variables/0/label").asText()).isEqualTo("Request");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requester|My tasks 1, Due today or overdue 0",
                "legal|To do 1, My tasks 0, Due today or overdue 0, My approvals 1",
                "security|To do 0, My tasks 0, Due today or overdue 0, My approvals 0",
                "finance|To do 1, My tasks 0, Due today or overdue 0, My approvals 0, Payments 1",
                "operator|To do 2, My tasks 0, Due today or overdue 0, My approvals 0, Payments 1, In doubt 1, "
                        + "Nobody left to act 0, To do in CertCentral 1, With the requesters 1, All tasks 5, Overdue anywhere 0",
                "auditor|All tasks 5, Overdue anywhere 0"
            })
    void each_list_holds_what_its_name_says(String user, String counts) {
        start();

        assertThat(counts(user)).isEqualTo(counts);
    }

    @Test
    void what_is_due_today_is_listed_and_what_is_overdue_is_listed_twice() {
        start();
        due(Elements.USER_CONFIRM_SHIPPING, Instant.now().minus(Duration.ofHours(1)));

        assertThat(counts("requester")).isEqualTo("My tasks 1, Due today or overdue 1");
        assertThat(counts("operator")).contains("Overdue anywhere 1").contains("Due today or overdue 0");
        assertThat(counts("auditor")).contains("Overdue anywhere 1");

        due(Elements.USER_CONFIRM_SHIPPING, Instant.now().plus(Duration.ofDays(2)));
        assertThat(counts("requester")).contains("Due today or overdue 0");
    }

    @Test
    void a_claimed_task_leaves_the_lists_of_the_others_and_stays_in_the_list_of_its_kind() {
        start();
        tasks.claim(task(Elements.USER_PAY_BY_CARD), "finance");

        assertThat(counts("finance"))
                .isEqualTo("To do 1, My tasks 1, Due today or overdue 0, My approvals 0, Payments 1");
        tasks.setAssignee(task(Elements.USER_PAY_BY_CARD), "another");
        assertThat(counts("finance"))
                .isEqualTo("To do 0, My tasks 0, Due today or overdue 0, My approvals 0, Payments 1");
    }

    @Test
    void whoever_may_see_a_task_sees_which_request_it_is_about() {
        start();
        String list = lists("legal").get(0).get("id").asText();

        assertThat(get("legal", "/engine-rest/filter/" + list + "/list?maxResults=5", "application/hal+json")
                        .body())
                .containsPattern("\"name\":\"esealId\"[^}]*\"value\":\"ES-|\"value\":\"ES-[^}]*\"name\":\"esealId\"");
    }

    @Test
    void lists_are_provisioned_once_however_often_the_service_starts() {
        List<String> before = all().stream().map(Filter::getId).toList();
        long grants = grants();
        provisioning.afterSingletonsInstantiated();

        assertThat(all())
                .extracting(Filter::getId)
                .containsExactlyElementsOf(before)
                .hasSize(TaskFilters.all(catalogue).size());
        assertThat(grants()).isEqualTo(grants);
    }

    @Test
    void a_list_that_was_changed_becomes_what_it_was_under_the_same_address() {
        Filter list = named("Payments");
        filters.saveFilter(list.setName("Renamed")
                .setQuery(tasks.createTaskQuery().taskAssignee("nobody"))
                .setProperties(Map.of(TaskFilter.KEY, "payments", "color", "red")));
        provisioning.afterSingletonsInstantiated();
        start();

        assertThat(named("Payments").getId()).isEqualTo(list.getId());
        assertThat(named("Renamed")).isNull();
        assertThat(counts("finance")).endsWith("Payments 1");
    }

    @Test
    void lists_that_an_administrator_made_stay_as_they_are() {
        Filter own = filters.saveFilter(
                filters.newTaskFilter("An administrator's own").setQuery(tasks.createTaskQuery()));
        provisioning.afterSingletonsInstantiated();

        assertThat(named("An administrator's own")).isNotNull();
        filters.deleteFilter(own.getId());
    }

    @Test
    void what_an_older_release_had_and_what_two_nodes_made_twice_goes_away() {
        List<String> before = all().stream().map(Filter::getId).toList();
        filters.saveFilter(filters.newTaskFilter("Payments")
                .setQuery(tasks.createTaskQuery())
                .setProperties(Map.of(TaskFilter.KEY, "payments")));
        filters.saveFilter(filters.newTaskFilter("Old")
                .setQuery(tasks.createTaskQuery())
                .setProperties(Map.of(TaskFilter.KEY, "of-old")));
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(Groups.REQUESTERS);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(named("All tasks").getId());
        grant.addPermission(Permissions.READ);
        authorizations.saveAuthorization(grant);
        provisioning.afterSingletonsInstantiated();

        assertThat(all())
                .extracting(Filter::getName)
                .containsExactlyInAnyOrderElementsOf(TaskFilters.all(catalogue).stream()
                        .map(TaskFilter::name)
                        .toList());
        assertThat(all()).hasSameSizeAs(before);
        assertThat(lists("requester")).hasSize(2);
    }

    @Test
    void the_times_of_the_shipped_configuration_hold() {
        assertThat(due(Elements.USER_APPROVE_REQUEST)).isEqualTo(Duration.ofDays(2));
        assertThat(due(Elements.USER_RESOLVE_ORDER_IN_DOUBT)).isEqualTo(Duration.ofHours(4));
        assertThat(settings.followUp(
                        catalogue.find(Elements.USER_CONFIRM_TOKEN_RECEIVED).orElseThrow()))
                .contains(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requester|My tasks;Your newest requests;Request an eSeal|Cockpit;Admin;Payments;All tasks;Newest requests;stands still",
                "legal|To do;My approvals|Cockpit;Admin;Payments;All tasks;Your newest requests;Request an "
                        + "eSeal;Newest requests;stands still",
                "security|To do;My approvals|Cockpit;Admin;Payments;All tasks;Your newest requests;Request an "
                        + "eSeal;Newest requests;stands still",
                "finance|To do;Payments|Cockpit;Admin;All tasks;In doubt;Your newest requests;Request an "
                        + "eSeal;Newest requests;stands still",
                "operator|Cockpit;In doubt;All tasks;With the requesters;No step of the process stands still;Newest "
                        + "requests of all|Admin;Your newest requests;Request an eSeal",
                "auditor|Cockpit;All tasks;Overdue anywhere;Newest requests of all|Admin;To do;In doubt;Your newest "
                        + "requests;Request an eSeal",
                "admin|Cockpit;Admin;All tasks|Your newest requests;Request an eSeal"
            })
    void the_start_page_leads_each_person_to_their_place(String user, String there, String notThere) {
        start();
        var page = page(user);

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains(
                        "eSeal Orchestrator",
                        "/camunda/app/tasklist/default/",
                        "/api/docs",
                        "<b>" + user + "</b>",
                        "Sign out")
                .contains(there.split(";"))
                .doesNotContain(notThere.split(";"));
    }

    @Test
    void the_start_page_counts_what_waits_and_leads_to_the_list() {
        start();
        String list = lists("finance").stream()
                .filter(found -> found.get("name").asText().equals("Payments"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();

        assertThat(page("finance").body())
                .contains("?filter=" + list + "\" style=\"color: #1c6634\"><strong>1</strong> <span>Payments</span>");
    }

    @Test
    void requesters_see_where_their_own_requests_stand_and_what_they_have_to_do_next_and_nobody_elses() {
        EsealId id = start();
        register.organization(id, Optional.of("Example AG"), Optional.empty());
        EsealId others = EsealId.next();
        register.open(others, UserId.of("somebody"), OrderBody.empty());
        EsealId unnamed = EsealId.next();
        register.open(
                unnamed,
                UserId.of("requester"),
                OrderBody.of(JSON.createObjectNode()
                        .set("organization", JSON.createObjectNode().put("id", 2042709))));

        assertThat(page("requester").body())
                .contains(
                        id.value(),
                        "Example AG",
                        unnamed.value(),
                        "organisation 2042709",
                        "is being checked",
                        "?task=" + task(Elements.USER_CONFIRM_SHIPPING) + "\">Confirm shipping</a>")
                .doesNotContain(others.value());
        assertThat(page("requester").body()).contains("/api/eseals/" + id + "/evidence");
        assertThat(page("operator").body()).contains(id.value(), others.value()).doesNotContain("/evidence");
        assertThat(page("auditor").body()).contains(id.value(), others.value(), "/api/eseals/" + others + "/evidence");
    }

    @Test
    void a_certificate_is_offered_where_there_is_one_to_download_and_nowhere_else() {
        EsealId own = start();
        EsealId token = start();
        EsealId quarantined = start();
        List.of(own, token, quarantined)
                .forEach(id -> register.certificateInService(
                        id, Optional.empty(), Instant.now(), Instant.now().plus(Duration.ofDays(365))));
        certificate(own, "pem");
        certificate(token, null);
        certificate(quarantined, "pem");
        List.of(own, token).forEach(this::registered);
        List.of(own, token).forEach(id -> register.enter(id, EsealState.IN_SERVICE));
        register.enter(quarantined, EsealState.DELIVERY);

        for (String user : List.of("requester", "operator")) {
            String page = page(user).body();
            assertThat(page)
                    .contains("/api/eseals/" + own + "/certificate")
                    .contains(token.value(), quarantined.value())
                    .doesNotContain(
                            "/api/eseals/" + token + "/certificate", "/api/eseals/" + quarantined + "/certificate");
        }
        for (EsealId id : List.of(own, token, quarantined)) {
            assertThat(get("requester", "/api/eseals/" + id + "/certificate", "*/*")
                            .statusCode())
                    .isEqualTo(id.equals(own) ? 200 : 404);
        }
    }

    private void certificate(EsealId id, String pem) {
        jdbc.sql("insert into certificate (eseal_id, order_id, certificate_id, valid_from, valid_till, pem) values "
                        + "(:id, 1, 1, :till, :till, :pem)")
                .param("id", id.value())
                .param("till", OffsetDateTime.now(ZoneOffset.UTC))
                .param("pem", pem)
                .update();
    }

    private void registered(EsealId id) {
        jdbc.sql("update certificate set registered_at = valid_from where eseal_id = :id")
                .param("id", id.value())
                .update();
    }

    @Test
    void incidents_are_told_to_those_who_can_look_into_them() {
        start();
        runtime.createIncident(
                "test",
                runtime.createExecutionQuery()
                        .activityId(Elements.USER_PAY_BY_CARD)
                        .singleResult()
                        .getId(),
                "",
                "made by a test");

        assertThat(page("operator").body()).contains(">1 step of the process stands still</a>");
        assertThat(page("finance").body()).doesNotContain("stands still");
    }

    @Test
    void what_people_or_CertCentral_wrote_is_shown_as_text() {
        EsealId id = start();
        register.organization(id, Optional.of(CANARY), Optional.empty());
        Filter own = filters.saveFilter(filters.newTaskFilter(CANARY)
                .setQuery(tasks.createTaskQuery())
                .setProperties(Map.of("description", CANARY, "color", "red\" onclick=\"alert(1)")));
        String operators = page("operator").body();
        String administrators = page("admin").body();
        filters.deleteFilter(own.getId());

        assertThat(operators)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;img")
                .doesNotContain("<script", "<img src=x");
        assertThat(administrators).contains("&lt;script&gt;").doesNotContain("<script", "<img src=x", "onclick=\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void the_engines_applications_carry_the_products_name_and_colours(String application) {
        String files = "/camunda/app/" + application + "/";

        assertThat(get("operator", files + "scripts/config.js", "*/*").body())
                .contains("vendor: 'eSeal Orchestrator'")
                .contains("availableLocales: ['en']");
        assertThat(get("operator", files + "styles/user-styles.css", "*/*").body())
                .contains("@import url(\"../../../assets/eseal/apps.css\")");
        assertThat(get("operator", "/camunda/assets/eseal/apps.css", "*/*").body())
                .contains(".ce-eol-banner { display: none; }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/assets/eseal/seal.svg",
                "/camunda/assets/eseal/start.css",
                "/camunda/favicon.ico",
                "/favicon.ico",
                "/camunda/app/tasklist/scripts/filter-counts.js",
                "/camunda/app/tasklist/scripts/labels.js",
                "/camunda/app/tasklist/scripts/menu.js"
            })
    void what_the_pages_are_made_of_is_there(String file) {
        assertThat(get("legal", file, "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void the_sign_in_page_carries_the_products_name_before_anybody_signed_in() {
        assertThat(get(null, "/default-ui.css", "*/*").body()).contains("content: \"eSeal Orchestrator\"");
        assertThat(get(null, "/favicon.ico", "*/*").statusCode()).isEqualTo(200);
    }

    private EsealId start() {
        EsealId id = EsealId.next();
        runtime.startProcessInstanceByKey(
                EsealLifecycle.PROCESS, id.value(), Map.of(EsealLifecycle.Variables.ESEAL_ID, id.value()));
        register.open(id, UserId.of("requester"), OrderBody.empty());
        return id;
    }

    private String task(String key) {
        return tasks.createTaskQuery().taskDefinitionKey(key).singleResult().getId();
    }

    private Duration due(String key) {
        return settings.due(catalogue.find(key).orElseThrow());
    }

    private void due(String key, Instant at) {
        var task = tasks.createTaskQuery().taskDefinitionKey(key).singleResult();
        task.setDueDate(Date.from(at));
        tasks.saveTask(task);
    }

    private List<Filter> all() {
        return filters.createTaskFilterQuery().orderByFilterId().asc().list();
    }

    private Filter named(String name) {
        return filters.createTaskFilterQuery().filterName(name).singleResult();
    }

    private long grants() {
        return authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.FILTER)
                .count();
    }

    private String counts(String user) {
        return String.join(
                ", ",
                lists(user).stream()
                        .map(list -> list.get("name").asText() + " "
                                + list.get("itemCount").asText())
                        .toList());
    }

    /** Returns the lists of a user in the order in which Tasklist shows them. */
    private List<JsonNode> lists(String user) {
        try {
            JsonNode found =
                    JSON.readTree(get(user, "/engine-rest/filter?resourceType=Task&itemCount=true", "application/json")
                            .body());
            return StreamSupport.stream(found.spliterator(), false)
                    .sorted(Comparator.comparingInt(
                            list -> list.at("/properties/priority").asInt()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> page(String user) {
        var page = get(user, "/", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        return page;
    }

    private HttpResponse<String> get(String user, String path, String accept) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accept);
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
