package io.eseal.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.security.Actors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(Database.class)
class TimelineTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0T1ME001");

    TimelineTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_request_with_five_entries() {
        request(ID);
        for (int i = 2; i <= 5; i++) {
            clock.pass(Duration.ofNanos(1_234_567_891));
            timeline.add(ID, new OrderEvents.InDoubt("detail " + i));
        }
    }

    @Test
    void entries_are_numbered_dated_and_chained() {
        assertThat(timeline.of(ID)).extracting(TimelineEntry::seq).containsExactly(1, 2, 3, 4, 5);
        assertThat(timeline.of(ID).get(0).at()).isEqualTo(TestClock.START);
        assertThat(timeline.of(ID).get(1).at()).as("microseconds").isEqualTo(TestClock.START.plusNanos(1_234_567_000));
        assertThat(timeline.of(ID))
                .extracting(TimelineEntry::hash)
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(timeline.isIntact(ID)).isTrue();
    }

    @Test
    void an_entry_names_the_person_who_acted_and_nobody_when_the_service_did() {
        assertThat(by("Alice").person()).contains(UserId.of("alice"));
        assertThat(by(Actors.SERVICE).person()).isEmpty();
    }

    private static TimelineEntry by(String actor) {
        return new TimelineEntry(1, TestClock.START, actor, "order_in_doubt", "", Optional.empty(), "");
    }

    @Test
    void entries_of_versions_that_kept_sentences_alone_stay_as_they_are_and_have_their_facts() {
        EsealId old = request(EsealId.of("ES-01D00001"));
        jdbc.sql("delete from timeline where eseal_id = :id")
                .param("id", old.value())
                .update();
        jdbc.sql("""
                insert into timeline (eseal_id, seq, at, actor, event, detail, prev_hash, hash) values
                       ('ES-01D00001', 1, '2026-01-01 10:00:00+00', 'anna', 'decision',
                       'user_decide_renewal: renew (in (good) time)',
                       '0000000000000000000000000000000000000000000000000000000000000000',
                       'b1ab5a7600a20fba18454d9d536c4a30c43365f6a18750b8ccf84afd0b394935'),
                       ('ES-01D00001', 2, '2026-01-01 10:00:00+00', 'carl', 'approval', 'legal-approvers: reject',
                       'b1ab5a7600a20fba18454d9d536c4a30c43365f6a18750b8ccf84afd0b394935',
                       '892df86a0c7bdfc5fe939b227b36eb4254572fb252de0884619ca5af0598c8af'),
                       ('ES-01D00001', 3, '2026-01-01 10:00:00+00', 'anna', 'approval_reminder', 'task 4711',
                       '892df86a0c7bdfc5fe939b227b36eb4254572fb252de0884619ca5af0598c8af',
                       'e2aeba4a54c98130a6871b08215a759be2156d09fe9a3dea920a36f9630b1a2b'),
                       ('ES-01D00001', 4, '2026-01-01 10:00:00+00', 'anna', 'revocation_requested', 'key lost',
                       'e2aeba4a54c98130a6871b08215a759be2156d09fe9a3dea920a36f9630b1a2b',
                       'd6af92b01a74f22a3ea37d0e2f02c4cd95c26d83ceb3b514ff156ff299bd71a7'),
                       ('ES-01D00001', 5, '2026-01-01 10:00:00+00', 'service', 'task_completed',
                       'user_revoke_in_certcentral', 'd6af92b01a74f22a3ea37d0e2f02c4cd95c26d83ceb3b514ff156ff299bd71a7',
                       '595a881d9b66dc5537b168bfa2f5a32de335f0660ce805d9361f7d4fc8b0c88f'),
                       ('ES-01D00001', 6, '2026-01-01 10:00:00+00', 'service', 'order_in_doubt', '{"why": "x"}',
                       '595a881d9b66dc5537b168bfa2f5a32de335f0660ce805d9361f7d4fc8b0c88f',
                       'd9ebc2ee801a614d208a4a73b29ccc20d4627a43c297cbf96c7f9a3886b64173'),
                       ('ES-01D00001', 7, '2026-01-01 10:00:00+00', 'service', 'word_of_later', 'x',
                       'd9ebc2ee801a614d208a4a73b29ccc20d4627a43c297cbf96c7f9a3886b64173',
                       '6c704bf68ec797a377171bbcc2e766068657b15b16402353923b08d8cdbd1c46')""").update();

        List<TimelineEntry> entries = timeline.of(old);
        assertThat(timeline.isIntact(old)).isTrue();
        assertThat(entries.get(0).as(TaskEvents.Decided.class))
                .contains(new TaskEvents.Decided("user_decide_renewal", "renew", "in (good) time"));
        assertThat(entries.get(1).as(ApprovalEvents.Decided.class))
                .contains(new ApprovalEvents.Decided("legal-approvers", "reject", ""));
        assertThat(entries.get(2).as(ApprovalEvents.Reminded.class)).contains(new ApprovalEvents.Reminded("4711"));
        assertThat(entries.get(3).as(SealEvents.RevocationRequested.class))
                .contains(new SealEvents.RevocationRequested("key lost"));
        assertThat(entries.get(4).as(TaskEvents.Completed.class))
                .contains(new TaskEvents.Completed("user_revoke_in_certcentral"));
        assertThat(entries.get(5).as(OrderEvents.InDoubt.class)).as("no facts").isEmpty();
        assertThat(entries.get(6).as(OrderEvents.InDoubt.class))
                .as("an unknown kind")
                .isEmpty();

        timeline.add(old, new OrderEvents.NotSent());
        assertThat(timeline.isIntact(old)).isTrue();
        jdbc.sql("update timeline set facts = :facts where eseal_id = :id and seq = 2")
                .param("id", old.value())
                .param("facts", "{\"group\":\"legal-approvers\",\"choice\":\"approve\",\"comment\":\"\"}")
                .update();
        assertThat(timeline.isIntact(old)).as("facts that were added later").isFalse();
    }

    @Test
    void whoever_is_signed_in_is_the_actor_and_otherwise_the_service() {
        actingAs("anna", "finance");
        timeline.add(ID, new OrderEvents.InDoubt(""));

        assertThat(timeline.of(ID))
                .extracting(TimelineEntry::actor)
                .containsExactly("service", "service", "service", "service", "service", "anna");
    }

    @Test
    void long_and_strange_details_stay_verifiable() {
        timeline.add(ID, new OrderEvents.InDoubt("é".repeat(5000)));
        timeline.add(ID, new OrderEvents.InDoubt("a".repeat(3999) + "\ud83d\ude00"));
        timeline.add(ID, new OrderEvents.InDoubt("NUL \u0000, half a character \ud83d, 中文, \r\n\t'"));
        timeline.add(ID, new OrderEvents.InDoubt(""));

        assertThat(timeline.of(ID).get(5).detail()).hasSize(4000);
        assertThat(timeline.isIntact(ID)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "detail = 'other'",
                "actor = 'somebody'",
                "event = 'x'",
                "at = at + interval '1' second",
                "hash = 'x'",
                "detail = ''",
                "facts = '{}'",
                "facts = null"
            })
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
        jdbc.sql(
                        "update timeline set detail = 'other', hash = (select max(hash) from timeline where seq = 1) where seq = 3")
                .update();
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
        EsealId other = request(EsealId.of("ES-0THER001"));
        jdbc.sql("delete from timeline where eseal_id = :id")
                .param("id", other.value())
                .update();
        jdbc.sql("update timeline set eseal_id = :other where eseal_id = :id and seq = 1")
                .param("other", other.value())
                .param("id", ID.value())
                .update();
        assertThat(timeline.isIntact(other)).isFalse();
    }

    @Test
    void writers_at_once_take_numbers_one_after_the_other_with_and_without_a_transaction_around() throws Exception {
        atOnce(8, () -> {
            timeline.add(ID, new OrderEvents.InDoubt("x"));
            transaction.executeWithoutResult(status -> {
                timeline.add(ID, new OrderEvents.InDoubt("x"));
                timeline.add(ID, new OrderEvents.InDoubt("x"));
            });
            return null;
        });

        assertThat(timeline.of(ID))
                .extracting(TimelineEntry::seq)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 29).boxed().toList());
        assertThat(timeline.isIntact(ID)).isTrue();
    }

    @Test
    void entries_of_one_transaction_follow_each_other_also_around_another_transaction_and_after_one_undone() {
        EsealId other = request(EsealId.of("ES-0T1ME002"));
        TransactionTemplate own = new TransactionTemplate(transactionManager);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(undone -> {
            timeline.add(ID, new OrderEvents.InDoubt("undone"));
            timeline.add(ID, new OrderEvents.InDoubt("undone"));
            undone.setRollbackOnly();
        });
        transaction.executeWithoutResult(outer -> {
            timeline.add(ID, new OrderEvents.InDoubt("sixth"));
            own.executeWithoutResult(inner -> {
                timeline.add(other, new OrderEvents.InDoubt("second"));
                timeline.add(other, new OrderEvents.InDoubt("third"));
            });
            timeline.add(ID, new OrderEvents.InDoubt("seventh"));
            timeline.add(other, new OrderEvents.InDoubt("fourth"));
        });

        assertThat(timeline.of(ID)).extracting(TimelineEntry::seq).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(timeline.of(other)).extracting(TimelineEntry::seq).containsExactly(1, 2, 3, 4);
        assertThat(timeline.isIntact(ID)).isTrue();
        assertThat(timeline.isIntact(other)).isTrue();
    }

    @Test
    void an_entry_goes_with_its_transaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    timeline.add(ID, new OrderEvents.InDoubt("lost"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(timeline.of(ID)).hasSize(5);
        assertThat(timeline.isIntact(ID)).isTrue();
    }
}
