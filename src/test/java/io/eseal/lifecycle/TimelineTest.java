package io.eseal.lifecycle;

import io.eseal.Database;
import io.eseal.DatabaseTest;
import io.eseal.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimelineTest {

    private static final String ID = "ES-0T1ME001";

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

        Rules(Database database) {
            super(database);
        }

        @BeforeEach
        void a_request_with_five_entries() {
            request(ID);
            for (int i = 2; i <= 5; i++) {
                clock.pass(Duration.ofNanos(1_234_567_891));
                timeline.add(ID, "event", "detail " + i);
            }
        }

        @Test
        void entries_are_numbered_dated_and_chained() {
            assertThat(timeline.of(ID)).extracting(TimelineEntry::seq).containsExactly(1, 2, 3, 4, 5);
            assertThat(timeline.of(ID).get(0).at()).isEqualTo(TestClock.START);
            assertThat(timeline.of(ID).get(1).at()).as("microseconds").isEqualTo(TestClock.START.plusNanos(1_234_567_000));
            assertThat(timeline.of(ID)).extracting(TimelineEntry::hash).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
            assertThat(timeline.isIntact(ID)).isTrue();
        }

        @Test
        void whoever_is_signed_in_is_the_actor_and_otherwise_the_service() {
            actingAs("anna", "finance");
            timeline.add(ID, "event", "");

            assertThat(timeline.of(ID)).extracting(TimelineEntry::actor).containsExactly("service", "service", "service", "service", "service", "anna");
        }

        @Test
        void long_and_strange_details_stay_verifiable() {
            timeline.add(ID, "event", "é".repeat(5000));
            timeline.add(ID, "event", "a".repeat(3999) + "\ud83d\ude00");
            timeline.add(ID, "event", "NUL \u0000, half a character \ud83d, 中文, \r\n\t'");
            timeline.add(ID, "event", "");

            assertThat(timeline.of(ID).get(5).detail()).hasSize(4000);
            assertThat(timeline.isIntact(ID)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"detail = 'other'", "actor = 'somebody'", "event = 'x'", "at = at + interval '1' second", "hash = 'x'", "detail = ''"})
        void a_changed_entry_is_detected(String change) {
            jdbc.sql("update timeline set " + change + " where seq = 3").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void a_changed_last_entry_is_detected() {
            jdbc.sql("update timeline set detail = 'other' where seq = 5").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void an_entry_that_is_rewritten_with_its_own_hash_is_detected_by_the_next() {
            jdbc.sql("update timeline set detail = 'other', hash = (select max(hash) from timeline where seq = 1) where seq = 3").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void a_removed_entry_is_detected_also_when_the_others_move_up() {
            jdbc.sql("delete from timeline where seq = 3").update();
            assertThat(timeline.isIntact(ID)).isFalse();

            jdbc.sql("update timeline set seq = 3 where seq = 4").update();
            jdbc.sql("update timeline set seq = 4 where seq = 5").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void a_removed_beginning_and_a_removed_whole_are_detected() {
            jdbc.sql("delete from timeline where seq = 1").update();
            assertThat(timeline.isIntact(ID)).isFalse();
            jdbc.sql("delete from timeline").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void swapped_entries_are_detected() {
            jdbc.sql("update timeline set seq = 99 where seq = 2").update();
            jdbc.sql("update timeline set seq = 2 where seq = 3").update();
            jdbc.sql("update timeline set seq = 3 where seq = 99").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void an_entry_slipped_in_is_detected() {
            jdbc.sql("update timeline set seq = 6 where seq = 5").update();
            jdbc.sql("""
                    insert into timeline (eseal_id, seq, at, actor, event, detail, prev_hash, hash)
                    select eseal_id, 5, at, actor, event, 'slipped in', prev_hash, hash from timeline where seq = 4""").update();
            assertThat(timeline.isIntact(ID)).isFalse();
        }

        @Test
        void an_entry_of_another_request_is_detected() {
            String other = request("ES-0THER001");
            jdbc.sql("delete from timeline where eseal_id = :id").param("id", other).update();
            jdbc.sql("update timeline set eseal_id = :other where eseal_id = :id and seq = 1").param("other", other).param("id", ID).update();
            assertThat(timeline.isIntact(other)).isFalse();
        }

        @Test
        void writers_at_once_take_numbers_one_after_the_other_with_and_without_a_transaction_around() throws Exception {
            atOnce(8, () -> {
                timeline.add(ID, "alone", "x");
                transaction.executeWithoutResult(status -> {
                    timeline.add(ID, "first", "x");
                    timeline.add(ID, "second", "x");
                });
                return null;
            });

            assertThat(timeline.of(ID)).extracting(TimelineEntry::seq).containsExactlyElementsOf(IntStream.rangeClosed(1, 29).boxed().toList());
            assertThat(timeline.isIntact(ID)).isTrue();
        }

        @Test
        void an_entry_goes_with_its_transaction() {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                timeline.add(ID, "event", "lost");
                throw new IllegalStateException("rolled back");
            })).hasMessage("rolled back");

            assertThat(timeline.of(ID)).hasSize(5);
            assertThat(timeline.isIntact(ID)).isTrue();
        }
    }
}
