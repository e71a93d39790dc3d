package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.permissions.Visits.Answer;
import java.beans.Introspector;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code in the expressions of queries: the canary sets a property of the system. */
abstract class QueryExpressionAttacks extends Attack {

    private static final String CANARY = "eseal.canary";
    private static final String CODE = "${environment.systemProperties.put('" + CANARY + "', 'sang')}";

    private static final List<String> KINDS = List.of("/list", "/count", "/singleResult");

    /** All fields of a task query that take an expression, as the engine's interface declares them. */
    private static List<String> fields() {
        return Arrays.stream(TaskQueryDto.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("set") && name.endsWith("Expression"))
                .map(name -> Introspector.decapitalize(name.substring(3)))
                .sorted()
                .toList();
    }

    private static String holding(String field, String expression) {
        return "{\"" + field + "\": \"" + expression + "\"}";
    }

    private static String nested(String query) {
        return "{\"orQueries\": [" + query + "]}";
    }

    /** The same expression as its own query, in a nested one, behind a harmless one and deeper. */
    private static List<String> depths(String query) {
        return List.of(
                query,
                nested(query),
                "{\"orQueries\": [{\"assignee\": \"x\"}, " + query + "]}",
                nested(nested(query)),
                nested(nested(nested(query))));
    }

    @BeforeEach
    @AfterEach
    void silence() {
        System.clearProperty(CANARY);
    }

    @Test
    void no_expression_of_a_task_query_is_evaluated_whatever_its_field() {
        assertThat(fields()).hasSize(20);
        for (String field : fields()) {
            for (String address : List.of("/task", "/task/count")) {
                refused(as("requester").post(address, nested(holding(field, CODE))), field + " at " + address);
            }
        }
    }

    @Test
    void no_expression_of_a_task_query_is_evaluated_whoever_asks_wherever_and_however_deep() {
        everywhere(
                ALL,
                (user, place) -> depths(holding("assigneeExpression", CODE)).forEach(query -> {
                    refused(place.post("/task", query), place + " " + query);
                    refused(place.post("/task/count", query), place + " " + query);
                }));
    }

    @Test
    void not_even_a_permitted_expression_comes_from_outside() {
        for (String permitted : List.of("${currentUser()}", "${now()}")) {
            refused(as("requester").post("/task", holding("assigneeExpression", permitted)), permitted);
            refused(as("requester").post("/task", nested(holding("assigneeExpression", permitted))), permitted);
        }
    }

    @Test
    void no_expression_extends_a_stored_query() {
        everywhere(ALL, (user, place) -> {
            String filter = aFilterOf(place);
            depths(holding("assigneeExpression", CODE))
                    .forEach(query -> KINDS.forEach(kind -> refusedOrForbidden(
                            place.post("/filter/" + filter + kind, query), place + kind + " " + query)));
        });
    }

    @Test
    void no_expression_is_stored_by_anyone() {
        everywhere(
                ALL,
                (user, place) -> depths(holding("assigneeExpression", CODE)).forEach(query -> {
                    String filter = "{\"resourceType\": \"Task\", \"name\": \"canary\", \"query\": " + query + "}";
                    refusedOrForbidden(place.post("/filter/create", filter), place + " " + query);
                    refusedOrForbidden(place.put("/filter/" + aFilterOf(place), filter), place + " " + query);
                }));
        assertThat(as("admin").get("/filter?name=canary").body()).isEqualTo("[]");
    }

    @Test
    void an_expression_that_was_stored_before_is_not_evaluated() {
        FilterService filters = service().bean(FilterService.class);
        TaskQuery query = service()
                .bean(TaskService.class)
                .createTaskQuery()
                .or()
                .taskAssigneeExpression(CODE)
                .endOr();
        String filter = filters.saveFilter(
                        filters.newTaskFilter("stored before").setQuery(query))
                .getId();

        for (String place : PLACES) {
            for (String kind : KINDS) {
                refused(at(place, "admin").get("/filter/" + filter + kind), place + kind);
                refused(at(place, "admin").post("/filter/" + filter + kind, "{}"), place + kind);
            }
        }
        filters.deleteFilter(filter);
    }

    @Test
    void an_administrator_may_store_what_the_services_own_lists_hold() {
        // The latter is how Tasklist's help spells it.
        List.of("${currentUser()}", "${ currentUser() }").forEach(this::storesAndLists);
    }

    private void storesAndLists(String expression) {
        String filter = "{\"resourceType\": \"Task\", \"name\": \"mine\", \"query\": "
                + nested(holding("assigneeExpression", expression)) + "}";
        Answer created = as("admin").post("/filter/create", filter);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        String id = created.body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(as("admin").get("/filter/" + id + "/count").body()).contains("\"count\":0");
        assertThat(as("admin").delete("/filter/" + id).status()).isEqualTo(204);
    }

    @Test
    void the_services_own_lists_answer_everybody() {
        everywhere(
                ALL,
                (user, place) -> Arrays.stream(place.get("/filter").body().split("\"id\":\""))
                        .skip(1)
                        .map(rest -> rest.replaceAll("\".*", ""))
                        .forEach(id -> {
                            assertThat(place.get("/filter/" + id + "/count").status())
                                    .as(place + " " + id)
                                    .isEqualTo(200);
                            assertThat(place.post("/filter/" + id + "/list", "{}")
                                            .status())
                                    .as(place + " " + id)
                                    .isEqualTo(200);
                        }));
    }

    private static void refused(Answer answer, String what) {
        assertThat(System.getProperty(CANARY)).as("the canary of " + what).isNull();
        assertThat(answer.status()).as(what + ": " + answer.body()).isEqualTo(400);
        assertThat(answer.body()).as(what).containsIgnoringCase("expressions");
    }

    private static void refusedOrForbidden(Answer answer, String what) {
        assertThat(System.getProperty(CANARY)).as("the canary of " + what).isNull();
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403);
    }

    private static String aFilterOf(Place place) {
        String filters = place.get("/filter").body();
        return filters.equals("[]") ? "none" : filters.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }
}
