package io.eseal.ledger;

import static io.eseal.ledger.Operation.ORDER;
import static io.eseal.ledger.Operation.REVOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Database.class)
class OrderLedgerTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0EDGER01");

    private final OrderLedger ledger;

    OrderLedgerTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
    }

    @Test
    void the_first_attempt_is_generation_one_and_only_intended() {
        LedgerEntry entry = ledger.open(ORDER, ID);

        assertThat(entry)
                .isEqualTo(new LedgerEntry(
                        ID,
                        ORDER,
                        1,
                        LedgerState.INTENT,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        false,
                        false,
                        false,
                        Optional.empty(),
                        0));
        assertThat(ledger.underWay(ORDER, ID)).as("nothing is sent yet").isEmpty();
    }

    @Test
    void an_accepted_order_is_never_closed_so_that_no_further_one_is_opened() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.accepted(sent, 7);

        ledger.close(ledger.last(ORDER, ID).orElseThrow());

        assertThat(ledger.open(ORDER, ID))
                .extracting(LedgerEntry::generation, LedgerEntry::state)
                .containsExactly(1, LedgerState.ACCEPTED);
    }

    @Test
    void opening_again_finds_the_attempt_under_way() {
        ledger.open(ORDER, ID);
        assertThat(ledger.open(ORDER, ID))
                .isEqualTo(ledger.last(ORDER, ID).orElseThrow())
                .extracting(LedgerEntry::generation)
                .isEqualTo(1);
    }

    @Test
    void of_many_that_open_at_once_all_get_the_same_attempt() throws Exception {
        List<LedgerEntry> opened = atOnce(8, () -> ledger.open(ORDER, ID));

        assertThat(opened).extracting(LedgerEntry::generation).containsOnly(1).hasSize(8);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void of_many_that_claim_at_once_exactly_one_may_send() throws Exception {
        LedgerEntry intent = ledger.open(ORDER, ID);

        List<Optional<LedgerEntry>> claims = atOnce(12, () -> ledger.claim(intent));

        assertThat(claims.stream().flatMap(Optional::stream))
                .singleElement()
                .satisfies(sent -> assertThat(sent.state()).isEqualTo(LedgerState.SENT))
                .satisfies(sent -> assertThat(sent.fencingNo()).isEqualTo(1));
    }

    @Test
    void of_many_that_open_and_claim_at_once_exactly_one_may_send() throws Exception {
        List<Optional<LedgerEntry>> claims = atOnce(12, () -> ledger.claim(ledger.open(ORDER, ID)));

        assertThat(claims.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void what_was_sent_or_answered_cannot_be_claimed() {
        LedgerEntry intent = ledger.open(ORDER, ID);
        LedgerEntry sent = ledger.claim(intent).orElseThrow();

        assertThat(ledger.claim(intent)).isEmpty();
        assertThat(ledger.claim(sent)).isEmpty();
        ledger.accepted(sent, 7);
        assertThat(ledger.claim(ledger.last(ORDER, ID).orElseThrow())).isEmpty();
    }

    @Test
    void a_claim_by_an_old_reading_fails_when_somebody_sent_in_between() {
        LedgerEntry old = ledger.open(ORDER, ID);
        ledger.notSent(ledger.claim(old).orElseThrow());

        assertThat(ledger.claim(old)).as("the reading is older than the send").isEmpty();
        assertThat(ledger.claim(ledger.last(ORDER, ID).orElseThrow()))
                .hasValueSatisfying(again -> assertThat(again.fencingNo()).isEqualTo(2));
    }

    @Test
    void a_closed_attempt_cannot_be_claimed() {
        LedgerEntry intent = ledger.open(ORDER, ID);
        ledger.close(intent);
        assertThat(ledger.claim(last())).isEmpty();
    }

    @Test
    void a_reading_of_a_closed_attempt_does_not_claim_the_next_one() {
        LedgerEntry intent = ledger.open(ORDER, ID);
        ledger.close(intent);
        ledger.open(ORDER, ID);

        assertThat(ledger.claim(intent)).isEmpty();
        assertThat(last())
                .extracting(LedgerEntry::generation, LedgerEntry::state)
                .containsExactly(2, LedgerState.INTENT);
    }

    @Test
    void a_barred_attempt_cannot_be_claimed() {
        assertThat(ledger.bar(ID)).as("nothing was sent").isTrue();
        assertThat(ledger.claim(last())).isEmpty();
    }

    @Test
    void an_attempt_that_was_sent_is_barred_all_the_same_so_that_it_is_not_sent_once_more() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        assertThat(ledger.bar(ID)).as("something was sent").isFalse();

        ledger.notSent(sent);

        assertThat(ledger.claim(last())).isEmpty();
    }

    @Test
    void after_a_bar_no_further_attempt_can_be_claimed_either() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.unknown(sent);
        ledger.bar(ID);
        ledger.close(last());

        assertThat(ledger.claim(ledger.open(ORDER, ID))).isEmpty();
        assertThat(ledger.claim(ledger.open(ORDER, EsealId.of("ES-0THER001"))))
                .as("of another request")
                .isPresent();
        assertThat(ledger.claim(ledger.open(REVOKE, ID))).as("a revocation").isPresent();
    }

    @ParameterizedTest
    @EnumSource(EsealState.class)
    void an_order_can_be_claimed_until_its_request_has_ended_and_a_revocation_for_ever(EsealState state) {
        transaction.executeWithoutResult(status -> register.enter(request(ID), state));
        request(EsealId.of("ES-0THER001"));

        assertThat(ledger.claim(ledger.open(ORDER, ID)).isPresent()).isEqualTo(!state.ended());
        assertThat(ledger.claim(ledger.open(REVOKE, ID))).isPresent();
        assertThat(ledger.claim(ledger.open(ORDER, EsealId.of("ES-0THER001")))).isPresent();
    }

    @Test
    void a_claim_touches_neither_other_requests_nor_other_operations() {
        ledger.open(ORDER, EsealId.of("ES-0THER001"));
        ledger.open(REVOKE, ID);

        assertThat(ledger.claim(ledger.open(ORDER, ID))).isPresent();

        assertThat(ledger.last(ORDER, EsealId.of("ES-0THER001")).orElseThrow().state())
                .isEqualTo(LedgerState.INTENT);
        assertThat(ledger.last(REVOKE, ID).orElseThrow().state()).isEqualTo(LedgerState.INTENT);
    }

    @Test
    void a_claim_tells_which_node_sent_it_and_when() {
        LedgerEntry intent = ledger.open(ORDER, ID);
        clock.pass(Duration.ofMinutes(1));
        LedgerEntry sent = ledger.claim(intent).orElseThrow();
        ledger.notSent(sent);
        LedgerEntry again =
                Ledgers.node(jdbc, transactionManager, clock).claim(last()).orElseThrow();

        assertThat(sent.sentAt()).contains(clock.instant());
        assertThat(sent.owner()).isPresent();
        assertThat(again.owner()).isPresent().isNotEqualTo(sent.owner());
        assertThat(last()).isEqualTo(again);
    }

    @Test
    void a_call_may_be_sent_for_a_while_after_its_step_began_and_is_on_its_way_for_a_while_more() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        Instant then = clock.instant();
        clock.pass(Duration.ofSeconds(20));
        assertThat(ledger.maySend(then)).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(ledger.maySend(then)).isFalse();

        assertThat(ledger.mayBeOnItsWay(sent, then.plusSeconds(139))).isTrue();
        assertThat(ledger.mayBeOnItsWay(sent, then.plusSeconds(140))).isFalse();
    }

    @Test
    void each_outcome_is_kept() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.accepted(sent, 112_339_763L);
        assertThat(last())
                .extracting(LedgerEntry::state, LedgerEntry::orderId)
                .containsExactly(LedgerState.ACCEPTED, Optional.of(OrderId.of(112_339_763)));
        assertThat(ledger.knownOrders(ID)).containsExactly(OrderId.of(112_339_763));
    }

    @Test
    void a_refusal_keeps_the_words_even_very_long_ones() {
        ledger.rejected(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), "é".repeat(5000), true);

        assertThat(last().state()).isEqualTo(LedgerState.REJECTED);
        assertThat(last().refusal()).contains("é".repeat(4000));
        assertThat(last().paymentRefused()).isTrue();
    }

    @Test
    void an_outcome_from_a_sender_that_was_overtaken_is_ignored() {
        LedgerEntry first = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.notSent(first);
        LedgerEntry second = ledger.claim(ledger.last(ORDER, ID).orElseThrow()).orElseThrow();

        assertThat(ledger.accepted(first, 1)).isFalse();
        assertThat(ledger.rejected(first, "late", false)).isFalse();
        assertThat(ledger.unknown(first)).isFalse();
        assertThat(ledger.notSent(first)).isFalse();
        assertThat(last()).isEqualTo(second);

        assertThat(ledger.accepted(second, 2)).isTrue();
        assertThat(last().orderId()).contains(OrderId.of(2));
    }

    @Test
    void an_outcome_does_not_overwrite_another() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.accepted(sent, 1);

        assertThat(ledger.rejected(sent, "late", false)).isFalse();
        assertThat(ledger.unknown(sent)).isFalse();
        assertThat(ledger.notSent(sent)).isFalse();

        assertThat(last().state()).isEqualTo(LedgerState.ACCEPTED);
    }

    @Test
    void an_adopted_order_fences_off_the_late_answer() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.adopt(sent, 5);

        ledger.rejected(sent, "late", false);

        assertThat(last())
                .extracting(LedgerEntry::state, LedgerEntry::orderId, LedgerEntry::fencingNo)
                .containsExactly(LedgerState.ACCEPTED, Optional.of(OrderId.of(5)), 2);
    }

    @Test
    void adopting_does_not_replace_an_order_that_is_known() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.accepted(sent, 1);
        ledger.adopt(sent, 2);
        assertThat(last().orderId()).contains(OrderId.of(1));
    }

    @Test
    void closing_lets_the_next_attempt_begin_and_keeps_the_earlier_one() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.unknown(sent);
        ledger.close(sent);
        assertThat(ledger.underWay(ORDER, ID)).isEmpty();

        LedgerEntry next = ledger.open(ORDER, ID);

        assertThat(next).extracting(LedgerEntry::generation, LedgerEntry::state).containsExactly(2, LedgerState.INTENT);
        assertThat(rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_late_sender_brings_for_an_attempt_given_up_is_kept_aside(boolean nextOneBegan) {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.close(last());
        if (nextOneBegan) {
            assertThat(ledger.claim(ledger.open(ORDER, ID))).isPresent();
        }
        LedgerEntry before = last();

        assertThat(ledger.accepted(sent, 5)).isFalse();

        assertThat(last()).isEqualTo(before);
        assertThat(ledger.knownOrders(ID)).as("a look-up may still find it").isEmpty();
        assertThat(jdbc.sql("select late_id from ledger where generation = 1")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void what_a_late_sender_brings_is_taken_when_another_attempt_has_adopted_it() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.close(last());
        ledger.accepted(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), 5);

        assertThat(ledger.accepted(sent, 5)).isTrue();
    }

    @Test
    void all_who_give_up_an_attempt_in_doubt_get_the_same_next_one() throws Exception {
        LedgerEntry sent = ledger.claim(ledger.open(REVOKE, ID)).orElseThrow();

        List<LedgerEntry> next = atOnce(8, () -> ledger.openNext(sent));

        assertThat(next).extracting(LedgerEntry::generation).containsOnly(2);
        assertThat(ledger.accepted(sent, 5)).isFalse();
    }

    @Test
    void an_attempt_is_not_given_up_by_an_old_reading_or_once_its_outcome_is_known() {
        LedgerEntry sent = ledger.claim(ledger.open(REVOKE, ID)).orElseThrow();
        ledger.notSent(sent);
        LedgerEntry again = ledger.claim(ledger.open(REVOKE, ID)).orElseThrow();
        assertThat(ledger.openNext(sent)).as("sent again since").isEqualTo(again);

        ledger.accepted(again, 5);
        assertThat(ledger.openNext(again).requestId()).contains(5L);
    }

    @Test
    void a_request_to_revoke_is_kept_beside_the_order_and_may_be_closed() {
        ledger.accepted(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), 7);
        ledger.accepted(ledger.claim(ledger.open(REVOKE, ID)).orElseThrow(), 9);

        LedgerEntry revocation = ledger.last(REVOKE, ID).orElseThrow();
        assertThat(revocation)
                .extracting(LedgerEntry::orderId, LedgerEntry::requestId)
                .containsExactly(Optional.empty(), Optional.of(9L));
        assertThat(ledger.knownOrders(ID)).containsExactly(OrderId.of(7));
        ledger.close(revocation);
        assertThat(ledger.open(REVOKE, ID).generation()).isEqualTo(2);
    }

    @Test
    void an_attempt_follows_one_in_doubt_only_of_its_own_request_and_operation() {
        ledger.openNext(ledger.claim(ledger.open(REVOKE, ID)).orElseThrow());
        assertThat(ledger.claim(ledger.open(ORDER, EsealId.of("ES-0THER001")))).isPresent();
        LedgerEntry first = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        assertThat(ledger.followsOneInDoubt(first)).isFalse();

        ledger.rejected(first, "no", false);
        ledger.close(last());
        assertThat(ledger.followsOneInDoubt(ledger.open(ORDER, ID))).isFalse();

        assertThat(ledger.followsOneInDoubt(ledger.last(REVOKE, ID).orElseThrow()))
                .isTrue();
    }

    @Test
    void an_outcome_is_kept_although_the_engine_rolls_back_but_closing_is_not() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
                    ledger.accepted(sent, 9);
                    ledger.close(sent);
                    throw new IllegalStateException("the engine fails");
                }))
                .hasMessage("the engine fails");

        assertThat(last())
                .extracting(LedgerEntry::state, LedgerEntry::orderId, LedgerEntry::closed)
                .containsExactly(LedgerState.ACCEPTED, Optional.of(OrderId.of(9)), false);
    }

    @Test
    void the_ledger_is_written_while_the_engine_holds_the_requests_row() {
        request(ID);
        transaction.executeWithoutResult(status -> {
            register.lock(ID);
            ledger.accepted(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), 3);
        });
        assertThat(last().state()).isEqualTo(LedgerState.ACCEPTED);
    }

    @Test
    void look_ups_are_counted() {
        LedgerEntry sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.lookedUp(sent, false);
        ledger.lookedUp(sent, false);
        assertThat(last().lookUps()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_requests_that_take_one_order_number_at_once_one_gets_it(boolean answered) throws Exception {
        List<LedgerEntry> sent = Stream.of(ID.value(), "ES-0THER001", "ES-0THER002", "ES-0THER003")
                .map(id -> ledger.claim(ledger.open(ORDER, EsealId.of(id))).orElseThrow())
                .toList();
        AtomicInteger next = new AtomicInteger();

        List<Boolean> taken = atOnce(sent.size(), () -> {
            LedgerEntry mine = sent.get(next.getAndIncrement());
            try {
                return answered
                        ? ledger.accepted(mine, 5)
                        : ledger.adopt(mine, 5).orderId().isPresent();
            } catch (OrderOfAnotherException e) {
                return false;
            }
        });

        assertThat(taken).containsOnlyOnce(true);
        assertThat(jdbc.sql("select eseal_id from ledger where order_id = 5")
                        .query(String.class)
                        .list())
                .isEqualTo(jdbc.sql("select eseal_id from order_holder where order_id = 5")
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    @Test
    void requests_do_not_share_attempts() {
        assertThat(ledger.claim(ledger.open(ORDER, ID))).isPresent();
        assertThat(ledger.claim(ledger.open(ORDER, EsealId.of("ES-0THER001")))).isPresent();
    }

    private LedgerEntry last() {
        return ledger.last(ORDER, ID).orElseThrow();
    }

    private long rows() {
        return jdbc.sql("select count(*) from ledger").query(Long.class).single();
    }
}
