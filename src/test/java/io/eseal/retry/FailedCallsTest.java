package io.eseal.retry;

import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FailedCallsTest {

    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");
    private static ProcessEngine engine;

    @BeforeAll
    static void an_engine_with_a_list_of_two_retries() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("retries");
        configuration.setJdbcUrl("jdbc:h2:mem:retries");
        configuration.setDatabaseSchemaUpdate("create-drop");
        configuration.setExpressionManager(new MockExpressionManager());
        configuration.setFailedJobRetryTimeCycle("PT10S,PT5M");
        configuration.setEnforceHistoryTimeToLive(false);
        new FailedCallsPlugin().preInit(configuration);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment().addModelInstance("call.bpmn", Bpmn.createExecutableProcess("call").startEvent()
                .serviceTask("service_call").camundaAsyncBefore().camundaDelegateExpression("${call}").endEvent().done()).deploy();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @BeforeEach
    void the_clock_stands_still() {
        ClockUtil.setCurrentTime(Date.from(NOW));
        engine.getRuntimeService().startProcessInstanceByKey("call");
    }

    @AfterEach
    void clean() {
        Mocks.reset();
        ClockUtil.reset();
        engine.getRuntimeService().createProcessInstanceQuery().list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "done"));
    }

    @Test
    void a_key_that_is_not_authorised_is_an_incident_at_once() {
        Job job = failWith(new NotAuthorizedException("GET", 403, List.of()));

        assertThat(job.getRetries()).isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isEqualTo(1);
    }

    @Test
    void too_many_calls_take_no_try_and_come_back_when_certcentral_says() {
        failWith(UnavailableException.answered("GET", 503, List.of()));
        int tries = job().getRetries();

        Job job = failWith(new TooManyRequestsException("GET", List.of(), Duration.ofSeconds(100)));

        assertThat(job.getRetries()).isEqualTo(tries);
        assertThat(wait(job)).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    @Test
    void too_many_calls_without_a_time_wait_a_minute() {
        assertThat(wait(failWith(new TooManyRequestsException("GET", List.of(), null)))).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
    }

    @Test
    void an_outage_follows_the_list_spread_by_chance_and_ends_in_an_incident() {
        assertThat(wait(failWith(UnavailableException.answered("GET", 503, List.of())))).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(wait(failWith(UnavailableException.answered("GET", 503, List.of())))).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));

        Job job = failWith(UnavailableException.answered("GET", 503, List.of()));
        assertThat(job.getRetries()).isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isEqualTo(1);
    }

    @Test
    void another_failure_keeps_the_engines_own_waits() {
        assertThat(wait(failWith(new IllegalStateException("no answer to that")))).isEqualTo(Duration.ofSeconds(10));
        assertThat(wait(failWith(new IllegalStateException("wrapped", new RefusedException("GET", 404, List.of()))))).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    private Job failWith(RuntimeException exception) {
        Mocks.register("call", (JavaDelegate) execution -> {
            throw exception;
        });
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job().getId())).isInstanceOf(RuntimeException.class);
        return job();
    }

    private Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    private static Duration wait(Job job) {
        return Duration.between(NOW, job.getDuedate().toInstant());
    }
}
