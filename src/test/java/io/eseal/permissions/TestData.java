package io.eseal.permissions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Requests of two requesters, in several states, so that everybody finds something of the own and something of others.
 */
final class TestData {

    /** The second requester, whose requests are the other's. */
    static final String SOMEBODY = "bystander";

    private static final String GROUP = "requesters";
    private static final String NOTE = "note";

    /** One requester's requests. */
    private record Requests(String approval, String correction, String inService) {}

    private final ProcessEngine engine;
    private final SimulatorServer certCentral;
    private final Visits visits;
    private final TransactionOperations transaction;
    private final String csr = Keys.csr(Keys.fresh());
    private final Map<Person, Map<String, String>> own = new EnumMap<>(Person.class);
    private final Map<Person, Map<String, String>> others = new EnumMap<>(Person.class);

    private TestData(
            ProcessEngine engine, SimulatorServer certCentral, Visits visits, TransactionOperations transaction) {
        this.engine = engine;
        this.certCentral = certCentral;
        this.visits = visits;
        this.transaction = transaction;
    }

    static TestData prepare(
            ProcessEngine engine, SimulatorServer certCentral, Visits visits, TransactionOperations transaction) {
        TestData data = new TestData(engine, certCentral, visits, transaction);
        data.prepare();
        return data;
    }

    /** Returns the things that the person has to do with. */
    Map<String, String> of(Person person) {
        return own.get(person);
    }

    /** Returns things of others. */
    Map<String, String> ofOthers(Person person) {
        return others.get(person);
    }

    private void prepare() {
        var user = engine.getIdentityService().newUser(SOMEBODY);
        user.setPassword(SOMEBODY);
        engine.getIdentityService().saveUser(user);
        engine.getIdentityService().createMembership(SOMEBODY, GROUP);
        engine.getIdentityService().saveTenant(engine.getIdentityService().newTenant("house"));
        visits.lasting("operator", new Call("POST", "/api/ledger-checks", "", ""));

        Requests mine = open("requester");
        Requests theirs = open(SOMEBODY);
        List.of(mine, theirs).forEach(requests -> approve(requests.inService));
        List.of(mine, theirs).forEach(this::issue);

        Task myCorrection = task(mine.correction, Elements.USER_CORRECT_REQUEST);
        Task theirCorrection = task(theirs.correction, Elements.USER_CORRECT_REQUEST);
        Task legal = approval(theirs.approval, "legal-approvers");
        Task security = approval(theirs.approval, "security-approvers");
        Task payment = unpaid(SOMEBODY);
        List.of(myCorrection, theirCorrection, legal, security, payment).forEach(this::annotate);
        List.of(mine, theirs).forEach(requests -> troubled(requests.approval));
        Map<String, String> common = common();

        own.put(Person.REQUESTER, with(common, mine, myCorrection, "requester", GROUP, "my-tasks"));
        others.put(Person.REQUESTER, with(common, theirs, theirCorrection, SOMEBODY, "operators", "all"));
        others.get(Person.REQUESTER).put("me", "requester");
        put(common, theirs, Person.LEGAL, legal, theirCorrection, "legal-approvers");
        put(common, theirs, Person.SECURITY, security, theirCorrection, "security-approvers");
        put(common, theirs, Person.FINANCE, payment, theirCorrection, "finance");
        put(common, theirs, Person.OPERATOR, theirCorrection, legal, "operators");
        put(common, theirs, Person.AUDITOR, theirCorrection, theirCorrection, "auditors");
        put(common, theirs, Person.ADMIN, theirCorrection, theirCorrection, "camunda-admin");
        own.put(Person.ANONYMOUS, ofOthers(Person.ADMIN));
        others.put(Person.ANONYMOUS, ofOthers(Person.ADMIN));
    }

    private void put(
            Map<String, String> common, Requests requests, Person person, Task task, Task othersTask, String group) {
        own.put(person, with(common, requests, task, person.user(), group, group.equals("auditors") ? "all" : "due"));
        others.put(person, with(common, requests, othersTask, SOMEBODY, "requesters", "of-an-administrator"));
        others.get(person).put("me", person.user());
    }

    private Requests open(String requester) {
        return new Requests(
                request(requester, OrderBodies.withCsr(Keys.csr(Keys.fresh()))),
                request(requester, inactive()),
                request(requester, OrderBodies.withCsr(Keys.csr(Keys.fresh()))));
    }

    private ObjectNode inactive() {
        ObjectNode inactive = OrderBodies.withCsr(csr);
        ((ObjectNode) inactive.get("organization")).put("id", SimulatorServer.INACTIVE_ORGANIZATION);
        return inactive;
    }

    private void issue(Requests requests) {
        var order = await("an order", () -> certCentral.ordersOf(requests.inService), orders -> !orders.isEmpty())
                .get(0);
        certCentral.setStatus(order.orderId(), "issued");
        await(
                "in service",
                () -> visits.lasting("admin", new Call("GET", "/api/eseals/" + requests.inService, "", ""))
                        .body(),
                body -> body.contains("\"state\":\"IN_SERVICE\""));
    }

    private Task unpaid(String requester) {
        certCentral.setFunds("1.00");
        String eseal = request(requester, OrderBodies.withCsr(csr));
        approve(eseal);
        Task task = task(eseal, Elements.USER_RESOLVE_PAYMENT);
        certCentral.setFunds("10000.00");
        return task;
    }

    private String request(String requester, ObjectNode body) {
        var answer = visits.lasting(requester, new Call("POST", "/api/eseals", "application/json", body.toString()));
        if (answer.status() != 202) {
            throw new AssertionError(answer);
        }
        return answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    private void approve(String eseal) {
        complete("legal", approval(eseal, "legal-approvers"));
        complete("security", approval(eseal, "security-approvers"));
    }

    private void complete(String user, Task task) {
        var answer = visits.lasting(
                user,
                new Call(
                        "POST",
                        "/engine-rest/task/" + task.getId() + "/complete",
                        "application/json",
                        "{\"variables\":{\"decision\":{\"value\":\"approve\",\"type\":\"String\"},"
                                + "\"comment\":{\"value\":\"fine\",\"type\":\"String\"}}}"));
        if (answer.status() != 204) {
            throw new AssertionError(answer);
        }
    }

    private Task approval(String eseal, String group) {
        return await(
                        group + " asked",
                        () -> engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(eseal)
                                .taskDefinitionKey(Elements.USER_APPROVE_REQUEST)
                                .taskCandidateGroup(group)
                                .list(),
                        list -> !list.isEmpty())
                .get(0);
    }

    /** Somebody to whom the task may be given. */
    private String able(Task task) {
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .map(group -> engine.getIdentityService()
                        .createUserQuery()
                        .memberOfGroup(group)
                        .list()
                        .get(0)
                        .getId())
                .findFirst()
                .orElseThrow();
    }

    private Task task(String eseal, String key) {
        return await(
                        key,
                        () -> engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(eseal)
                                .taskDefinitionKey(key)
                                .list(),
                        list -> !list.isEmpty())
                .get(0);
    }

    private static <T> T await(
            String what, java.util.concurrent.Callable<T> call, java.util.function.Predicate<T> until) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(call, until);
    }

    private void annotate(Task task) {
        engine.getTaskService()
                .setVariableLocal(task.getId(), NOTE, Variables.byteArrayValue("x".getBytes(StandardCharsets.UTF_8)));
        engine.getTaskService().createComment(task.getId(), task.getProcessInstanceId(), "a comment");
        engine.getTaskService()
                .createAttachment(
                        "text",
                        task.getId(),
                        task.getProcessInstanceId(),
                        "paper",
                        "",
                        "https://files.example.org/paper");
    }

    /** Gives the request an incident, as the engine does when a job has failed for good. */
    private void troubled(String eseal) {
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(eseal)
                .singleResult();
        var job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .timers()
                .list()
                .get(0);
        engine.getManagementService().setJobRetries(job.getId(), 0);
        // Somebody has asked for its next try before, so that nobody's call starts it.
        JdbcClient.create(engine.getProcessEngineConfiguration().getDataSource())
                .sql("""
                insert into retrying_step (job_id, instance_id, eseal_id, step, cause, since, failed_at, failures, held_back, asked_by)
                values (:job, :instance, :eseal, 'Reminder due', 'OUTAGE', current_timestamp, current_timestamp, 1, 0, 'somebody')""")
                .param("job", job.getId())
                .param("instance", instance.getId())
                .param("eseal", eseal)
                .update();
        for (String execution : List.of(instance.getId(), cancellation(instance.getId()))) {
            engine.getRuntimeService()
                    .setVariableLocal(execution, NOTE, Variables.byteArrayValue("x".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Map<String, String> common() {
        var repository = engine.getRepositoryService();
        var process = repository.createProcessDefinitionQuery().latestVersion().singleResult();
        var decision =
                repository.createDecisionDefinitionQuery().latestVersion().singleResult();
        Map<String, String> things = new HashMap<>();
        things.put("name", engine.getName());
        things.put("engineName", engine.getName());
        things.put("engine", engine.getName());
        things.put("processEngineName", engine.getName());
        things.put("file", "app/plugin.js");
        things.put("ledger-checks/id", "1");
        things.put("order", OrderBodies.withCsr(csr).toString());
        things.put("batch/id", batch());
        things.put("process-definition/id", process.getId());
        things.put("process-definition/key/key", process.getKey());
        things.put("decision-definition/id", decision.getId());
        things.put("decision-definition/key/key", decision.getKey());
        things.put("deployment/id", process.getDeploymentId());
        things.put(
                "resourceId",
                repository
                        .getDeploymentResources(process.getDeploymentId())
                        .get(0)
                        .getId());
        things.put("tenant/id", "house");
        things.put("metrics/name", "activity-instance-start");
        things.put("messageName", "cancellation-requested");
        things.put("varId", NOTE);
        return things;
    }

    private Map<String, String> with(
            Map<String, String> common, Requests requests, Task task, String user, String group, String filter) {
        Map<String, String> things = new HashMap<>(common);
        String instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(requests.approval)
                .singleResult()
                .getId();
        var history = engine.getHistoryService();
        var management = engine.getManagementService();
        things.put("eseals/id", requests.inService);
        things.put("task/id", task.getId());
        things.put("answer", answer(task));
        things.put("able", able(task));
        things.put("process-instance/id", instance);
        things.put("execution/id", cancellation(instance));
        things.put(
                "commentId",
                engine.getTaskService().getTaskComments(task.getId()).get(0).getId());
        things.put(
                "attachmentId",
                engine.getTaskService().getTaskAttachments(task.getId()).get(0).getId());
        things.put(
                "activity-instance/id",
                first(history.createHistoricActivityInstanceQuery().processInstanceId(instance), i -> i.getId()));
        things.put(
                "detail/id",
                first(
                        history.createHistoricDetailQuery()
                                .variableUpdates()
                                .variableInstanceId(first(
                                        history.createHistoricVariableInstanceQuery()
                                                .processInstanceId(instance)
                                                .variableName(NOTE),
                                        i -> i.getId())),
                        i -> i.getId()));
        things.put(
                "job-log/id", first(history.createHistoricJobLogQuery().processInstanceId(instance), i -> i.getId()));
        things.put(
                "decision-instance/id",
                first(history.createHistoricDecisionInstanceQuery().processInstanceId(instance), i -> i.getId()));
        things.put(
                "variable-instance/id",
                first(
                        engine.getRuntimeService()
                                .createVariableInstanceQuery()
                                .processInstanceIdIn(instance)
                                .variableName(NOTE),
                        i -> i.getId()));
        things.put("user-operation/operationId", first(history.createUserOperationLogQuery(), i -> i.getOperationId()));
        things.put(
                "incident/id",
                first(engine.getRuntimeService().createIncidentQuery().processInstanceId(instance), i -> i.getId()));
        things.put(
                "retries/id",
                first(management.createJobQuery().processInstanceId(instance).noRetriesLeft(), i -> i.getId()));
        things.put(
                "job/id",
                first(management.createJobQuery().processInstanceId(instance).noRetriesLeft(), i -> i.getId()));
        things.put(
                "job-definition/id",
                first(
                        management.createJobDefinitionQuery().processDefinitionKey(EsealLifecycle.PROCESS),
                        i -> i.getId()));
        things.put("user", user);
        things.put("first-name", Character.toUpperCase(user.charAt(0)) + user.substring(1));
        things.put("user/id", user);
        things.put("userId", user);
        things.put("me", user);
        things.put("group/id", group);
        things.put("groupId", group);
        things.put("authorization/id", grant(group));
        things.put("filter/id", filter(filter));
        return things;
    }

    private String cancellation(String instance) {
        return engine.getRuntimeService()
                .createEventSubscriptionQuery()
                .processInstanceId(instance)
                .eventName("cancellation-requested")
                .list()
                .get(0)
                .getExecutionId();
    }

    /** One that waits, since its jobs would change what the other calls see. */
    private String batch() {
        return transaction.execute(status -> {
            String job = engine.getManagementService()
                    .createJobQuery()
                    .timers()
                    .list()
                    .get(0)
                    .getId();
            String batch = engine.getManagementService()
                    .setJobRetriesAsync(List.of(job), 1)
                    .getId();
            engine.getManagementService().suspendBatchById(batch);
            return batch;
        });
    }

    private String answer(Task task) {
        return switch (task.getTaskDefinitionKey()) {
            case Elements.USER_APPROVE_REQUEST -> "{\"decision\":{\"value\":\"approve\",\"type\":\"String\"}}";
            case Elements.USER_RESOLVE_PAYMENT -> "{\"decision\":{\"value\":\"cancel\",\"type\":\"String\"}}";
            case Elements.USER_CORRECT_REQUEST ->
                "{\"request\":"
                        + SingleQuoted.object("{'type': 'Json'}")
                                .put("value", inactive().toString()) + "}";
            default -> "{}";
        };
    }

    private String grant(String group) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        return first(
                authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GRANT)
                        .groupIdIn(group)
                        .resourceType(Resources.APPLICATION),
                Authorization::getId);
    }

    private String filter(String key) {
        return engine.getFilterService().createFilterQuery().list().stream()
                .filter(filter ->
                        filter.getProperties() != null && filter.getProperties().containsValue(key))
                .map(Filter::getId)
                .findFirst()
                .orElseGet(() -> engine.getFilterService()
                        .saveFilter(engine.getFilterService()
                                .newTaskFilter(key)
                                .setProperties(Map.of("key", key))
                                .setQuery(engine.getTaskService().createTaskQuery()))
                        .getId());
    }

    private static <T> String first(Query<?, T> query, Function<T, String> id) {
        return query.listPage(0, 1).stream().findFirst().map(id).orElse("none");
    }
}
