package io.eseal.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.permissions.Visits.Answer;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.rest.dto.CamundaQueryParam;
import org.camunda.bpm.engine.rest.dto.authorization.AuthorizationQueryDto;
import org.camunda.bpm.engine.rest.dto.batch.BatchQueryDto;
import org.camunda.bpm.engine.rest.dto.externaltask.ExternalTaskQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricActivityInstanceQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricDetailQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricIncidentQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricJobLogQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricProcessInstanceQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricTaskInstanceQueryDto;
import org.camunda.bpm.engine.rest.dto.history.HistoricVariableInstanceQueryDto;
import org.camunda.bpm.engine.rest.dto.history.UserOperationLogQueryDto;
import org.camunda.bpm.engine.rest.dto.identity.UserQueryDto;
import org.camunda.bpm.engine.rest.dto.management.JobDefinitionQueryDto;
import org.camunda.bpm.engine.rest.dto.repository.DeploymentQueryDto;
import org.camunda.bpm.engine.rest.dto.repository.ProcessDefinitionQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.EventSubscriptionQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.ExecutionQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.FilterQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.IncidentQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.JobQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.ProcessInstanceQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.VariableInstanceQueryDto;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that nobody can answer: each is told so as the caller's fault, whoever calls. */
abstract class WrongCallAttacks extends Attack {

    private static final Map<String, Class<?>> QUERIES = Map.ofEntries(
            Map.entry("/process-instance", ProcessInstanceQueryDto.class),
            Map.entry("/execution", ExecutionQueryDto.class),
            Map.entry("/variable-instance", VariableInstanceQueryDto.class),
            Map.entry("/task", TaskQueryDto.class),
            Map.entry("/process-definition", ProcessDefinitionQueryDto.class),
            Map.entry("/deployment", DeploymentQueryDto.class),
            Map.entry("/job", JobQueryDto.class),
            Map.entry("/job-definition", JobDefinitionQueryDto.class),
            Map.entry("/incident", IncidentQueryDto.class),
            Map.entry("/external-task", ExternalTaskQueryDto.class),
            Map.entry("/event-subscription", EventSubscriptionQueryDto.class),
            Map.entry("/batch", BatchQueryDto.class),
            Map.entry("/filter", FilterQueryDto.class),
            Map.entry("/user", UserQueryDto.class),
            Map.entry("/authorization", AuthorizationQueryDto.class),
            Map.entry("/history/process-instance", HistoricProcessInstanceQueryDto.class),
            Map.entry("/history/activity-instance", HistoricActivityInstanceQueryDto.class),
            Map.entry("/history/variable-instance", HistoricVariableInstanceQueryDto.class),
            Map.entry("/history/task", HistoricTaskInstanceQueryDto.class),
            Map.entry("/history/detail", HistoricDetailQueryDto.class),
            Map.entry("/history/incident", HistoricIncidentQueryDto.class),
            Map.entry("/history/job-log", HistoricJobLogQueryDto.class),
            Map.entry("/history/user-operation", UserOperationLogQueryDto.class));

    private static final String FAR = "99999999-01-01T00:00:00.000+0000";
    private static final List<String> NO_DATES =
            List.of("x", FAR, "2026-01-01", "292278994-08-17T07:12:55.807+0000", "");
    private static final List<String> NO_NUMBERS = List.of("x", "99999999999999999999", "1.5", "-1", "");
    private static final List<String> NO_TEXTS = List.of("x", "", ",", "null", "a_zz_b", "a_gt_true", "_eq_b");
    private static final List<String> NO_VALUES = List.of("{}", "[[]]", "[null]", "\"x\"", "1e999", "\"" + FAR + "\"");

    @Test
    void no_parameter_of_a_query_is_a_fault_of_the_server() {
        for (String user : List.of("requester", "operator", "admin")) {
            QUERIES.forEach((address, query) -> parameters(query).forEach(parameter -> {
                List<String> wrong = wrong(parameter.getParameterTypes()[0]);
                // Everything as one who may ask everything, and something as everybody.
                (user.equals("admin") ? wrong : wrong.subList(0, 1))
                        .forEach(value -> told(
                                as(user).get(address + "?" + name(parameter) + "="
                                        + URLEncoder.encode(value, StandardCharsets.UTF_8)),
                                user + " " + address + " " + name(parameter) + "=" + value));
            }));
        }
    }

    @Test
    void no_field_of_a_query_is_a_fault_of_the_server() {
        Stream.of(
                        "/process-instance",
                        "/execution",
                        "/task/count",
                        "/job",
                        "/history/process-instance",
                        "/history/task")
                .forEach(address -> parameters(QUERIES.get(address.replace("/count", "")))
                        .forEach(parameter -> NO_VALUES.forEach(value -> told(
                                as("admin").post(address, "{\"" + name(parameter) + "\": " + value + "}"),
                                address + " " + name(parameter) + ": " + value))));
    }

    @Test
    void a_date_that_no_database_knows_is_named() {
        everywhere(ALL, (user, place) -> {
            assertThat(place.get("/task?createdAfter=" + FAR.replace("+", "%2B"))
                            .toString())
                    .contains("400")
                    .contains("years 1 to 9999");
            assertThat(place.post("/task/count", "{\"orQueries\": [{\"dueBefore\": \"" + FAR + "\"}]}")
                            .toString())
                    .contains("400")
                    .contains("dueBefore");
            assertThat(place.get("/task?createdAfter=9999-01-01T00:00:00.000%2B0000")
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void whoever_asks_for_cases_is_told_that_there_are_none() {
        everywhere(WATCHERS, (user, place) -> {
            assertThat(place.get("/task?caseDefinitionKey=x").toString())
                    .contains("400")
                    .contains("CMMN");
            assertThat(place.post("/history/process-instance/count", "{\"subCaseInstanceId\": \"x\"}")
                            .toString())
                    .contains("400")
                    .contains("CMMN");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sortBy=x&sortOrder=asc",
                "sortBy=&sortOrder=",
                "sortBy=id",
                "sortOrder=asc",
                "sortBy=id&sortOrder=x",
                "firstResult=x",
                "maxResults=1.5",
                "firstResult=-1",
                "maxResults=-2147483648",
                "firstResult=99999999999",
                "maxResults="
            })
    void a_page_or_an_order_that_there_is_not_is_a_wrong_call(String page) {
        WATCHERS.forEach(user ->
                QUERIES.keySet().forEach(address -> told(as(user).get(address + "?" + page), user + address + page)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /process-instance/none/variables|{}",
                "PUT /process-instance/none/variables/x|{}",
                "DELETE /process-instance/none/variables/x|",
                "PUT /process-instance/suspended|{}",
                "PUT /process-instance/none/suspended|{\"suspended\": null}",
                "PUT /job/none/suspended|{}",
                "PUT /job/none/duedate|{}",
                "PUT /job/none/duedate|{\"duedate\": \"x\"}",
                "PUT /job/none/retries|{\"retries\": null}",
                "PUT /job/none/retries|{\"retries\": -1}",
                "PUT /job/none/priority|{}",
                "POST /job/none/execute|",
                "POST /job/none/duedate/recalculate|",
                "GET /job/none/stacktrace|",
                "PUT /job-definition/none/retries|{}",
                "PUT /job-definition/none/suspended|{}",
                "PUT /job-definition/none/jobPriority|{}",
                "PUT /external-task/none/priority|{}",
                "PUT /external-task/none/priority|",
                "PUT /external-task/none/retries|{}",
                "POST /external-task/fetchAndLock|{}",
                "POST /external-task/fetchAndLock|{\"workerId\": \"x\"}",
                "POST /external-task/none/complete|{}",
                "POST /external-task/none/lock|{}",
                "POST /external-task/none/unlock|",
                "POST /group/create|{}",
                "PUT /group/none|{}",
                "PUT /group/auditors|{}",
                "DELETE /group/none|",
                "POST /user/create|{}",
                "PUT /user/none/credentials|{}",
                "PUT /group/none/members/none|",
                "POST /authorization/create|{}",
                "PUT /authorization/none|{\"permissions\": [\"x\"]}",
                "POST /filter/create|{}",
                "PUT /filter/none|{}",
                "POST /message|{}",
                "POST /message|{\"messageName\": \"x\", \"resultEnabled\": \"y\"}",
                "POST /signal|{}",
                "POST /condition|{}",
                "POST /migration/generate|{}",
                "POST /migration/execute|{}",
                "POST /modification/execute|{}",
                "POST /process-definition/none/start|{}",
                "POST /process-definition/key/none/start|{}",
                "POST /process-definition/none/restart|{}",
                "PUT /process-definition/none/suspended|{\"suspended\": true}",
                "PUT /process-definition/suspended|{}",
                "PUT /process-definition/none/history-time-to-live|{\"historyTimeToLive\": -5}",
                "GET /process-definition/none/xml|",
                "GET /deployment/none/resources|",
                "GET /deployment/none/resources/none/data|",
                "DELETE /deployment/none|",
                "POST /decision-definition/none/evaluate|{}",
                "POST /execution/none/signal|{}",
                "POST /execution/none/messageSubscriptions/x/trigger|{}",
                "GET /execution/none/messageSubscriptions/x|",
                "GET /execution/none/localVariables/x|",
                "GET /variable-instance/none/data|",
                "PUT /batch/none/suspended|{}",
                "DELETE /batch/none|",
                "GET /history/job-log/none/stacktrace|",
                "GET /history/detail/none/data|",
                "POST /history/process-instance/delete|{}",
                "POST /history/process-instance/set-removal-time|{}",
                "PUT /task/none|{\"due\": \"x\"}",
                "POST /task/none/comment/create|{}",
                "POST /task/none/complete|{\"variables\": {\"a\": {\"type\": \"Nope\"}}}",
                "POST /task/none/bpmnError|{}",
                "POST /user/create|{\"profile\": {\"id\": \"bad id\"}, \"credentials\": {\"password\": \"Long-password-123\"}}",
                "POST /group/create|{\"id\": \"bad id\"}",
                "POST /tenant/create|{\"id\": \"bad id\"}",
                "POST /authorization/create|{\"type\": 9, \"permissions\": [\"ALL\"], \"userId\": \"x\", \"resourceType\": 7,"
                        + " \"resourceId\": \"*\"}",
                "GET /metrics/none/sum|",
                "GET /metrics/none/sum?startDate=x|",
                "GET /metrics?interval=x|",
                "GET /history/task/report?reportType=x|",
                "GET /history/process-instance/report?reportType=duration&periodUnit=x|",
                "GET /authorization/check?permissionName=x&resourceName=y&resourceType=99|",
                "GET /identity/groups?userId=|"
            })
    void what_is_not_there_or_was_left_out_is_a_wrong_call(String call) {
        String method = call.substring(0, call.indexOf(' '));
        String path = call.substring(call.indexOf(' ') + 1, call.indexOf('|'));
        String body = call.substring(call.indexOf('|') + 1);
        everywhere(
                ALL,
                (user, place) -> told(
                        switch (method) {
                            case "POST" -> place.post(path, body);
                            case "PUT" -> place.put(path, body);
                            case "DELETE" -> place.delete(path);
                            default -> place.get(path);
                        },
                        place + call));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /job/none/suspended|{\"suspended\": true}",
                "PUT /job/none/suspended|{\"suspended\": false}",
                "PUT /job/suspended|{\"suspended\": true, \"jobDefinitionId\": \"none\"}",
                "PUT /job/suspended|{\"suspended\": true, \"processInstanceId\": \"none\"}",
                "PUT /job/suspended|{\"suspended\": true, \"processDefinitionId\": \"none\"}",
                "PUT /job/suspended|{\"suspended\": true, \"processDefinitionKey\": \"none\"}",
                "PUT /job-definition/none/suspended|{\"suspended\": true}",
                "PUT /job-definition/none/retries|{\"retries\": 1}",
                "PUT /job-definition/suspended|{\"suspended\": true, \"processDefinitionId\": \"none\"}",
                "PUT /job-definition/suspended|{\"suspended\": true, \"processDefinitionKey\": \"none\"}",
                "PUT /process-instance/none/suspended|{\"suspended\": true}",
                "PUT /process-instance/none/suspended|{\"suspended\": false}",
                "PUT /process-instance/suspended|{\"suspended\": true, \"processDefinitionKey\": \"none\"}",
                "PUT /process-definition/none/suspended|{\"suspended\": true}",
                "PUT /process-definition/suspended|{\"suspended\": true, \"processDefinitionKey\": \"none\"}"
            })
    void what_is_not_there_is_not_said_to_be_suspended(String call) {
        String path = call.substring(call.indexOf(' ') + 1, call.indexOf('|'));
        String body = call.substring(call.indexOf('|') + 1);
        everywhere(List.of("operator", "admin"), (user, place) -> {
            Answer answer = place.put(path, body);
            // Operators may halt one request alone.
            assertThat(answer.status()).as(place + call + answer.body()).isIn(404, user.equals("admin") ? 404 : 403);
        });
    }

    private static List<Method> parameters(Class<?> query) {
        return Arrays.stream(query.getMethods())
                .filter(method -> method.isAnnotationPresent(CamundaQueryParam.class))
                .toList();
    }

    private static String name(Method parameter) {
        return parameter.getAnnotation(CamundaQueryParam.class).value();
    }

    private static List<String> wrong(Class<?> type) {
        if (type == Date.class) {
            return NO_DATES;
        }
        return Number.class.isAssignableFrom(type) || type == int.class || type == long.class ? NO_NUMBERS : NO_TEXTS;
    }

    private static void told(Answer answer, String what) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isBetween(200, 499);
    }
}
