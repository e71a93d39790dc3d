package io.eseal.taskquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL's plans, as they were executed, at 20,000 open tasks of one group. */
class PlansTest {

    private static final int TASKS = 20_000;
    /** A page, or a number up to which all is counted each time, and what is read besides. */
    private static final int MOST_ROWS = 2_500;
    /** The database plans a statement anew five times, and then perhaps once for all parameters. */
    private static final int TIMES = 8;

    private static final Instant NOW = Instant.now();
    private static final Set<String> TABLES =
            Set.of("act_ru_task", "act_ru_authorization", "act_ru_identitylink", "act_ru_variable");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, UnaryOperator<TaskQuery>> LISTS = Map.of(
            "mine or my groups", query -> query,
            "due", query -> query.dueBefore(Date.from(NOW)),
            "of a kind", query -> query.taskDefinitionKeyIn("task_one"));

    @TempDir
    private Path logs;

    @Test
    void no_list_and_no_count_of_a_person_reads_all_tasks() throws Exception {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("session_preload_libraries", "auto_explain")
                .setServerConfig("auto_explain.log_min_duration", "0")
                .setServerConfig("auto_explain.log_analyze", "on")
                .setServerConfig("auto_explain.log_timing", "off")
                .setServerConfig("auto_explain.log_format", "json")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .setServerConfig("log_file_mode", "0644")
                .setServerConfig("log_directory", logs.toString())
                .setServerConfig("log_filename", "plans.log");
        logs.toFile().setWritable(true, false);
        logs.toFile().setExecutable(true, false);
        logs.toFile().setReadable(true, false);
        try (Engines engines = Engines.onPostgres(builder)) {
            JdbcClient jdbc = JdbcClient.create(engines.database());
            ProcessEngine engine = engines.withPlugin(1000, Duration.ofHours(1));
            waitingForLegal(engine, jdbc);
            jdbc.sql("vacuum analyze").update();
            // Large numbers are counted once in this hour.
            forEachPerson(engine, TaskQuery::count);
            int before = plans(jdbc).size();

            for (int i = 0; i < TIMES; i++) {
                forEachPerson(engine, TaskQuery::count);
                forEachPerson(engine, query -> {
                    List<Task> page = query.listPage(0, 15);
                    String[] ids = page.stream().map(Task::getId).toArray(String[]::new);
                    engine.getRuntimeService()
                            .createVariableInstanceQuery()
                            .variableName("colour")
                            .variableScopeIdIn(ids.length == 0 ? new String[] {"none"} : ids)
                            .list();
                });
            }

            List<JsonNode> plans = plans(jdbc);
            assertThat(plans).hasSizeGreaterThan(before + TIMES * LISTS.size() * 4);
            assertThat(plans.subList(before, plans.size()).stream()
                            .filter(plan -> rowsRead(plan.path("Plan"), new ArrayList<>()).stream()
                                    .anyMatch(rows -> rows > MOST_ROWS))
                            .map(JsonNode::toPrettyString))
                    .isEmpty();
        }
    }

    private static void forEachPerson(ProcessEngine engine, Consumer<TaskQuery> asks) {
        Map.of("legal", "legal", "security", "security", "operator", "operators", "requester", "requesters")
                .forEach((user, group) -> LISTS.forEach((name, list) -> {
                    engine.getIdentityService().setAuthentication(user, List.of(group));
                    TaskQuery query = engine.getTaskService()
                            .createTaskQuery()
                            .or()
                            .taskAssignee(user)
                            .taskCandidateGroupIn(List.of(group))
                            .endOr();
                    asks.accept(list.apply(query)
                            .orderByTaskPriority()
                            .desc()
                            .orderByDueDate()
                            .asc());
                    asks.accept(list.apply(engine.getTaskService().createTaskQuery())
                            .orderByTaskPriority()
                            .desc()
                            .orderByDueDate()
                            .asc());
                    engine.getIdentityService().clearAuthentication();
                }));
    }

    /** Copies one task so often, with its candidate and the permission that the engine gave; adds an operator. */
    private static void waitingForLegal(ProcessEngine engine, JdbcClient jdbc) {
        engine.getRuntimeService().startProcessInstanceByKey("one", Map.of("colour", "red"));
        Task task = engine.getTaskService().createTaskQuery().singleResult();
        engine.getTaskService().addCandidateGroup(task.getId(), "legal");
        engine.getTaskService().setVariableLocal(task.getId(), "left", true);
        copy(jdbc, "act_ru_task", "id_", Map.of("due_date_", "now() - n * interval '1 minute' + interval '7 days'"));
        copy(jdbc, "act_ru_identitylink", "task_id_", Map.of("id_", "id_||'-'||n"));
        copy(jdbc, "act_ru_variable", "task_id_", Map.of("id_", "id_||'-'||n", "var_scope_", "var_scope_||'-'||n"));
        jdbc.sql("insert into act_ru_authorization (id_, rev_, type_, group_id_, resource_type_, resource_id_, perms_)"
                        + " select id_||'-'||n, rev_, type_, group_id_, resource_type_, resource_id_||'-'||n, perms_"
                        + " from act_ru_authorization cross join generate_series(1, " + TASKS
                        + ") n where resource_id_ = ?")
                .param(task.getId())
                .update();
        engine.getRuntimeService().startProcessInstanceByKey("one");
        Task own = engine.getTaskService()
                .createTaskQuery()
                .withoutCandidateGroups()
                .list()
                .get(0);
        engine.getTaskService().setAssignee(own.getId(), "requester");
        AuthorizationService authorizations = engine.getAuthorizationService();
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId("operators");
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId("one");
        grant.addPermission(ProcessDefinitionPermissions.READ_TASK);
        grant.addPermission(ProcessDefinitionPermissions.READ_INSTANCE);
        authorizations.saveAuthorization(grant);
    }

    private static void copy(JdbcClient jdbc, String table, String task, Map<String, String> others) {
        List<String> columns = jdbc.sql("select column_name from information_schema.columns where table_name = ?")
                .param(table)
                .query(String.class)
                .list();
        String values = String.join(
                ", ",
                columns.stream()
                        .map(column -> others.getOrDefault(column, column.equals(task) ? task + "||'-'||n" : column))
                        .toList());
        jdbc.sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from " + table
                        + " cross join generate_series(1, " + TASKS + ") n where " + task + " is not null")
                .update();
    }

    /** Returns for each node of the plan that reads one of the tables how many of its rows it read. */
    private static List<Double> rowsRead(JsonNode node, List<Double> rows) {
        if (TABLES.contains(node.path("Relation Name").asText())) {
            rows.add((node.path("Actual Rows").asDouble()
                            + node.path("Rows Removed by Filter").asDouble())
                    * node.path("Actual Loops").asDouble());
        }
        node.path("Plans").forEach(child -> rowsRead(child, rows));
        return rows;
    }

    /** Returns the plans of all statements until now. */
    private List<JsonNode> plans(JdbcClient jdbc) throws Exception {
        Path log = logs.resolve("plans.json");
        String last = "until " + UUID.randomUUID();
        jdbc.sql("select '" + last + "'").query().singleRow();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(log) && Files.readString(log).contains(last));
        List<JsonNode> plans = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            String message = JSON.readTree(line).path("message").asText();
            if (message.contains("plan:\n")) {
                plans.add(JSON.readTree(message.substring(message.indexOf("plan:\n") + "plan:\n".length())));
            }
        }
        return plans;
    }
}
