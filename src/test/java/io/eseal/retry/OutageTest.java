package io.eseal.retry;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.eseal.certcentral.GuardedNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.TestClock;
import io.eseal.id.OrderId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Jobs of a real engine, and a CertCentral behind its guard that goes away and comes back; time passes from due job to
 * due job.
 */
class OutageTest {

    private static final int ORDERS = 200;

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private final TestClock clock = new TestClock();
    private GuardedNode node;
    private ProcessEngine engine;
    private ManagementService jobs;

    @BeforeEach
    void an_engine_that_gives_up_after_three_minutes_of_tries() {
        node = new GuardedNode(Database.H2, URI.create(API.baseUrl()), clock, Map.of());
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("outage");
        configuration.setJdbcUrl("jdbc:h2:mem:outage");
        configuration.setDatabaseSchemaUpdate("create-drop");
        configuration.setExpressionManager(new MockExpressionManager());
        configuration.setFailedJobRetryTimeCycle("PT10S,PT30S,PT2M");
        configuration.setEnsureJobDueDateNotNull(true);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setEnableCmdExceptionLogging(false);
        new CertCentralJobRetryPlugin(node.availability(), failure -> {}).preInit(configuration);
        engine = configuration.buildProcessEngine();
        jobs = engine.getManagementService();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "read.bpmn",
                        Bpmn.createExecutableProcess("read")
                                .startEvent()
                                .serviceTask("service_read")
                                .camundaAsyncBefore()
                                .camundaDelegateExpression("${read}")
                                .endEvent()
                                .done())
                .deploy();
        Mocks.register("read", (JavaDelegate)
                execution -> node.certCentral().order(OrderId.of((Integer) execution.getVariable("order"))));
        setEngineTime();
    }

    @AfterEach
    void close() {
        Mocks.reset();
        engine.close();
        ClockUtil.reset();
    }

    @Test
    void an_outage_leaves_jobs_that_wait_and_say_why_and_no_incident_and_all_finish_once_it_is_over() {
        API.stubFor(get(anyUrl()).willReturn(status(503)));
        start(ORDERS);

        pass(Duration.ofMinutes(30));

        List<Job> waiting = jobs.createJobQuery().list();
        assertThat(waiting).hasSize(ORDERS).allSatisfy(job -> {
            assertThat(job.getDuedate().toInstant()).isAfter(clock.instant());
            assertThat(job.getRetries()).isPositive();
            assertThat(job.getExceptionMessage())
                    .matches(
                            "GET .* was held back: CertCentral does not answer at present; .*|CertCentral is not available for "
                                    + "GET .*: status 503\\.");
        });
        assertThat(waiting.stream().mapToInt(Job::getRetries).sum())
                .as("nine failed before the tenth told")
                .isEqualTo(4 * ORDERS - 9);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(API.findAll(anyRequestedFor(anyUrl())))
                .as("ten, and three every few minutes")
                .hasSizeLessThan(40);

        everyOrderIsIssued(ORDERS);
        pass(Duration.ofMinutes(15));

        assertThat(jobs.createJobQuery().count()).isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    @Test
    void a_429_makes_every_job_wait_and_burns_no_try() {
        API.stubFor(get(anyUrl()).willReturn(status(429)));
        start(20);

        pass(Duration.ofMinutes(10));

        assertThat(jobs.createJobQuery().list())
                .hasSize(20)
                .allSatisfy(job -> assertThat(job.getRetries()).isEqualTo(4));
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(API.findAll(anyRequestedFor(anyUrl())))
                .as("5, 10, 20, 40, 80, 160, 180 seconds apart")
                .hasSizeLessThan(9);

        everyOrderIsIssued(20);
        pass(Duration.ofMinutes(10));
        assertThat(jobs.createJobQuery().count()).isZero();
    }

    @Test
    void a_call_that_alone_gets_no_answer_ends_in_an_incident() {
        API.stubFor(get("/order/certificate/1").willReturn(status(503)));
        API.stubFor(get("/order/certificate/2").willReturn(okJson("{\"id\":2,\"status\":\"issued\"}")));
        start(1);
        for (int tries = 0; tries < 4; tries++) {
            for (int call = 0; call < 12; call++) {
                node.certCentral().order(OrderId.of(2));
            }
            Job job = jobs.createJobQuery().singleResult();
            assertThatThrownBy(() -> jobs.executeJob(job.getId()));
            clock.pass(Duration.ofMinutes(3));
            setEngineTime();
        }

        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isEqualTo(1);
    }

    private static void everyOrderIsIssued(int orders) {
        for (int order = 1; order <= orders; order++) {
            API.stubFor(get("/order/certificate/" + order)
                    .willReturn(okJson("{\"id\":" + order + ",\"status\":\"issued\"}")));
        }
    }

    private void start(int orders) {
        for (int order = 1; order <= orders; order++) {
            engine.getRuntimeService().startProcessInstanceByKey("read", Map.of("order", order));
        }
    }

    /** Runs each job when it is due. */
    private void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        for (Job next = next(); next != null && !next.getDuedate().toInstant().isAfter(end); next = next()) {
            Duration wait = Duration.between(clock.instant(), next.getDuedate().toInstant());
            if (!wait.isNegative()) {
                clock.pass(wait);
            }
            setEngineTime();
            String id = next.getId();
            // What it throws is on the job.
            Throwable ignored = catchThrowable(() -> jobs.executeJob(id));
        }
        if (clock.instant().isBefore(end)) {
            clock.pass(Duration.between(clock.instant(), end));
        }
        setEngineTime();
    }

    private Job next() {
        return jobs.createJobQuery().withRetriesLeft().orderByJobDuedate().asc().listPage(0, 1).stream()
                .findFirst()
                .orElse(null);
    }

    private void setEngineTime() {
        ClockUtil.setCurrentTime(Date.from(clock.instant()));
    }
}
