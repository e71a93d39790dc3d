package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eseal.certcentral.HeldBackException.Reason;
import io.eseal.fixtures.TestClock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class CallBreakerTest {

    private static final UnavailableException DOWN = UnavailableException.answered("GET", 503, List.of());

    private final TestClock clock = new TestClock();
    private final CallBreaker breaker = new CallBreaker(
            new BreakerSettings(20, 10, 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 3),
            Duration.ofSeconds(20),
            clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(CallBreaker.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        // Other tests of the same run may have made the log quieter.
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stop_listening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void ten_calls_without_an_answer_stop_the_calls(CertCentralException noAnswer) {
        fail(9, noAnswer);
        assertThat(breaker.outage()).isEmpty();

        fail(1, noAnswer);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.outage()).contains(Duration.ofSeconds(30));
    }

    static Stream<CertCentralException> noAnswers() {
        return Stream.of(
                DOWN,
                UnavailableException.notReached("GET", new ConnectException()),
                new UnknownOutcomeException("GET", "its deadline passed"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_of_any_kind_shows_that_CertCentral_is_up(RuntimeException answer) {
        fail(100, answer);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    static Stream<RuntimeException> answers() {
        return Stream.of(
                new RefusedException("GET", 404, List.of()),
                new NotAuthorizedException("GET", 403, List.of()),
                new TooManyRequestsException("GET", List.of(), Optional.empty()),
                new NotOfferedException("GET", 405, List.of()),
                new IllegalStateException("a fault of ours"));
    }

    @Test
    void fewer_failures_than_half_of_the_latest_twenty_do_not_count() {
        for (int round = 0; round < 20; round++) {
            succeed(11);
            fail(9, DOWN);
        }

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void what_was_held_back_says_nothing_of_CertCentral() {
        fail(9, DOWN);
        fail(100, new HeldBackException("GET", Reason.BUDGET, Duration.ofSeconds(1)));
        assertThat(breaker.state()).isEqualTo(State.CLOSED);

        fail(1, DOWN);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void meanwhile_calls_are_held_back_and_told_how_long() {
        fail(10, DOWN);
        clock.pass(Duration.ofSeconds(12));

        HeldBackException heldBack = catchThrowableOfType(
                HeldBackException.class,
                () -> breaker.run("GET /order", () -> {
                    throw new AssertionError("the call was made");
                }));

        assertThat(heldBack)
                .isNotNull()
                .hasMessage(
                        "GET /order was held back: CertCentral does not answer at present; it is made again in 18 s at the earliest.");
        assertThat(heldBack.reason()).isEqualTo(Reason.OUTAGE);
        assertThat(heldBack.retryAfter()).contains(Duration.ofSeconds(18));
        assertThat(heldBack.mayHaveBeenProcessed()).isFalse();
    }

    @Test
    void then_three_calls_try_and_the_others_wait_for_what_they_find() {
        fail(10, DOWN);
        clock.pass(Duration.ofSeconds(31));
        assertThat(breaker.outage()).contains(Duration.ZERO);

        breaker.run(
                "GET",
                () -> breaker.run(
                        "GET",
                        () -> breaker.run("GET", () -> {
                            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
                            HeldBackException fourth = catchThrowableOfType(
                                    HeldBackException.class, () -> breaker.run("GET", () -> "made"));
                            assertThat(fourth.retryAfter()).contains(Duration.ofSeconds(20));
                            return "made";
                        })));

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.outage()).isEmpty();
    }

    @Test
    void a_probe_that_was_held_back_leaves_its_place_to_another() {
        fail(10, DOWN);
        clock.pass(Duration.ofSeconds(31));
        fail(50, new HeldBackException("GET", Reason.BUDGET, Duration.ofSeconds(1)));
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);

        succeed(3);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void each_try_in_vain_doubles_the_wait_up_to_five_minutes_and_success_starts_anew() {
        fail(10, DOWN);
        for (int seconds : List.of(30, 60, 120, 240, 300, 300)) {
            assertThat(breaker.outage()).contains(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds).plusMillis(1));
            fail(3, DOWN);
        }
        clock.pass(Duration.ofSeconds(301));
        succeed(3);

        fail(10, DOWN);
        assertThat(breaker.outage()).contains(Duration.ofSeconds(30));
    }

    @Test
    void the_log_tells_when_the_calls_stop_and_when_they_flow_again_once_each() {
        fail(10, DOWN);
        clock.pass(Duration.ofSeconds(31));
        fail(3, DOWN);
        clock.pass(Duration.ofSeconds(61));
        succeed(3);

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "CertCentral does not answer: calls are held back, the first ones try again at 2026-06-15T10:00:30Z.",
                        "CertCentral answers again: calls flow.");
    }

    private void fail(int times, RuntimeException failure) {
        for (int call = 0; call < times; call++) {
            assertThat(catchThrowable(() -> breaker.run("GET", () -> {
                        throw failure;
                    })))
                    .isSameAs(failure);
        }
    }

    private void succeed(int times) {
        for (int call = 0; call < times; call++) {
            assertThat(breaker.<String>run("GET", () -> "answer")).isEqualTo("answer");
        }
    }
}
