package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eseal.certcentral.HeldBackException.Reason;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.github.bucket4j.BlockingStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class CallBudgetTest {

    private static final Map<String, String> SMALL =
            Map.of("certcentral.limits.calls-per-short-window", "100", "certcentral.limits.longest-wait", "PT0.001S");

    private static final String ORDER = "POST /order/certificate/eu_eseal";
    private static final String READ = "GET /order/certificate/{orderId}";
    private static final String SWEEP = "GET /order/certificate/status-changes";

    @Nested
    class OfOneNode {

        private final TestClock clock = new TestClock();

        @Test
        void no_rolling_window_ever_sees_more_calls_than_its_limit_however_many_want_to_leave() {
            CallBudget budget = CallBudget.local(GuardedNode.limits(Map.of()), clock, GuardedNode.passing(clock));

            List<Instant> calls = callsWithin(
                    Duration.ofMinutes(10), clock, Stream.generate(() -> budget).iterator());

            assertThat(mostIn(Duration.ofSeconds(5), calls)).isLessThanOrEqualTo(80);
            assertThat(mostIn(Duration.ofMinutes(3), calls)).isBetween(780, 800);
            assertThat(calls.size()).as("at four a second").isGreaterThan(2400);
        }

        @Test
        void a_call_that_finds_none_left_waits_a_little_for_its_turn() {
            CallBudget budget = CallBudget.local(GuardedNode.limits(Map.of()), clock, GuardedNode.passing(clock));
            for (int call = 0; call < 8; call++) {
                budget.take("GET");
            }
            assertThat(clock.instant()).isEqualTo(TestClock.START);

            budget.take("GET");

            assertThat(Duration.between(TestClock.START, clock.instant()))
                    .isBetween(Duration.ofMillis(60), Duration.ofMillis(80));
        }

        @Test
        void a_call_whose_turn_is_far_off_is_held_back_and_told_when() {
            CallBudget budget = CallBudget.local(GuardedNode.limits(SMALL), clock, GuardedNode.passing(clock));
            for (int call = 0; call < 10; call++) {
                budget.take("GET");
            }

            HeldBackException heldBack = catchThrowableOfType(HeldBackException.class, () -> budget.take("GET /order"));

            assertThat(heldBack)
                    .isNotNull()
                    .hasMessage(
                            "GET /order was held back: the API key has no calls left for the moment; it is made again in 1 s at "
                                    + "the earliest.");
            assertThat(heldBack.reason()).isEqualTo(Reason.BUDGET);
            assertThat(heldBack.mayHaveBeenProcessed()).isFalse();
            clock.pass(heldBack.retryAfter().orElseThrow().plusMillis(1));
            assertThatNoException().isThrownBy(() -> budget.take("GET"));
        }

        @Test
        void when_calls_are_short_orders_go_before_reads_and_reads_before_sweeps() {
            CallBudget budget = CallBudget.local(
                    GuardedNode.limits(Map.of("certcentral.limits.calls-per-short-window", "10")), clock, nanos -> {
                        // Everybody comes at the same moment and waits for a turn.
                    });
            while (takes(budget, READ)) {
                // Until no read may wait any more.
            }

            assertThat(takes(budget, SWEEP)).as("a sweep").isFalse();
            assertThat(takes(budget, READ)).as("a read").isFalse();
            assertThat(takes(budget, ORDER)).as("an order").isTrue();
            clock.pass(Duration.ofMillis(800));
            assertThat(takes(budget, SWEEP)).as("a sweep behind others").isFalse();
            assertThat(takes(budget, READ)).as("a read with nobody before it").isTrue();
            clock.pass(Duration.ofSeconds(2));
            assertThat(takes(budget, SWEEP)).as("a sweep with nobody before it").isTrue();
        }

        @Test
        void a_burst_of_ten_thousand_changes_is_read_at_the_rate_that_is_allowed_and_no_order_waits_for_it() {
            List<Instant> calls = new ArrayList<>();
            CallBudget budget = CallBudget.local(GuardedNode.limits(Map.of()), clock, GuardedNode.passing(clock));
            int reads = 0;
            int orders = 0;
            while (reads < 10_000) {
                if (calls.size() % 100 == 99) {
                    Instant asked = clock.instant();
                    budget.take(ORDER);
                    orders++;
                    assertThat(Duration.between(asked, clock.instant())).isLessThanOrEqualTo(Duration.ofSeconds(1));
                } else if (takes(budget, READ)) {
                    reads++;
                } else {
                    clock.pass(Duration.ofMillis(100));
                    continue;
                }
                calls.add(clock.instant());
            }

            assertThat(orders).isEqualTo(101);
            assertThat(mostIn(Duration.ofSeconds(5), calls)).isLessThanOrEqualTo(80);
            assertThat(mostIn(Duration.ofMinutes(3), calls)).isBetween(700, 800);
            assertThat(Duration.between(TestClock.START, clock.instant()))
                    .as("10,101 calls at four a second")
                    .isBetween(Duration.ofMinutes(37), Duration.ofMinutes(44));
        }

        @Test
        void a_call_that_is_interrupted_while_it_waits_is_not_made_and_stays_interrupted() {
            CallBudget budget = CallBudget.local(GuardedNode.limits(Map.of()), clock, nanos -> {
                throw new InterruptedException();
            });
            for (int call = 0; call < 8; call++) {
                budget.take("GET");
            }

            assertThat(catchThrowableOfType(HeldBackException.class, () -> budget.take("GET")))
                    .isNotNull();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class OfAllNodesOnPostgres extends DatabaseTest {

        private final DataSource postgres = Database.POSTGRES.dataSource();

        OfAllNodesOnPostgres() {
            super(Database.POSTGRES);
        }

        @Test
        void two_nodes_with_the_same_key_have_no_more_calls_than_one() throws Exception {
            Iterator<CallBudget> nodes = List.of(
                            node("key", SMALL), node("key", SMALL), node("key", SMALL), node("key", SMALL))
                    .iterator();

            List<Integer> taken = atOnce(4, () -> {
                CallBudget node = next(nodes);
                int calls = 0;
                while (takes(node)) {
                    calls++;
                }
                return calls;
            });

            assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
        }

        @Test
        void taking_turns_two_nodes_stay_within_the_limits() {
            CallBudget one = node("key", Map.of());
            CallBudget other = node("key", Map.of());
            int[] turn = {0};

            List<Instant> calls = callsWithin(
                    Duration.ofMinutes(4),
                    clock,
                    Stream.generate(() -> turn[0]++ % 2 == 0 ? one : other).iterator());

            assertThat(mostIn(Duration.ofSeconds(5), calls)).isLessThanOrEqualTo(80);
            assertThat(mostIn(Duration.ofMinutes(3), calls)).isBetween(780, 800);
        }

        @Test
        void calls_of_a_node_that_follow_each_other_closely_ask_the_database_once_for_four() {
            CallBudget node = node("key", Map.of());
            node.take("GET");
            String leased = state();
            for (int call = 0; call < 3; call++) {
                node.take("GET");
            }
            assertThat(state()).isEqualTo(leased);

            node.take("GET");

            assertThat(state()).isNotEqualTo(leased);
        }

        @Test
        void what_a_node_leased_and_did_not_use_in_time_is_lost() {
            CallBudget node = node("key", SMALL);
            node.take("GET");
            clock.pass(Duration.ofSeconds(2));
            String leased = state();

            node.take("GET");

            assertThat(state()).isNotEqualTo(leased);
        }

        @Test
        void calls_that_were_leased_late_in_one_window_and_made_early_in_the_next_fit_into_both() {
            CallBudget[] nodes = {node("key", Map.of()), node("key", Map.of()), node("key", Map.of())};
            List<Instant> calls = new ArrayList<>();
            for (int round = 0; round < 2000; round++) {
                CallBudget node = nodes[round % 3];
                // Each node makes one call of a lease and the others just before it ends, as many as there are.
                for (int call = 0; call < (round % 7 == 0 ? 1 : 4) && takes(node); call++) {
                    calls.add(clock.instant());
                }
                clock.pass(Duration.ofMillis(round % 7 == 0 ? 640 : 90));
            }

            assertThat(mostIn(Duration.ofSeconds(5), calls)).isBetween(20, 80);
            assertThat(mostIn(Duration.ofMinutes(3), calls)).isLessThanOrEqualTo(800);
        }

        @Test
        void another_key_has_calls_of_its_own() {
            CallBudget used = node("key", SMALL);
            while (takes(used)) {
                assertThat(jdbc.sql("select count(*) from call_budget")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1);
            }

            assertThat(takes(node("other key", SMALL))).isTrue();
        }

        @Test
        void limits_that_were_changed_hold_from_the_next_start() {
            CallBudget before = node("key", SMALL);
            assertThat(takes(before)).isTrue();

            CallBudget after = node(
                    "key",
                    Map.of(
                            "certcentral.limits.calls-per-short-window",
                            "20",
                            "certcentral.limits.longest-wait",
                            "PT0.001S"));

            assertThat(takes(after)).isTrue();
            assertThat(takes(after)).isTrue();
            assertThat(takes(after)).as("the burst is 2 now").isFalse();
        }

        @Test
        void nothing_leaves_when_the_database_cannot_be_asked() {
            HikariDataSource gone = pool(1);
            CallBudget budget =
                    CallBudget.shared("key", gone, GuardedNode.limits(Map.of()), clock, GuardedNode.passing(clock));
            gone.close();

            HeldBackException heldBack =
                    catchThrowableOfType(HeldBackException.class, () -> budget.take("POST /order"));

            assertThat(heldBack)
                    .isNotNull()
                    .hasMessage("POST /order was held back: how many calls the API key has left cannot be read.")
                    .hasCauseInstanceOf(RuntimeException.class);
            assertThat(heldBack.retryAfter()).isEmpty();
            assertThat(heldBack.mayHaveBeenProcessed()).isFalse();
        }

        @Test
        @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
        void a_node_that_stands_still_with_the_budget_in_its_hands_does_not_hold_up_the_others_for_ever() {
            takes(node("key", Map.of()));

            transaction.executeWithoutResult(frozen -> {
                jdbc.sql("select state from call_budget for update").query().listOfRows();

                HeldBackException heldBack = catchThrowableOfType(
                        HeldBackException.class, () -> node("key", Map.of()).take("GET"));

                assertThat(heldBack).isNotNull();
                assertThat(heldBack.reason()).isEqualTo(Reason.DATABASE);
            });
        }

        @Test
        void a_call_needs_one_connection_and_none_while_it_waits() {
            try (HikariDataSource pool = pool(1)) {
                List<Integer> held = new ArrayList<>();
                BlockingStrategy waiting = nanos -> {
                    held.add(pool.getHikariPoolMXBean().getActiveConnections());
                    clock.pass(Duration.ofNanos(nanos));
                };
                CallBudget budget = CallBudget.shared("key", pool, GuardedNode.limits(Map.of()), clock, waiting);

                for (int call = 0; call < 9; call++) {
                    budget.take("GET");
                }

                assertThat(held).containsExactly(0);
            }
        }

        private String state() {
            return jdbc.sql("select encode(state, 'hex') from call_budget")
                    .query(String.class)
                    .single();
        }

        private CallBudget node(String key, Map<String, String> settings) {
            return CallBudget.shared(key, postgres, GuardedNode.limits(settings), clock, GuardedNode.passing(clock));
        }

        private HikariDataSource pool(int connections) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(((HikariDataSource) postgres).getJdbcUrl());
            config.setMaximumPoolSize(connections);
            config.setConnectionTimeout(1000);
            return new HikariDataSource(config);
        }

        private static synchronized CallBudget next(Iterator<CallBudget> nodes) {
            return nodes.next();
        }
    }

    private static boolean takes(CallBudget budget) {
        return takes(budget, "GET");
    }

    private static boolean takes(CallBudget budget, String call) {
        return catchThrowableOfType(HeldBackException.class, () -> budget.take(call)) == null;
    }

    /** Returns the moments at which calls leave when each next call comes at once. */
    private static List<Instant> callsWithin(Duration time, TestClock clock, Iterator<CallBudget> nodes) {
        List<Instant> calls = new ArrayList<>();
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            HeldBackException heldBack = catchThrowableOfType(
                    HeldBackException.class, () -> nodes.next().take("GET"));
            if (heldBack == null) {
                calls.add(clock.instant());
            } else {
                clock.pass(heldBack.retryAfter().orElseThrow());
            }
        }
        return calls;
    }

    private static int mostIn(Duration window, List<Instant> calls) {
        int most = 0;
        for (int first = 0, last = 0; last < calls.size(); last++) {
            while (!calls.get(first).isAfter(calls.get(last).minus(window))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
