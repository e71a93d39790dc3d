package io.eseal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Steps that fail in a running service, and what the people who watch see of them and do about them; no time passes by
 * itself.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:retries-shown",
            "certcentral.base-url=http://localhost:9/",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
@DirtiesContext
class RetriesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final UnavailableException OUTAGE = UnavailableException.answered("POST /order", 503, List.of());
    private static final NotAuthorizedException KEY = new NotAuthorizedException("POST /order", 403, List.of());
    private static final String CANARY = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&";

    private static volatile RuntimeException failure;

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private EsealRegister register;

    @Autowired
    private Timeline timeline;

    @Autowired
    private PullForward pull;

    @Autowired
    private RetryingSteps steps;

    @Autowired
    private Retries retries;

    @Autowired
    private NodeStates nodes;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private JdbcClient jdbc;

    private Deployment deployment;

    @TestConfiguration
    static class Steps {

        @Bean
        JavaDelegate failing() {
            return execution -> {
                if (failure != null) {
                    throw failure;
                }
            };
        }
    }

    @BeforeEach
    void a_process_whose_step_calls_CertCentral() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "retries.bpmn",
                        Bpmn.createExecutableProcess("retries")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask(Elements.SERVICE_PLACE_ORDER)
                                .name("Place order")
                                .camundaAsyncBefore()
                                .camundaDelegateExpression("${failing}")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void nothing_is_left() {
        repository.deleteDeployment(deployment.getId(), true);
        steps.removeDone();
        jdbc.sql("delete from certcentral_node").update();
        retries.forget();
    }

    @Test
    void a_failed_step_is_told_at_once_with_its_request_its_reason_and_its_next_try() {
        EsealId id = failed(OUTAGE);

        JsonNode step = report("operator").at("/steps/0");
        assertThat(step.get("step").asText()).isEqualTo("Place order");
        assertThat(step.get("eseal").asText()).isEqualTo(id.value());
        assertThat(step.get("reason").asText()).contains("CertCentral is not available", "503");
        assertThat(step.get("failures").asInt()).isEqualTo(1);
        assertThat(Instant.parse(step.get("nextTry").asText()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(report("operator").at("/causes/0/cause").asText()).isEqualTo("OUTAGE");
        assertThat(runtime.createIncidentQuery().count()).isZero();
        assertThat(startPage("operator"))
                .contains(
                        "1 step is tried again: CertCentral does not answer.",
                        "Place order",
                        id.value(),
                        "Retry all now",
                        "1 failed");
        assertThat(startPage("auditor")).contains("1 step is tried again").doesNotContain("Retry all now", "Retry now");
        assertThat(startPage("finance")).doesNotContain("tried again", "CertCentral:");
        assertThat(metrics.get("eseal.retrying.steps")
                        .tag("cause", "outage")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void a_call_that_was_held_back_is_told_though_it_took_no_try() {
        failed(new HeldBackException("POST /order", HeldBackException.Reason.PAUSE, Duration.ofSeconds(90)));

        assertThat(report("operator").at("/causes/0/cause").asText()).isEqualTo("RATE_LIMIT");
        assertThat(report("operator").at("/steps/0/heldBack").asInt()).isEqualTo(1);
        assertThat(startPage("operator")).contains("0 failed, 1 held back", "too many calls of the API key");
    }

    @Test
    void how_often_and_since_when_are_kept_over_the_tries_and_a_step_that_is_done_is_told_no_more() {
        EsealId id = failed(OUTAGE);
        Instant since = Instant.parse(report("operator").at("/steps/0/since").asText());
        failAgain(id, new HeldBackException("POST /order", HeldBackException.Reason.OUTAGE, Duration.ofSeconds(90)));

        assertThat(report("operator").at("/steps/0/failures").asInt()).isEqualTo(2);
        assertThat(Instant.parse(report("operator").at("/steps/0/since").asText()))
                .isEqualTo(since);

        failure = null;
        jobs.executeJob(job(id).getId());
        assertThat(report("operator").get("steps")).isEmpty();
        assertThat(startPage("operator")).contains("No step waits for another try.");
        assertThat(steps.removeDone()).isEqualTo(1);
    }

    @Test
    void
            an_operator_pulls_a_try_forward_once_however_often_the_button_is_pressed_and_the_timeline_names_the_operator() {
        EsealId id = failed(OUTAGE);
        String job = job(id).getId();

        assertThat(post("operator", "/api/retries/" + job)).isEqualTo(1);
        assertThat(post("operator", "/api/retries/" + job)).isZero();

        assertThat(job(id).getDuedate()).isBeforeOrEqualTo(new Date());
        assertThat(pulled(id)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("operator");
            assertThat(entry.detail()).isEqualTo("Place order; it waited because CertCentral does not answer");
        });
        assertThat(timeline.isIntact(id)).isTrue();

        failAgain(id, OUTAGE);
        assertThat(post("operator", "/api/retries/" + job))
                .as("failed again, so there is something to ask for again")
                .isEqualTo(1);
    }

    @Test
    void all_steps_of_one_cause_are_pulled_forward_and_no_others() {
        List<EsealId> outage = List.of(failed(OUTAGE), failed(OUTAGE));
        EsealId other = failed(new IllegalStateException("another fault"));
        Date before = job(other).getDuedate();

        assertThat(post("operator", "/api/retries?cause=OUTAGE")).isEqualTo(2);

        assertThat(outage).allSatisfy(id -> {
            assertThat(job(id).getDuedate()).isBeforeOrEqualTo(new Date());
            assertThat(pulled(id)).hasSize(1);
        });
        assertThat(job(other).getDuedate()).isEqualTo(before);
        assertThat(pulled(other)).isEmpty();
    }

    @Test
    void steps_that_stand_still_get_a_try_once_what_stopped_them_is_mended() {
        EsealId id = failed(KEY);
        assertThat(startPage("operator")).contains("1 stands still: CertCentral does not accept the API key");
        assertThat(runtime.createIncidentQuery().count()).isEqualTo(1);

        assertThat(post("operator", "/api/retries?cause=API_KEY")).isEqualTo(1);

        assertThat(job(id).getRetries()).isEqualTo(1);
        assertThat(runtime.createIncidentQuery().count()).isZero();
    }

    @Test
    void a_suspended_step_stays_as_it_is() {
        EsealId id = failed(OUTAGE);
        Job job = job(id);
        runtime.suspendProcessInstanceById(job.getProcessInstanceId());

        assertThat(send("operator", "POST", "/api/retries/" + job.getId(), "*/*")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("operator", "/api/retries?cause=OUTAGE")).isZero();
        assertThat(job(id).getDuedate()).isEqualTo(job.getDuedate());
        assertThat(job(id).isSuspended()).isTrue();
        assertThat(startPage("operator")).contains("suspended");
    }

    @Test
    void a_step_that_was_suspended_after_somebody_asked_stays_as_it_is_and_the_timeline_tells_nothing() {
        EsealId id = failed(OUTAGE);
        Job job = job(id);
        steps.ask(job.getId(), UserId.of("operator"));
        runtime.suspendProcessInstanceById(job.getProcessInstanceId());

        pull.pullAsked();

        assertThat(job(id).getDuedate()).isEqualTo(job.getDuedate());
        assertThat(pulled(id)).isEmpty();
    }

    @Test
    void a_step_that_is_running_is_left_alone() {
        EsealId id = failed(OUTAGE);
        Job job = job(id);
        steps.ask(job.getId(), UserId.of("operator"));
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = 'another node', LOCK_EXP_TIME_ = :later where ID_ = :id")
                .param("later", OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(5))
                .param("id", job.getId())
                .update();

        pull.pullAsked();

        assertThat(job(id).getDuedate()).isEqualTo(job.getDuedate());
        assertThat(pulled(id)).isEmpty();
    }

    @Test
    void a_step_that_cannot_be_pulled_forward_lets_the_others_have_their_turn() {
        EsealId broken = failed(OUTAGE);
        EsealId other = failed(OUTAGE);
        steps.ask(job(broken).getId(), UserId.of("operator"));
        steps.ask(job(other).getId(), UserId.of("operator"));
        jdbc.sql("update retrying_step set cause = 'UNKNOWN_HERE' where job_id = :job")
                .param("job", job(broken).getId())
                .update();

        pull.pullAsked();

        assertThat(pulled(broken)).isEmpty();
        assertThat(pulled(other)).hasSize(1);
        assertThat(steps.asked(10)).isEmpty();
        jdbc.sql("delete from retrying_step where cause = 'UNKNOWN_HERE'").update();
    }

    @Test
    void two_nodes_that_pull_at_once_tell_it_once() {
        List<EsealId> ids = IntStream.range(0, 10).mapToObj(n -> failed(OUTAGE)).toList();
        steps.ask(RetryCause.OUTAGE, UserId.of("operator"));

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(pull::pullAsked), CompletableFuture.runAsync(pull::pullAsked))
                .join();

        assertThat(ids).allSatisfy(id -> assertThat(pulled(id)).hasSize(1));
    }

    @Test
    void however_many_fail_all_are_counted_and_twenty_are_listed() {
        IntStream.range(0, 23).forEach(n -> failed(OUTAGE));

        assertThat(report("operator").get("steps")).hasSize(20);
        assertThat(report("operator").at("/causes/0/steps").asInt()).isEqualTo(23);
        assertThat(startPage("operator")).contains("23 steps are tried again", "And 3 more");
    }

    @Test
    void what_CertCentral_wrote_is_shown_as_text() {
        failed(new IllegalStateException(CANARY));

        assertThat(startPage("operator"))
                .contains("&lt;script&gt;alert(&#39;x&#39;)")
                .doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void the_breakers_of_all_nodes_the_keys_pause_and_the_last_good_call_are_told() {
        assertThat(startPage("operator")).contains("CertCentral: calls flow.", "No good call within a week.");
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        jdbc.sql("insert into certcentral_node (node, breaker, tried_again, paused_until, last_good, seen_at) values "
                        + "('<b>two', 'OPEN', :later, :later, :before, :now)")
                .param("later", now.plusMinutes(3))
                .param("before", now.minusMinutes(7))
                .param("now", now)
                .update();
        nodes.report();

        assertThat(startPage("operator"))
                .contains(
                        "&lt;b&gt;two takes CertCentral to be down",
                        "no node sends any until",
                        "Last good call of any node: <time")
                .doesNotContain("calls flow", "<b>two");
        assertThat(report("auditor").at("/certCentral/calls").asText()).isEqualTo("interrupted");
        assertThat(report("auditor").at("/certCentral/nodes")).hasSize(2);

        jdbc.sql("update certcentral_node set seen_at = :then where node = '<b>two'")
                .param("then", now.minusMinutes(2))
                .update();
        assertThat(startPage("operator"))
                .as("a node that is gone")
                .contains("calls flow", "Last good call of any node: <time");
    }

    @ParameterizedTest
    @CsvSource({
        "requester, 403, 403",
        "legal, 403, 403",
        "finance, 403, 403",
        "operator, 200, 202",
        "auditor, 200, 403",
        "admin, 200, 403"
    })
    void operators_alone_pull_forward_and_those_with_Cockpit_see(String user, int seen, int pulledForward) {
        failed(OUTAGE);

        assertThat(send(user, "GET", "/api/retries", "*/*").statusCode()).isEqualTo(seen);
        assertThat(send(user, "POST", "/api/retries?cause=OUTAGE", "*/*").statusCode())
                .isEqualTo(pulledForward);
    }

    @Test
    void what_is_no_step_or_no_cause_is_told_so() {
        assertThat(send("operator", "POST", "/api/retries/none", "*/*").statusCode())
                .isEqualTo(404);
        assertThat(send("operator", "POST", "/api/retries?cause=WEATHER", "*/*"))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body())
                            .contains("cause must be one of: OUTAGE, RATE_LIMIT")
                            .doesNotContain("WEATHER");
                });
        assertThat(send("operator", "POST", "/api/retries", "*/*").statusCode()).isEqualTo(400);
    }

    @Test
    void a_button_leads_back_to_the_start_page() {
        failed(OUTAGE);
        var answer = send("operator", "POST", "/api/retries?cause=OUTAGE", "text/html");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/?pulled=1");
        assertThat(send("operator", "GET", "/?pulled=1", "text/html").body())
                .contains("1 step is tried again now.", "now, asked for by operator");
        assertThat(send("operator", "GET", "/?pulled=%3Cscript%3E", "text/html").body())
                .doesNotContain("<script>", "tried again now.");
    }

    private EsealId failed(RuntimeException exception) {
        EsealId id = EsealId.next();
        register.open(id, UserId.of("requester"), OrderBody.empty());
        runtime.startProcessInstanceByKey("retries", id.value(), Map.of());
        failAgain(id, exception);
        return id;
    }

    private void failAgain(EsealId id, RuntimeException exception) {
        failure = exception;
        String job = job(id).getId();
        assertThatThrownBy(() -> jobs.executeJob(job));
    }

    private Job job(EsealId id) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(id.value())
                .singleResult()
                .getId();
        return jobs.createJobQuery().processInstanceId(instance).singleResult();
    }

    private List<TimelineEntry> pulled(EsealId id) {
        return timeline.of(id).stream()
                .filter(entry -> entry.event().equals("step_pulled_forward"))
                .toList();
    }

    private JsonNode report(String user) {
        return json(send(user, "GET", "/api/retries", "application/json"));
    }

    private int post(String user, String path) {
        var answer = send(user, "POST", path, "application/json");
        assertThat(answer.statusCode()).isEqualTo(202);
        return json(answer).get("accepted").asInt();
    }

    private String startPage(String user) {
        return send(user, "GET", "/", "text/html").body();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private HttpResponse<String> send(String user, String method, String path, String accept) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accept)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
