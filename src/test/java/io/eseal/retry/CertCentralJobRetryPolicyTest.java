package io.eseal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.Availability;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CertCentralJobRetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");
    private static final Availability availability = mock(Availability.class);
    private static final List<StepFailures.Failure> failures = new ArrayList<>();
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
        configuration.setEnableCmdExceptionLogging(false);
        new CertCentralJobRetryPlugin(availability, failures::add).preInit(configuration);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "call.bpmn",
                        Bpmn.createExecutableProcess("call")
                                .startEvent()
                                .serviceTask("service_call")
                                .camundaAsyncBefore()
                                .camundaDelegateExpression("${call}")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @BeforeEach
    void calls_flow_and_the_clock_stands_still() {
        failures.clear();
        when(availability.outage()).thenReturn(Optional.empty());
        when(availability.pause()).thenReturn(Optional.empty());
        ClockUtil.setCurrentTime(Date.from(NOW));
        engine.getRuntimeService().startProcessInstanceByKey("call");
    }

    @AfterEach
    void clean() {
        Mocks.reset();
        ClockUtil.reset();
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "done"));
    }

    @Test
    void each_failure_is_told_with_its_step_and_its_cause() {
        failWith(UnavailableException.answered("GET", 503, List.of()));
        failWith(new HeldBackException("GET", HeldBackException.Reason.PAUSE, Duration.ofSeconds(5)));

        assertThat(failures)
                .extracting(StepFailures.Failure::cause)
                .containsExactly(RetryCause.OUTAGE, RetryCause.RATE_LIMIT);
        assertThat(failures).extracting(StepFailures.Failure::heldBack).containsExactly(false, true);
        assertThat(failures).extracting(StepFailures.Failure::step).containsOnly("service_call");
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

        Job job = failWith(new TooManyRequestsException("GET", List.of(), Optional.of(Duration.ofSeconds(100))));

        assertThat(job.getRetries()).isEqualTo(tries);
        assertThat(wait(job)).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(200));
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    @Test
    void too_many_calls_come_back_when_the_keys_pause_ends() {
        when(availability.pause()).thenReturn(Optional.of(Duration.ofSeconds(5)));

        assertThat(wait(failWith(new TooManyRequestsException("GET", List.of(), Optional.empty()))))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(35));
        assertThat(wait(failWith(new TooManyRequestsException("GET", List.of(), Optional.of(Duration.ofDays(9999))))))
                .isLessThan(Duration.ofSeconds(36));
    }

    @Test
    void too_many_calls_without_a_time_wait_a_minute() {
        assertThat(wait(failWith(new TooManyRequestsException("GET", List.of(), Optional.empty()))))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @EnumSource(value = HeldBackException.Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "DATABASE")
    void a_call_that_was_held_back_takes_no_try_and_says_why(HeldBackException.Reason reason) {
        int tries = job().getRetries();

        Job job = failWith(new IllegalStateException(
                "wrapped", new HeldBackException("GET /order", reason, Duration.ofSeconds(3))));

        assertThat(job.getRetries()).isEqualTo(tries);
        assertThat(wait(job)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(33));
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();

        assertThat(failWith(new HeldBackException("GET /order", reason, Duration.ofSeconds(3)))
                        .getExceptionMessage())
                .startsWith("GET /order was held back: ")
                .endsWith("; it is made again in 3 s at the earliest.");
    }

    @Test
    void jobs_that_were_held_back_together_come_back_over_half_a_minute() {
        List<Duration> waits = Stream.generate(() -> wait(
                        failWith(new HeldBackException("GET", HeldBackException.Reason.BUDGET, Duration.ofSeconds(1)))))
                .limit(60)
                .toList();

        assertThat(waits)
                .allMatch(wait ->
                        wait.compareTo(Duration.ofSeconds(1)) >= 0 && wait.compareTo(Duration.ofSeconds(31)) <= 0);
        for (int third = 0; third < 3; third++) {
            Duration from = Duration.ofSeconds(1 + 10L * third);
            assertThat(waits).anyMatch(wait -> wait.compareTo(from) >= 0 && wait.compareTo(from.plusSeconds(10)) < 0);
        }
    }

    @Test
    void a_call_that_the_services_own_database_held_back_follows_the_list() {
        when(availability.outage()).thenReturn(Optional.of(Duration.ofSeconds(30)));

        Job job = failWith(new HeldBackException("GET", new IllegalStateException("no connection")));

        assertThat(wait(job)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(job.getRetries()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void a_call_without_an_answer_takes_no_try_while_CertCentral_is_down(CertCentralException noAnswer) {
        when(availability.outage()).thenReturn(Optional.of(Duration.ofSeconds(40)));
        int tries = job().getRetries();

        Job job = failWith(noAnswer);

        assertThat(job.getRetries()).isEqualTo(tries);
        assertThat(wait(job)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
        assertThat(job.getExceptionMessage()).isEqualTo(noAnswer.getMessage());
    }

    static Stream<CertCentralException> noAnswers() {
        return Stream.of(
                UnavailableException.answered("GET", 503, List.of()),
                UnavailableException.notReached("GET", new ConnectException()),
                new UnknownOutcomeException("GET", "its deadline passed"));
    }

    @Test
    void an_answer_follows_the_list_while_CertCentral_is_down() {
        when(availability.outage()).thenReturn(Optional.of(Duration.ofSeconds(40)));

        assertThat(wait(failWith(new RefusedException("GET", 404, List.of()))))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
    }

    @Test
    void an_outage_follows_the_list_spread_by_chance_and_ends_in_an_incident() {
        assertThat(wait(failWith(UnavailableException.answered("GET", 503, List.of()))))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(wait(failWith(UnavailableException.answered("GET", 503, List.of()))))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));

        Job job = failWith(UnavailableException.answered("GET", 503, List.of()));
        assertThat(job.getRetries()).isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isEqualTo(1);
    }

    @Test
    void another_failure_keeps_the_engines_own_waits() {
        assertThat(wait(failWith(new IllegalStateException("no answer to that"))))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(wait(failWith(new IllegalStateException("wrapped", new RefusedException("GET", 404, List.of())))))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    private Job failWith(RuntimeException exception) {
        Mocks.register("call", (JavaDelegate) execution -> {
            throw exception;
        });
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job().getId()))
                .isInstanceOf(RuntimeException.class);
        return job();
    }

    private Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    private static Duration wait(Job job) {
        return Duration.between(NOW, job.getDuedate().toInstant());
    }
}
