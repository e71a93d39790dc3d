package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.permissions.Visits.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies and parameters that ask for more than an answer should hold, or reach past what a query is about. */
abstract class BodyAttacks extends Attack {

    private static final List<String> COCKPIT = List.of(
            "/process-instance",
            "/process-instance/count",
            "/incident/",
            "/incident/count",
            "/process-instance/none/called-process-instances",
            "/process-definition/none/called-process-definitions");
    private static final List<String> QUERIES = List.of(
            "/process-instance",
            "/execution",
            "/variable-instance",
            "/history/process-instance",
            "/history/task",
            "/history/variable-instance");

    private Place cockpit(String user) {
        return at("/camunda/api/cockpit/plugin/base/default", user);
    }

    @Test
    void cockpit_binds_nothing_but_what_its_queries_ask_for() {
        for (String user : ALL) {
            for (String address : COCKPIT) {
                for (String field : List.of(
                        "\"orderingProperties\": [{\"direction\": {\"name\": \"canary\"}}]",
                        "\"maxResultsLimitEnabled\": false",
                        "\"authCheck\": null",
                        "\"authCheck\": {\"authorizationCheckEnabled\": false}",
                        "\"databaseType\": \"x\"",
                        "\"historyEnabled\": false",
                        "\"tenantCheck\": null",
                        "\"parameter\": {}")) {
                    refused(cockpit(user).post(address, "{" + field + "}"), user + address + field);
                }
            }
        }
    }

    @Test
    void cockpit_still_answers_its_own_questions() {
        for (String user : WATCHERS) {
            for (String address : COCKPIT.subList(0, 2)) {
                answered(cockpit(user).post(address + "?firstResult=0&maxResults=50", """
                        {"sortBy": "startTime", "sortOrder": "desc", "processDefinitionId": "x", "activityIdIn": ["a"], "businessKey": "x",
                         "variables": [{"name": "a", "operator": "eq", "value": "b"}],
                         "startedAfter": "2026-01-01T00:00:00.000+0000"}"""), user + address);
            }
            for (String address : COCKPIT.subList(2, 4)) {
                answered(cockpit(user).post(address + "?firstResult=0&maxResults=50", """
                        {"sortBy": "incidentType", "sortOrder": "asc", "processInstanceIdIn": ["x"],
                        "activityIdIn": ["a"]}"""), user + address);
            }
            answered(
                    cockpit(user)
                            .get("/process-definition/statistics?firstResult=0&maxResults=50&sortBy=key&sortOrder=asc"),
                    user);
        }
    }

    @Test
    void the_variables_of_many_tasks_are_not_answered_at_once() {
        everywhere(
                ALL,
                (user, place) -> List.of("withTaskVariablesInReturn", "withTaskLocalVariablesInReturn")
                        .forEach(name -> {
                            refused(place.get("/task?" + name + "=true"), place.toString());
                            refused(place.post("/task", "{\"" + name + "\": true}"), place.toString());
                        }));
    }

    @Test
    void a_query_is_bounded_whatever_it_asks_about() {
        String variable = "{\"name\": \"a\", \"operator\": \"eq\", \"value\": \"b\"}";
        String sorting =
                "{\"sortBy\": \"processVariable\", \"sortOrder\": \"asc\", \"parameters\": {\"variable\": \"a\", \"type\": \"String\"}}";
        everywhere(ALL, (user, place) -> {
            for (String address : listsOf(place)) {
                refused(
                        place.post(address, "{\"orQueries\": [" + many("{\"assignee\": \"x\"}", 11) + "]}"),
                        place + address);
                refused(place.post(address, "{\"processVariables\": [" + many(variable, 21) + "]}"), place + address);
                refused(
                        place.post(
                                address,
                                "{\"orQueries\": [" + many("{\"processVariables\": [" + many(variable, 7) + "]}", 3)
                                        + "]}"),
                        place + address);
                refused(
                        place.post(
                                address,
                                "{\"taskVariables\": [" + many(variable, 11) + "], \"processVariables\": ["
                                        + many(variable, 11) + "]}"),
                        place + address);
                refused(place.post(address, "{\"sorting\": [" + many(sorting, 6) + "]}"), place + address);
                refused(place.post(address, "{\"candidateGroups\": [" + many("\"g\"", 2001) + "]}"), place + address);
            }
        });
        everywhere(
                WATCHERS,
                (user, place) -> QUERIES.stream()
                        .flatMap(address -> Stream.of(address, address + "/count"))
                        .forEach(address -> {
                            refusedOrUnknown(
                                    place.post(address, "{\"variables\": [" + many(variable, 21) + "]}"),
                                    place + address);
                            refusedOrUnknown(
                                    place.post(
                                            address,
                                            "{\"sorting\": ["
                                                    + many("{\"sortBy\": \"definitionId\", \"sortOrder\": \"asc\"}", 6)
                                                    + "]}"),
                                    place + address);
                        }));
    }

    /** Process instances, their history and that of tasks know nested queries as tasks do. */
    @Test
    void nested_queries_are_bounded_whatever_they_ask_about() {
        String pattern = "%a".repeat(20) + "%";
        Map.of(
                        "/process-instance",
                        "businessKeyLike",
                        "/history/process-instance",
                        "processInstanceBusinessKeyLike",
                        "/history/task",
                        "taskNameLike")
                .forEach((address, field) -> everywhere(
                        WATCHERS,
                        (user, place) -> Stream.of(address, address + "/count").forEach(door -> {
                            refused(
                                    place.post(
                                            door, "{\"orQueries\": [" + many("{\"" + field + "\": \"x\"}", 11) + "]}"),
                                    place + door);
                            refused(
                                    place.post(door, "{\"orQueries\": [{\"" + field + "\": \"" + pattern + "\"}]}"),
                                    place + door);
                            answered(place.post(door, "{\"orQueries\": [{\"" + field + "\": \"%x%\"}]}"), place + door);
                        })));
    }

    @Test
    void cockpits_own_queries_are_bounded_as_those_of_the_engine() {
        String pattern = "%a".repeat(20) + "%";
        for (String user : ALL) {
            for (String address : COCKPIT.subList(0, 2)) {
                refused(
                        cockpit(user)
                                .post(
                                        address,
                                        "{\"variables\": [{\"name\": \"a\", \"operator\": \"like\", \"value\": \""
                                                + pattern + "\"}]}"),
                        user);
                refused(cockpit(user).get(address + "?variables=a_like_" + pattern.replace("%", "%25")), user);
                refused(cockpit(user).post(address, "{\"activityIdIn\": [" + many("\"a\"", 2001) + "]}"), user);
                refused(
                        cockpit(user)
                                .post(
                                        address,
                                        "{\"variables\": [{\"name\": \"a\", \"operator\": \"eq\", \"value\": \""
                                                + "x".repeat(4001) + "\"}]}"),
                        user);
            }
        }
    }

    @Test
    void a_page_begins_at_its_beginning() {
        everywhere(
                ALL,
                (user, place) -> List.of("firstResult=-1", "maxResults=-1", "firstResult=0&maxResults=-2147483648")
                        .forEach(page -> refused(place.get("/task?" + page), place + page)));
        for (String user : ALL) {
            refused(cockpit(user).get("/process-instance?maxResults=-1"), user);
            refused(cockpit(user).post("/process-instance?firstResult=-1", "{}"), user);
        }
    }

    /** The engine cannot add the groups of a user to the one group, and failed where the user had another one. */
    @Test
    void an_alternative_names_a_candidate_user_and_one_group_in_no_query() {
        String both = "{\"candidateUser\": \"%s\", \"candidateGroup\": \"security-approvers\"}";
        everywhere(ALL, (user, place) -> {
            for (String address : listsOf(place)) {
                for (String candidate : List.of("requester", "admin", "nobody")) {
                    String query = both.formatted(candidate);
                    refused(place.post(address, "{\"orQueries\": [" + query + "]}"), place + address + query);
                    refusedOrUnknown(
                            place.post(address, "{\"orQueries\": [{\"assignee\": \"x\"}, " + query + "]}"),
                            place + address + query);
                }
            }
            for (String alternatives : List.of(
                    "{\"candidateUser\": \"requester\", \"candidateGroups\": [\"security-approvers\"]}",
                    "{\"candidateUser\": \"requester\"}, {\"candidateGroup\": \"security-approvers\"}",
                    "{\"candidateGroup\": \"security-approvers\", \"candidateGroups\": [\"operators\"]}")) {
                answered(place.post("/task", "{\"orQueries\": [" + alternatives + "]}"), place + alternatives);
            }
        });
    }

    @Test
    void what_is_missing_or_of_another_type_is_a_bad_request() {
        everywhere(ALL, (user, place) -> {
            for (String address : listsOf(place)) {
                for (String body : List.of(
                        "null",
                        "{\"orQueries\": [null]}",
                        "{\"processVariables\": [null]}",
                        "{\"sorting\": [null]}",
                        "{\"candidateGroups\": []}",
                        "{\"taskIdIn\": [null]}",
                        "{\"processVariables\": [{}]}",
                        "{\"processVariables\": [{\"name\": null, \"operator\": \"eq\", \"value\": 1}]}",
                        "{\"processVariables\": [{\"name\": \"a\", \"operator\": \"eq\", \"value\": {\"a\": 1}}]}",
                        "{\"processVariables\": [{\"name\": \"a\", \"operator\": \"gt\", \"value\": true}]}",
                        "{\"candidateGroup\": \"a\", \"candidateUser\": \"b\"}",
                        "{\"includeAssignedTasks\": true}",
                        "{\"assignee\": \"\\u0000\"}",
                        "{\"orQueries\": [{\"nameLike\": \"a\\u0000b\"}]}",
                        "{\"processVariables\": [{\"name\": \"a\\u0000\", \"operator\": \"eq\", \"value\": 1}]}",
                        "{\"orQueries\": [{\"a\\u0000\": 1}]}")) {
                    refusedOrUnknown(place.post(address, body), place + address + body);
                }
            }
            refused(place.get("/task?candidateGroups="), place.toString());
            List.of("/variables", "/form-variables", "/variables/request", "/form", "/deployed-form")
                    .forEach(part -> refusedOrUnknown(place.get("/task/none" + part), place + part));
            List.of("/claim", "/assignee", "/delegate", "/complete", "/submit-form", "/resolve")
                    .forEach(way -> refusedOrUnknown(place.post("/task/none" + way, "null"), place + way));
            refused(place.get("/task?assignee=%00"), place.toString());
            refused(place.put("/user/" + user + "/profile", "{}"), place.toString());
            refused(
                    place.put(
                            "/user/" + user + "/profile",
                            "{\"id\": \"" + user + "\", \"firstName\": \"" + "x".repeat(300) + "\"}"),
                    place.toString());
        });
        everywhere(
                List.of("requester", "admin"),
                (user, place) -> List.of("/start", "/submit-form")
                        .forEach(way -> List.of(
                                        "null",
                                        "{\"variables\": {\"request\": null}}",
                                        "{\"variables\": {\"request\": {\"value\": \"{}\", \"type\": \"\"}}}",
                                        "{\"variables\": {\"request\": {\"value\": \"{}\", \"type\": \"Json\", \"valueInfo\": "
                                                + "{\"transient\": \"x\"}}}}")
                                .forEach(body -> refused(
                                        place.post("/process-definition/key/eseal-lifecycle" + way, body),
                                        place + way + body))));
        for (String user : WATCHERS) {
            refused(cockpit(user).post("/process-instance", "{\"variables\": [null]}"), user);
            refused(
                    cockpit(user)
                            .post(
                                    "/process-instance",
                                    "{\"variables\": [{\"name\": \"a\", \"operator\": \"eq\", \"value\": [1]}]}"),
                    user);
            refused(cockpit(user).post("/process-instance", "null"), user);
        }
    }

    @Test
    void a_pattern_has_few_placeholders() {
        String pattern = "%a".repeat(20) + "%";
        everywhere(ALL, (user, place) -> {
            for (String field :
                    List.of("nameLike", "descriptionLike", "assigneeLike", "processInstanceBusinessKeyLike")) {
                refused(place.post("/task/count", "{\"" + field + "\": \"" + pattern + "\"}"), place + field);
                refused(
                        place.post("/task/count", "{\"orQueries\": [{\"" + field + "\": \"" + pattern + "\"}]}"),
                        place + field);
                refused(place.get("/task/count?" + field + "=" + pattern.replace("%", "%25")), place + field);
            }
            for (String operator : List.of("like", "notLike")) {
                refused(
                        place.post(
                                "/task/count",
                                "{\"processVariables\": [{\"name\": \"a\", \"operator\": \"" + operator
                                        + "\", \"value\": \"" + pattern + "\"}]}"),
                        place + operator);
            }
            refused(place.get("/task/count?processVariables=a_like_" + pattern.replace("%", "%25")), place.toString());
            refused(place.get("/user/count?firstNameLike=" + pattern.replace("%", "%25")), place.toString());
            assertThat(place.post("/task/count", "{\"nameLike\": \"%seal%\"}").status())
                    .isEqualTo(200);
        });
    }

    @Test
    void what_cannot_be_read_is_a_bad_request() {
        everywhere(ALL, (user, place) -> {
            refused(place.get("/task?orQueries=x"), place.toString());
            refused(place.get("/task/count?orQueries=%5B%7B%7D%5D"), place.toString());
            for (String address : listsOf(place)) {
                refused(place.post(address, "[".repeat(90)), place + address);
                refused(place.post(address, "{\"a\":".repeat(90) + "1" + "}".repeat(90)), place + address);
                refused(place.post(address, "{\"assignee\": \"a\", \"assignee\": \"b\"}"), place + address);
                refused(place.post(address, "{} {}"), place + address);
                refused(
                        place.get(address + "?firstResult=-1&maxResults=-1"),
                        place + address,
                        address.equals("/task/count"));
                for (String body : List.of(
                        "null",
                        "[]",
                        "\"x\"",
                        "7",
                        "{\"orQueries\": [null]}",
                        "{\"processVariables\": [null]}",
                        "{\"sorting\": [null]}",
                        "{\"orQueries\": 7}",
                        "{\"processVariables\": [{\"name\": \"a\", \"operator\": \"eq\", \"value\": {\"b\": 1}}]}",
                        "{\"processVariables\": [{\"name\": \"a\", \"operator\": \"eq\", \"value\": [1]}]}",
                        "{\"processVariables\": [{\"name\": \"a\"}]}",
                        "{\"processVariables\": [{}]}")) {
                    refused(place.post(address, body), place + address + body);
                }
            }
        });
    }

    @Test
    void a_task_or_a_start_without_sense_is_a_bad_request() {
        everywhere(ALL, (user, place) -> {
            for (String body : List.of(
                    "null",
                    "[]",
                    "7",
                    "{\"variables\": {\"comment\": null}}",
                    "{\"variables\": {\"comment\": \"x\"}}",
                    "{\"variables\": 7}",
                    "{\"variables\": {\"comment\": {\"type\": \"None\", \"value\": 1}}}",
                    "{\"variables\": {\"comment\": {\"type\": \"\", \"value\": 1}}}")) {
                for (String way : List.of("complete", "submit-form", "resolve", "claim", "delegate", "assignee")) {
                    Answer answer = place.post("/task/none/" + way, body);
                    assertThat(answer.status())
                            .as(place + way + body + answer.body())
                            .isIn(400, 403, 404);
                }
                for (String way : List.of("start", "submit-form")) {
                    refused(place.post("/process-definition/key/eseal-lifecycle/" + way, body), place + way + body);
                }
            }
        });
    }

    private static String many(String what, int times) {
        return String.join(", ", Collections.nCopies(times, what));
    }

    private static void answered(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isEqualTo(200);
    }

    private static void refused(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403);
    }

    private static void refused(Answer answer, String what, boolean orIgnored) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403, orIgnored ? 200 : 400);
    }

    /** An interface that has no such query answers 404 or 405. */
    private static void refusedOrUnknown(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(400, 403, 404, 405);
    }

    /** The addresses that list or count tasks by a body. */
    private static List<String> listsOf(Place place) {
        String filter = "/filter/" + aFilterOf(place);
        return List.of("/task", "/task/count", filter + "/list", filter + "/count");
    }

    private static String aFilterOf(Place place) {
        String filters = place.get("/filter").body();
        return filters.equals("[]") ? "none" : filters.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }
}
