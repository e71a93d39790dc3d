package io.eseal.order;

import io.eseal.Database;
import io.eseal.DatabaseTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderLedgerTest {

    private static final String ID = "ES-0EDGER01";

    @Nested
    class OnH2 extends Rules {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends Rules {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }

    abstract static class Rules extends DatabaseTest {

        private final OrderLedger ledger;

        Rules(Database database) {
            super(database);
            ledger = new OrderLedger(jdbc, transactionManager, clock);
        }

        @Test
        void the_first_attempt_is_generation_one_and_only_intended() {
            LedgerEntry entry = ledger.open(ID);

            assertThat(entry).isEqualTo(new LedgerEntry(ID, 1, LedgerState.INTENT, 0, Optional.empty(), 0, Optional.empty(), false, false, clock.instant()));
            assertThat(ledger.underWay(ID)).as("nothing is sent yet").isEmpty();
        }

        @Test
        void an_accepted_order_is_never_closed_so_that_no_further_one_is_opened() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.accepted(sent, 7);

            ledger.close(ledger.last(ID).orElseThrow());

            assertThat(ledger.open(ID)).extracting(LedgerEntry::generation, LedgerEntry::state).containsExactly(1, LedgerState.ACCEPTED);
        }

        @Test
        void opening_again_finds_the_attempt_under_way() {
            ledger.open(ID);
            assertThat(ledger.open(ID)).isEqualTo(ledger.last(ID).orElseThrow()).extracting(LedgerEntry::generation).isEqualTo(1);
        }

        @Test
        void of_many_that_open_at_once_all_get_the_same_attempt() throws Exception {
            List<LedgerEntry> opened = atOnce(8, () -> ledger.open(ID));

            assertThat(opened).extracting(LedgerEntry::generation).containsOnly(1).hasSize(8);
            assertThat(rows()).isEqualTo(1);
        }

        @Test
        void of_many_that_claim_at_once_exactly_one_may_send() throws Exception {
            LedgerEntry intent = ledger.open(ID);

            List<Optional<LedgerEntry>> claims = atOnce(12, () -> ledger.claim(intent));

            assertThat(claims.stream().flatMap(Optional::stream)).singleElement()
                    .satisfies(sent -> assertThat(sent.state()).isEqualTo(LedgerState.SENT))
                    .satisfies(sent -> assertThat(sent.fencingNo()).isEqualTo(1));
        }

        @Test
        void of_many_that_open_and_claim_at_once_exactly_one_may_send() throws Exception {
            List<Optional<LedgerEntry>> claims = atOnce(12, () -> ledger.claim(ledger.open(ID)));

            assertThat(claims.stream().flatMap(Optional::stream)).hasSize(1);
        }

        @Test
        void what_was_sent_or_answered_cannot_be_claimed() {
            LedgerEntry intent = ledger.open(ID);
            LedgerEntry sent = ledger.claim(intent).orElseThrow();

            assertThat(ledger.claim(intent)).isEmpty();
            assertThat(ledger.claim(sent)).isEmpty();
            ledger.accepted(sent, 7);
            assertThat(ledger.claim(ledger.last(ID).orElseThrow())).isEmpty();
        }

        @Test
        void a_claim_by_an_old_reading_fails_when_somebody_sent_in_between() {
            LedgerEntry old = ledger.open(ID);
            ledger.notSent(ledger.claim(old).orElseThrow());

            assertThat(ledger.claim(old)).as("the reading is older than the send").isEmpty();
            assertThat(ledger.claim(ledger.last(ID).orElseThrow())).hasValueSatisfying(again -> assertThat(again.fencingNo()).isEqualTo(2));
        }

        @Test
        void a_closed_attempt_cannot_be_claimed() {
            LedgerEntry intent = ledger.open(ID);
            ledger.close(intent);
            assertThat(ledger.claim(intent)).isEmpty();
        }

        @Test
        void each_outcome_is_kept() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.accepted(sent, 112_339_763L);
            assertThat(last()).extracting(LedgerEntry::state, LedgerEntry::orderId).containsExactly(LedgerState.ACCEPTED, Optional.of(112_339_763L));
            assertThat(ledger.knownOrders(ID)).containsExactly(112_339_763L);
        }

        @Test
        void a_refusal_keeps_the_words_even_very_long_ones() {
            ledger.rejected(ledger.claim(ledger.open(ID)).orElseThrow(), "é".repeat(5000), true);

            assertThat(last().state()).isEqualTo(LedgerState.REJECTED);
            assertThat(last().refusal()).contains("é".repeat(4000));
            assertThat(last().paymentRefused()).isTrue();
        }

        @Test
        void an_outcome_from_a_sender_that_was_overtaken_is_ignored() {
            LedgerEntry first = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.notSent(first);
            LedgerEntry second = ledger.claim(ledger.last(ID).orElseThrow()).orElseThrow();

            ledger.accepted(first, 1);
            ledger.rejected(first, "late", false);
            ledger.unknown(first);
            ledger.notSent(first);
            assertThat(last()).isEqualTo(second);

            ledger.accepted(second, 2);
            assertThat(last().orderId()).contains(2L);
        }

        @Test
        void an_outcome_does_not_overwrite_another() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.accepted(sent, 1);

            ledger.rejected(sent, "late", false);
            ledger.unknown(sent);
            ledger.notSent(sent);

            assertThat(last().state()).isEqualTo(LedgerState.ACCEPTED);
        }

        @Test
        void an_adopted_order_fences_off_the_late_answer() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.adopt(sent, 5);

            ledger.rejected(sent, "late", false);

            assertThat(last()).extracting(LedgerEntry::state, LedgerEntry::orderId, LedgerEntry::fencingNo)
                    .containsExactly(LedgerState.ACCEPTED, Optional.of(5L), 2);
        }

        @Test
        void adopting_does_not_replace_an_order_that_is_known() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.accepted(sent, 1);
            ledger.adopt(sent, 2);
            assertThat(last().orderId()).contains(1L);
        }

        @Test
        void closing_lets_the_next_attempt_begin_and_keeps_the_earlier_one() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.unknown(sent);
            ledger.close(sent);
            assertThat(ledger.underWay(ID)).isEmpty();

            LedgerEntry next = ledger.open(ID);

            assertThat(next).extracting(LedgerEntry::generation, LedgerEntry::state).containsExactly(2, LedgerState.INTENT);
            assertThat(rows()).isEqualTo(2);
        }

        @Test
        void an_outcome_is_kept_although_the_engine_rolls_back_but_closing_is_not() {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
                ledger.accepted(sent, 9);
                ledger.close(sent);
                throw new IllegalStateException("the engine fails");
            })).hasMessage("the engine fails");

            assertThat(last()).extracting(LedgerEntry::state, LedgerEntry::orderId, LedgerEntry::closed)
                    .containsExactly(LedgerState.ACCEPTED, Optional.of(9L), false);
        }

        @Test
        void the_ledger_is_written_while_the_engine_holds_the_requests_row() {
            request(ID);
            transaction.executeWithoutResult(status -> {
                register.lock(ID);
                ledger.accepted(ledger.claim(ledger.open(ID)).orElseThrow(), 3);
            });
            assertThat(last().state()).isEqualTo(LedgerState.ACCEPTED);
        }

        @Test
        void look_ups_are_counted() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            ledger.lookedUp(sent);
            ledger.lookedUp(sent);
            assertThat(last().lookUps()).isEqualTo(2);
        }

        @Test
        void requests_do_not_share_attempts() {
            ledger.claim(ledger.open(ID)).orElseThrow();
            assertThat(ledger.claim(ledger.open("ES-0THER001"))).isPresent();
        }

        private LedgerEntry last() {
            return ledger.last(ID).orElseThrow();
        }

        private long rows() {
            return jdbc.sql("select count(*) from order_ledger").query(Long.class).single();
        }
    }
}
