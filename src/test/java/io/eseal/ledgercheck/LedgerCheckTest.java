package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eseal.certcentral.UnavailableException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledgercheck.DifferenceSearch.Found;
import io.eseal.ledgercheck.LedgerCheckRun.Outcome;
import io.eseal.timeline.TimelineEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

@ParameterizedClass
@EnumSource(Database.class)
class LedgerCheckTest extends DatabaseTest {

    private static final EsealId A = EsealId.of("ES-0CHECK0A");
    private static final CandidateDifference UNKNOWN = CandidateDifference.ofOrder(
            DifferenceKind.UNKNOWN_ORDER, Optional.of(A), OrderId.of(2), "Order 2 is unknown.");
    private static final CandidateDifference SEVERAL = CandidateDifference.ofRequest(
            DifferenceKind.SEVERAL_ORDERS, A, List.of(OrderId.of(1), OrderId.of(2)), "ListedOrders 1 and 2 live.");
    private static final CandidateDifference FOREIGN = CandidateDifference.ofOrder(
            DifferenceKind.FOREIGN_REFERENCE, Optional.empty(), OrderId.of(8), "Order 8 is foreign.");
    private static final CandidateDifference UNCLAIMED = CandidateDifference.ofOrder(
            DifferenceKind.UNCLAIMED, Optional.empty(), OrderId.of(9), "Order 9 was bought elsewhere.");

    private final DifferenceSearch search = mock(DifferenceSearch.class);
    private final DifferenceTask task = mock(DifferenceTask.class);
    private final List<Object> events = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LedgerChecks checks;
    private final LedgerCheck check;

    LedgerCheckTest(Database database) {
        super(database);
        checks = new LedgerChecks(jdbc, clock);
        check = node();
    }

    /** A node of the cluster: its own lock provider on the same database. */
    private LedgerCheck node() {
        return new LedgerCheck(
                locks(),
                checks,
                search,
                new FinishedCheck(checks, new DifferenceReports(timeline, task, events::add), transaction),
                new LedgerCheckSettings("-", 3, 200, Duration.ofMinutes(5)),
                clock);
    }

    private LockProvider locks() {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(new JdbcTemplate(((JdbcTransactionManager) transactionManager).getDataSource()))
                .usingDbTime()
                .build());
    }

    @BeforeEach
    void one_request_and_nothing_found() {
        request(A);
        finds();
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop_listening() {
        logger().detachAppender(log);
    }

    @Test
    void a_check_is_recorded_with_what_it_saw_and_found() {
        finds(UNKNOWN, SEVERAL, UNCLAIMED);
        long id = run();

        assertThat(checks.find(id))
                .contains(new LedgerCheckRun(
                        id,
                        TestClock.START,
                        "operator",
                        Optional.of(TestClock.START),
                        Outcome.COMPLETE,
                        Optional.empty(),
                        11,
                        22,
                        3));
        assertThat(checks.differences(id))
                .containsExactly(
                        difference(UNKNOWN, TestClock.START),
                        difference(SEVERAL, TestClock.START),
                        difference(UNCLAIMED, TestClock.START));
        assertThat(checks.counts(id))
                .isEqualTo(Map.of(
                        DifferenceKind.UNKNOWN_ORDER,
                        1L,
                        DifferenceKind.SEVERAL_ORDERS,
                        1L,
                        DifferenceKind.UNCLAIMED,
                        1L));
    }

    @Test
    void what_is_new_is_told_once_in_the_timeline_the_log_and_to_operators() {
        finds(UNKNOWN, FOREIGN);
        long first = run();
        clock.pass(Duration.ofDays(1));
        long second = run();

        assertThat(told()).containsExactly("Order 2 is unknown.");
        assertThat(events)
                .containsExactly(new DifferencesFound(first, List.of("Order 2 is unknown.", "Order 8 is foreign.")));
        assertThat(warnings())
                .containsExactly(
                        "Ledger check " + first + ": UNKNOWN_ORDER Order 2 is unknown.",
                        "Ledger check " + first + ": FOREIGN_REFERENCE Order 8 is foreign.");
        assertThat(checks.differences(second))
                .as("since the first time")
                .containsExactly(difference(UNKNOWN, TestClock.START), difference(FOREIGN, TestClock.START));
        verify(task).show(eq(first), any(), eq(true));
        verify(task).show(eq(second), any(), eq(false));
    }

    @Test
    void a_difference_that_comes_back_is_told_again() {
        finds(UNKNOWN);
        run();
        finds();
        run();
        clock.pass(Duration.ofDays(1));
        finds(UNKNOWN);
        long again = run();

        assertThat(told()).hasSize(2);
        assertThat(checks.differences(again)).containsExactly(difference(UNKNOWN, clock.instant()));
    }

    @Test
    void a_failed_check_in_between_makes_nothing_new() {
        finds(UNKNOWN);
        run();
        when(search.search(any())).thenThrow(UnavailableException.answered("GET", 503, List.of()));
        run();
        finds(UNKNOWN);
        run();

        assertThat(told()).hasSize(1);
    }

    @Test
    void the_search_knows_what_the_last_check_found() {
        finds(UNKNOWN, UNCLAIMED);
        run();
        run();

        verify(search).search(Set.of());
        verify(search).search(Set.of(UNKNOWN.subject(), UNCLAIMED.subject()));
    }

    @Test
    void what_was_bought_elsewhere_is_listed_and_alarms_nobody() {
        finds(UNCLAIMED);
        long id = run();

        assertThat(checks.differences(id)).hasSize(1);
        assertThat(events).isEmpty();
        assertThat(warnings()).isEmpty();
        verify(task).show(id, List.of(), false);
    }

    @Test
    void a_check_that_left_candidates_out_says_so() {
        when(search.search(any())).thenReturn(new Found(List.of(), 4, 1, 1, 200));
        long id = run();

        assertThat(checks.find(id).orElseThrow())
                .extracting(LedgerCheckRun::outcome, run -> run.detail().orElse(""))
                .containsExactly(
                        Outcome.INCOMPLETE,
                        "4 candidates are left out: the orders behind them were not read (at most 200 in one check, and only "
                                + "those that the API key may see).");
        assertThat(warnings()).singleElement().asString().contains("is incomplete");
    }

    @Test
    void a_check_that_fails_is_recorded_with_its_reason() {
        when(search.search(any())).thenThrow(UnavailableException.answered("GET /order/certificate", 503, List.of()));
        long id = run();

        LedgerCheckRun failed = checks.find(id).orElseThrow();
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.detail().orElseThrow())
                .contains("GET /order/certificate")
                .contains("503");
        assertThat(warnings()).singleElement().asString().startsWith("Ledger check " + id + " failed: ");
    }

    @Test
    void a_report_that_cannot_be_written_fails_the_check_and_leaves_no_half_of_it() {
        finds(UNKNOWN);
        doThrow(new IllegalStateException("no engine")).when(task).show(anyLong(), any(), anyBoolean());
        long id = run();

        assertThat(checks.find(id).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(checks.differences(id)).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void one_check_at_a_time_in_the_whole_cluster() {
        LedgerCheck other = node();
        when(search.search(any())).thenAnswer(call -> {
            assertThat(other.run("service")).isEmpty();
            return found();
        });

        run();

        assertThat(checks.latest()).hasSize(1);
        finds();
        assertThat(other.run("service")).as("once the first one is done").isPresent();
    }

    @Test
    void a_check_whose_node_ended_is_given_up_by_the_next_one() {
        long left = checks.begin("service");
        long id = run();

        assertThat(checks.find(left).orElseThrow())
                .extracting(LedgerCheckRun::outcome, run -> run.detail().orElse(""))
                .containsExactly(Outcome.FAILED, "The check was not finished: its node ended.");
        assertThat(checks.find(id).orElseThrow().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void a_check_that_was_given_up_meanwhile_tells_nobody_anything() {
        when(search.search(any())).thenAnswer(call -> {
            checks.begin("another node, after the lock ran out");
            return found(UNKNOWN);
        });
        long id = run();

        assertThat(checks.find(id).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(checks.differences(id)).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void the_latest_checks_are_kept_and_the_latest_that_compared_anything() {
        finds(UNKNOWN);
        run();
        long compared = run();
        when(search.search(any())).thenThrow(UnavailableException.notReached("GET", new ConnectException()));
        long first = run();
        long second = run();
        long third = run();
        assertThat(checks.latest()).extracting(LedgerCheckRun::id).containsExactly(third, second, first, compared);

        long fourth = run();
        assertThat(checks.latest()).extracting(LedgerCheckRun::id).containsExactly(fourth, third, second, compared);
        assertThat(checks.differences(compared)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from ledger_difference")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void the_metrics_tell_what_the_last_comparison_found_and_how_long_ago_it_was() {
        MeterRegistry meters = new SimpleMeterRegistry();
        new LedgerCheckMetrics(checks, clock).bindTo(meters);
        clock.pass(Duration.ofMinutes(2));
        assertThat(gauge(meters, "unknown_order")).isZero();
        assertThat(age(meters)).as("never compared: since the start").isEqualTo(120);

        finds(UNKNOWN, UNCLAIMED);
        run();
        clock.pass(Duration.ofMinutes(1));
        when(search.search(any())).thenThrow(UnavailableException.notReached("GET", new ConnectException()));
        run();
        clock.pass(Duration.ofMinutes(1));

        assertThat(gauge(meters, "unknown_order")).isEqualTo(1);
        assertThat(gauge(meters, "unclaimed")).isEqualTo(1);
        assertThat(gauge(meters, "several_orders")).isZero();
        assertThat(age(meters)).as("a failed check compares nothing").isEqualTo(120);
        assertThat(meters.find("eseal.ledger.differences").gauges()).hasSize(DifferenceKind.values().length);

        MeterRegistry elsewhere = new SimpleMeterRegistry();
        new LedgerCheckMetrics(checks, clock).bindTo(elsewhere);
        assertThat(gauge(elsewhere, "unknown_order")).as("on another node").isEqualTo(1);
    }

    @Test
    void long_sentences_and_reasons_are_cut() {
        finds(CandidateDifference.ofOrder(
                DifferenceKind.UNKNOWN_ORDER, Optional.of(A), OrderId.of(2), "x".repeat(5000)));
        assertThat(checks.differences(run()).get(0).sentence()).hasSize(1000);

        long id = checks.begin("operator");
        checks.fail(id, "x".repeat(5000));
        assertThat(checks.find(id).orElseThrow().detail().orElseThrow()).hasSize(4000);
    }

    @Test
    void many_differences_are_recorded_in_their_order() {
        List<CandidateDifference> many = new ArrayList<>();
        for (long order = 1; order <= 1000; order++) {
            many.add(CandidateDifference.ofOrder(
                    DifferenceKind.UNCLAIMED, Optional.empty(), OrderId.of(order), "Order " + order));
        }
        finds(many.toArray(CandidateDifference[]::new));

        assertThat(checks.differences(run()))
                .extracting(difference -> difference.subject().orderId().orElseThrow())
                .isEqualTo(many.stream()
                        .map(candidate -> candidate.subject().orderId().orElseThrow())
                        .toList());
        verify(search, times(1)).search(any());
    }

    private long run() {
        return check.run("operator").orElseThrow();
    }

    private void finds(CandidateDifference... candidates) {
        doReturn(found(candidates)).when(search).search(any());
    }

    private static Found found(CandidateDifference... candidates) {
        return new Found(List.of(candidates), 0, 11, 22, 3);
    }

    private static Difference difference(CandidateDifference candidate, Instant since) {
        return new Difference(candidate.subject(), candidate.sentence(), since);
    }

    private List<String> told() {
        return timeline.of(A).stream()
                .filter(entry -> entry.event().equals("ledger_difference"))
                .map(TimelineEntry::detail)
                .toList();
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(LedgerCheck.class);
    }

    private static double gauge(MeterRegistry meters, String kind) {
        return meters.get("eseal.ledger.differences").tag("kind", kind).gauge().value();
    }

    private static double age(MeterRegistry meters) {
        return meters.get("eseal.ledger.check.age").timeGauge().value(TimeUnit.SECONDS);
    }
}
