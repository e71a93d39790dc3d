package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eseal.certcentral.HeldBackException.Reason;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

@ParameterizedClass
@EnumSource(Database.class)
class KeyPauseTest extends DatabaseTest {

    private final DataSource dataSource;
    private KeyPause pause;
    private KeyPause otherNode;

    KeyPauseTest(Database database) {
        super(database);
        dataSource = database.dataSource();
        pause = node(dataSource);
        otherNode = node(dataSource);
    }

    @Test
    void nothing_is_held_back_without_a_429() {
        assertThatNoException().isThrownBy(() -> pause.check("GET"));
        assertThat(pause.left()).isEmpty();
    }

    @Test
    void a_429_without_a_time_pauses_for_five_seconds_then_twice_as_long_each_time_up_to_three_minutes() {
        for (int seconds : List.of(5, 10, 20, 40, 80, 160, 180, 180)) {
            refused();
            assertThat(pause.left()).contains(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds));
            assertThatNoException().isThrownBy(() -> pause.check("GET"));
        }
    }

    @Test
    void while_it_lasts_calls_are_held_back_and_told_how_long() {
        refused();
        clock.pass(Duration.ofMillis(1500));

        HeldBackException heldBack = catchThrowableOfType(HeldBackException.class, () -> pause.check("GET /order"));

        assertThat(heldBack)
                .isNotNull()
                .hasMessage(
                        "GET /order was held back: CertCentral has had too many requests of this API key; it is made again "
                                + "in 4 s at the earliest.");
        assertThat(heldBack.reason()).isEqualTo(Reason.PAUSE);
        assertThat(heldBack.retryAfter()).contains(Duration.ofMillis(3500));
        assertThat(heldBack.mayHaveBeenProcessed()).isFalse();
    }

    @Test
    void what_CertCentral_asks_for_counts_up_to_an_hour() {
        refused(Duration.ofSeconds(42));
        assertThat(pause.left()).contains(Duration.ofSeconds(42));
        clock.pass(Duration.ofSeconds(42));

        refused(Duration.ofDays(9999));
        assertThat(pause.left()).contains(Duration.ofHours(1));
    }

    @Test
    void a_time_of_zero_is_none_and_a_shorter_one_does_not_end_a_pause() {
        refused(Duration.ZERO);
        assertThat(pause.left()).contains(Duration.ofSeconds(5));

        refused(Duration.ofSeconds(1));
        assertThat(pause.left()).contains(Duration.ofSeconds(5));
    }

    @Test
    void a_time_that_CertCentral_named_does_not_make_the_next_pause_longer() {
        refused(Duration.ofSeconds(42));
        clock.pass(Duration.ofSeconds(42));

        refused();

        assertThat(pause.left()).contains(Duration.ofSeconds(5));
    }

    @Test
    void calls_that_were_under_way_together_are_refused_once() {
        pause.begin(clock.instant(), Optional.empty());
        pause.begin(clock.instant(), Optional.empty());
        otherNode.begin(clock.instant(), Optional.empty());

        assertThat(pause.left()).contains(Duration.ofSeconds(5));
        assertThat(otherNode.left()).contains(Duration.ofSeconds(5));
    }

    @Test
    void after_an_answer_the_next_pause_starts_small_on_every_node() {
        refused();
        clock.pass(Duration.ofSeconds(5));
        refused();
        clock.pass(Duration.ofSeconds(10));

        pause.answered(clock.instant());

        otherNode.begin(clock.instant(), Optional.empty());
        assertThat(otherNode.left()).contains(Duration.ofSeconds(5));
    }

    @Test
    void an_answer_to_a_call_from_before_the_pause_shows_nothing() {
        refused();
        pause.answered(clock.instant());
        clock.pass(Duration.ofSeconds(5));

        refused();

        assertThat(pause.left()).contains(Duration.ofSeconds(10));
    }

    @Test
    void an_answer_to_one_node_does_not_undo_a_pause_that_it_has_not_heard_of() {
        refused();
        clock.pass(Duration.ofSeconds(5));
        pause.check("GET");
        otherNode.begin(clock.instant(), Optional.empty());

        pause.answered(clock.instant());

        clock.pass(Duration.ofSeconds(10));
        otherNode.begin(clock.instant(), Optional.empty());
        assertThat(otherNode.left()).contains(Duration.ofSeconds(20));
    }

    @Test
    void another_node_learns_of_it_within_a_second() {
        otherNode.check("GET");
        refused();
        clock.pass(Duration.ofSeconds(1));

        assertThat(catchThrowableOfType(HeldBackException.class, () -> otherNode.check("GET")))
                .isNotNull();
        assertThat(otherNode.left()).contains(Duration.ofSeconds(4));
    }

    @Test
    void a_node_that_starts_meanwhile_finds_it() {
        refused();

        assertThat(catchThrowableOfType(
                        HeldBackException.class, () -> node(dataSource).check("GET")))
                .isNotNull();
    }

    @Test
    void another_key_is_not_paused() {
        refused();

        KeyPause other = new KeyPause("other key", GuardedNode.limits(Map.of()), jdbc, transactionManager, clock);

        assertThatNoException().isThrownBy(() -> other.check("GET"));
    }

    @Test
    void the_database_is_asked_once_a_second_however_many_calls_there_are() {
        AtomicInteger connections = new AtomicInteger();
        KeyPause counted = node(counting(connections));

        counted.begin(clock.instant(), Optional.empty());
        counted.answered(clock.instant());
        assertThat(connections)
                .as("the pause is written, an answer from before shows nothing")
                .hasValue(1);
        clock.pass(Duration.ofSeconds(5));
        counted.check("GET");
        counted.answered(clock.instant());
        assertThat(connections).as("and the first answer after it").hasValue(3);
        clock.pass(Duration.ofSeconds(1));
        connections.set(0);

        for (int call = 0; call < 300; call++) {
            counted.check("GET");
            counted.answered(clock.instant());
            clock.pass(Duration.ofMillis(10));
        }

        assertThat(connections).hasValue(3);
    }

    @Test
    void it_outlives_a_rollback_of_the_engine() {
        transaction.executeWithoutResult(status -> {
            refused();
            status.setRollbackOnly();
        });

        assertThat(catchThrowableOfType(HeldBackException.class, () -> otherNode.check("GET")))
                .isNotNull();
    }

    @Test
    void of_first_429s_of_several_nodes_at_one_moment_the_longest_pause_counts() throws Exception {
        AtomicInteger asked = new AtomicInteger(40);

        atOnce(8, () -> {
            KeyPause node = node(dataSource);
            node.begin(clock.instant(), Optional.of(Duration.ofSeconds(asked.incrementAndGet())));
            return node;
        });

        assertThat(catchThrowableOfType(HeldBackException.class, () -> otherNode.check("GET"))
                        .retryAfter())
                .contains(Duration.ofSeconds(48));
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void an_answer_does_not_wait_for_ever_for_a_node_that_stands_still() {
        refused();
        clock.pass(Duration.ofSeconds(5));

        transaction.executeWithoutResult(frozen -> {
            jdbc.sql("select * from call_pause for update").query().listOfRows();

            assertThatNoException().isThrownBy(() -> pause.answered(clock.instant()));
        });
    }

    @Test
    void without_the_database_no_call_leaves_but_an_answer_is_an_answer_and_this_node_pauses() {
        HikariDataSource gone = pool();
        KeyPause node = node(gone);
        node.check("GET");
        gone.close();

        assertThatNoException().isThrownBy(() -> node.begin(clock.instant(), Optional.empty()));
        assertThat(node.left()).contains(Duration.ofSeconds(5));
        clock.pass(Duration.ofSeconds(5));
        assertThatNoException().isThrownBy(() -> node.answered(clock.instant()));

        HeldBackException heldBack = catchThrowableOfType(HeldBackException.class, () -> node.check("GET"));
        assertThat(heldBack).isNotNull();
        assertThat(heldBack.reason()).isEqualTo(Reason.DATABASE);
        assertThat(heldBack.retryAfter()).isEmpty();
    }

    private void refused() {
        pause.begin(clock.instant(), Optional.empty());
    }

    private void refused(Duration asked) {
        pause.begin(clock.instant(), Optional.of(asked));
    }

    private KeyPause node(DataSource dataSource) {
        return new KeyPause(
                "key",
                GuardedNode.limits(Map.of()),
                JdbcClient.create(dataSource),
                new JdbcTransactionManager(dataSource),
                clock);
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(((HikariDataSource) dataSource).getJdbcUrl());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private DataSource counting(AtomicInteger connections) {
        return new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
    }
}
