package io.eseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerSnapshot.Attempt;
import io.eseal.ledger.LedgerSnapshot.Request;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class LedgerReaderTest extends DatabaseTest {

    private static final EsealId A = EsealId.of("ES-0EADER0A");
    private static final EsealId B = EsealId.of("ES-0EADER0B");

    private final OrderLedger ledger;
    private final LedgerReader reader;

    LedgerReaderTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        reader = new LedgerReader(jdbc, Ledgers.SETTINGS);
    }

    @Test
    void a_request_without_an_attempt_is_read_too() {
        request(A);

        assertThat(reader.read().requests())
                .containsExactly(new Request(A, EsealState.REQUESTED, Optional.empty(), TestClock.START, List.of()));
        assertThat(reader.begin()).isEmpty();
    }

    @Test
    void each_request_is_read_with_its_state_its_end_and_all_its_attempts() {
        request(B);
        request(A);
        LedgerEntry first = ledger.claim(ledger.open(Operation.ORDER, A)).orElseThrow();
        ledger.rejected(first, "no", false);
        ledger.close(ledger.last(Operation.ORDER, A).orElseThrow());
        clock.pass(Duration.ofMinutes(1));
        ledger.accepted(ledger.claim(ledger.open(Operation.ORDER, A)).orElseThrow(), 4711);
        Instant end = TestClock.START.plus(Duration.ofDays(365));
        transaction.executeWithoutResult(status -> {
            register.ordered(A, OrderId.of(4711));
            register.certificateInService(A, Optional.empty(), TestClock.START, end);
            register.enter(A, EsealState.IN_SERVICE);
        });

        Instant later = clock.instant();
        assertThat(reader.read().requests())
                .containsExactly(
                        new Request(
                                A,
                                EsealState.IN_SERVICE,
                                Optional.of(end),
                                later,
                                List.of(
                                        new Attempt(Optional.empty(), Optional.empty(), false, TestClock.START),
                                        new Attempt(Optional.of(OrderId.of(4711)), Optional.empty(), false, later))),
                        new Request(B, EsealState.REQUESTED, Optional.empty(), TestClock.START, List.of()));
        assertThat(reader.begin()).contains(TestClock.START);
    }

    @Test
    void an_attempt_is_in_doubt_from_the_moment_it_is_sent_until_it_is_known_or_closed() {
        request(A);
        LedgerEntry intent = ledger.open(Operation.ORDER, A);
        assertThat(inDoubt()).isFalse();

        LedgerEntry sent = ledger.claim(intent).orElseThrow();
        assertThat(inDoubt()).isTrue();
        clock.pass(Duration.ofMinutes(1));
        ledger.unknown(sent);
        assertThat(inDoubt()).isTrue();
        assertThat(attempt().since()).isEqualTo(clock.instant());

        ledger.close(ledger.last(Operation.ORDER, A).orElseThrow());
        assertThat(inDoubt()).isFalse();
        ledger.adopt(ledger.last(Operation.ORDER, A).orElseThrow(), 7);
        assertThat(attempt())
                .isEqualTo(new Attempt(Optional.of(OrderId.of(7)), Optional.empty(), false, clock.instant()));
    }

    @Test
    void an_order_that_came_after_its_attempt_had_been_given_up_is_read_as_late() {
        request(A);
        LedgerEntry sent = ledger.claim(ledger.open(Operation.ORDER, A)).orElseThrow();
        ledger.close(ledger.last(Operation.ORDER, A).orElseThrow());
        ledger.accepted(sent, 7);

        assertThat(attempt())
                .isEqualTo(new Attempt(Optional.empty(), Optional.of(OrderId.of(7)), false, clock.instant()));
    }

    @Test
    void the_horizon_is_all_look_ups_together() {
        assertThat(reader.lookUpHorizon()).isEqualTo(Duration.ofSeconds(750));
    }

    @Test
    void of_the_requests_in_a_state_those_are_under_way_whose_attempt_was_claimed_and_is_not_dealt_with() {
        request(B);
        request(A);
        LedgerEntry intent = ledger.open(Operation.ORDER, A);
        assertThat(reader.underWay(EsealState.REQUESTED)).isEmpty();

        LedgerEntry sent = ledger.claim(intent).orElseThrow();
        assertThat(reader.underWay(EsealState.REQUESTED)).containsExactly(A);
        assertThat(reader.underWay(EsealState.PAYMENT)).isEmpty();
        ledger.rejected(sent, "declined", true);
        assertThat(reader.underWay(EsealState.REQUESTED)).containsExactly(A);

        ledger.close(ledger.last(Operation.ORDER, A).orElseThrow());
        assertThat(reader.underWay(EsealState.REQUESTED)).isEmpty();
        ledger.claim(ledger.open(Operation.REVOKE, B));
        assertThat(reader.underWay(EsealState.REQUESTED)).isEmpty();
    }

    private boolean inDoubt() {
        return attempt().inDoubt();
    }

    private Attempt attempt() {
        return reader.read().requests().get(0).attempts().get(0);
    }
}
