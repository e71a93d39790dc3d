package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

@ParameterizedClass
@EnumSource(Database.class)
class EsealRegisterTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-00000001");

    EsealRegisterTest(Database database) {
        super(database);
    }

    @Test
    void a_new_request_is_kept_as_it_was_asked_for() {
        request(ID);

        Eseal eseal = find(ID);
        assertThat(eseal.state()).isEqualTo(EsealState.REQUESTED);
        assertThat(eseal.requester()).isEqualTo(UserId.of("requester"));
        assertThat(eseal.request().organizationId()).contains(2042709L);
        assertThat(eseal.organizationId()).contains(2042709L);
        assertThat(eseal.createdAt()).isEqualTo(TestClock.START);
        assertThat(eseal.approvalRound()).isZero();
        assertThat(List.of(
                        eseal.organizationName(),
                        eseal.orderId(),
                        eseal.orderStatus(),
                        eseal.certificateId(),
                        eseal.serialNumber(),
                        eseal.validFrom(),
                        eseal.validTill(),
                        eseal.approvalFingerprint(),
                        eseal.approvedFingerprint()))
                .allMatch(Optional::isEmpty);
        assertThat(statesEntered()).containsExactly(new StateEntered(ID, EsealState.REQUESTED));
    }

    @Test
    void an_id_is_used_once() {
        request(ID);
        assertThatThrownBy(() -> request(ID)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void an_unknown_id_is_no_request() {
        assertThat(register.find(EsealId.of("ES-0000000X"))).isEmpty();
    }

    @Test
    void a_state_is_entered_once_and_told_once() {
        request(ID);
        clock.pass(Duration.ofMinutes(1));

        enter(ID, EsealState.APPROVAL);
        enter(ID, EsealState.APPROVAL);

        assertThat(find(ID).state()).isEqualTo(EsealState.APPROVAL);
        assertThat(find(ID).updatedAt()).isEqualTo(TestClock.START.plusSeconds(60));
        assertThat(find(ID).createdAt()).isEqualTo(TestClock.START);
        assertThat(statesEntered())
                .extracting(StateEntered::state)
                .containsExactly(EsealState.REQUESTED, EsealState.APPROVAL);
        assertThat(timeline.of(ID)).extracting(TimelineEntry::detail).containsExactly("REQUESTED", "APPROVAL");
    }

    @Test
    void a_request_that_went_wrong_keeps_the_last_body_and_any_body_can_be_kept() {
        request(ID);
        register.remember(ID, OrderBody.missing());
        assertThat(find(ID).organizationId()).contains(2042709L);

        ObjectNode odd = (ObjectNode) SingleQuoted.json("{'organization': {'id': 'seven'}, 'payment_method': 7}");
        odd.put("provisioning_method", "a word that is too long").put("remark", "\u0000 \ud83d\ude00 é '");
        register.remember(ID, OrderBody.of(odd));
        assertThat(find(ID).request().json()).isEqualTo(odd);
        assertThat(find(ID).organizationId()).isEmpty();
    }

    @Test
    void an_order_status_is_told_when_it_changes_even_an_unheard_of_one() {
        request(ID);
        register.orderStatus(ID, "pending");
        register.orderStatus(ID, "pending");
        String odd = "x".repeat(100);
        register.orderStatus(ID, odd);
        register.orderStatus(ID, odd);

        assertThat(find(ID).orderStatus()).contains("x".repeat(32));
        assertThat(eventsOf(ID)).containsExactly("state", "order_status", "order_status");
    }

    @Test
    void what_CertCentral_gave_is_kept_and_the_request_is_found_by_its_order() {
        request(ID);
        Instant from = Instant.parse("2026-07-01T00:00:00Z");
        Instant till = Instant.parse("2027-06-30T23:59:59Z");
        register.ordered(ID, OrderId.of(112_339_763_123L));
        register.organization(ID, Optional.of("Société Générale"), Optional.empty());
        register.certificate(ID, 44);
        register.certificateInService(ID, Optional.empty(), from, till);

        Eseal eseal = register.findByOrder(OrderId.of(112_339_763_123L)).orElseThrow();
        assertThat(eseal.id()).isEqualTo(ID);
        assertThat(eseal.state()).isEqualTo(EsealState.ORDERED);
        assertThat(eseal.organizationName()).contains("Société Générale");
        assertThat(eseal.certificateId()).contains(44L);
        assertThat(eseal.serialNumber()).isEmpty();
        assertThat(eseal.validFrom()).contains(from);
        assertThat(eseal.validTill()).contains(till);
        assertThat(register.findByOrder(OrderId.of(1))).isEmpty();
    }

    @Test
    void a_new_round_of_approvals_forgets_the_approval_before() {
        request(ID);
        register.openApprovals(ID, "a", List.of("finance"));
        register.approved(ID, "a");
        assertThat(find(ID).approvedFingerprint()).contains("a");

        register.openApprovals(ID, "b", List.of("finance"));

        assertThat(find(ID).approvalRound()).isEqualTo(2);
        assertThat(find(ID).approvalFingerprint()).contains("b");
        assertThat(find(ID).approvedFingerprint()).isEmpty();
    }

    @Test
    void an_idempotency_key_is_used_once_by_each_requester() {
        request(ID);
        register.idempotency(ID, "key", "fingerprint");
        assertThat(register.findByIdempotencyKey(UserId.of("requester"), "key")).hasValueSatisfying(before -> {
            assertThat(before.eseal().id()).isEqualTo(ID);
            assertThat(before.fingerprint()).isEqualTo("fingerprint");
        });
        assertThat(register.findByIdempotencyKey(UserId.of("somebody else"), "key"))
                .isEmpty();

        request(EsealId.of("ES-00000002"));
        assertThatThrownBy(() -> register.idempotency(EsealId.of("ES-00000002"), "key", "fingerprint"))
                .isInstanceOf(DuplicateKeyException.class);
        by("other", EsealId.of("ES-00000003"));
        register.idempotency(EsealId.of("ES-00000003"), "key", "fingerprint");
        request(EsealId.of("ES-00000004"));
        assertThat(find(EsealId.of("ES-00000004")))
                .as("requests without a key do not collide")
                .isNotNull();
    }

    @Test
    void filters_that_are_empty_do_not_filter_and_the_newest_comes_first() {
        request(EsealId.of("ES-00000001"));
        clock.pass(Duration.ofSeconds(1));
        request(EsealId.of("ES-00000003"));
        request(EsealId.of("ES-00000002"));

        assertThat(ids(filter(null, null, null, null))).containsExactly("ES-00000002", "ES-00000003", "ES-00000001");
    }

    @Test
    void each_filter_narrows_and_together_all_must_hold() {
        request(EsealId.of("ES-00000001"));
        by("other", EsealId.of("ES-00000002"));
        enter(EsealId.of("ES-00000002"), EsealState.APPROVAL);

        assertThat(ids(filter(EsealState.APPROVAL, null, null, null))).containsExactly("ES-00000002");
        assertThat(ids(filter(null, 2042709L, null, null))).containsExactly("ES-00000001");
        assertThat(ids(filter(null, null, "other", null))).containsExactly("ES-00000002");
        assertThat(ids(filter(EsealState.APPROVAL, 2042709L, null, null))).isEmpty();
        assertThat(ids(filter(null, null, "OTHER", null)))
                .as("one person, whichever way the id is written")
                .containsExactly("ES-00000002");
        assertThat(ids(filter(null, null, "othe", null))).as("the whole id").isEmpty();
    }

    @Test
    void a_text_is_found_in_any_of_its_places_whatever_its_case() {
        request(EsealId.of("ES-0000ABCD"));
        register.organization(EsealId.of("ES-0000ABCD"), Optional.of("Example NV"), Optional.empty());
        register.ordered(EsealId.of("ES-0000ABCD"), OrderId.of(112339763));
        register.certificateInService(
                EsealId.of("ES-0000ABCD"), Optional.of("0A1B2C"), TestClock.START, TestClock.START);
        request(EsealId.of("ES-00000002"));

        for (String text : List.of("0000abcd", "eXample n", "33976", "a1b2", "ES-0000AB")) {
            assertThat(ids(filter(null, null, null, text))).as(text).containsExactly("ES-0000ABCD");
        }
        assertThat(ids(filter(null, null, null, "requester"))).hasSize(2);
        assertThat(ids(filter(null, null, null, "nowhere"))).isEmpty();
    }

    @Test
    void signs_with_a_meaning_in_SQL_are_searched_as_they_are() {
        List<String> signs = List.of("%", "_", "\\", "!", "'", "100%_\\!'x", "\\b", "--", ":text", "?");
        for (int i = 0; i < signs.size(); i++) {
            register.organization(
                    request(EsealId.of("ES-0000000" + i)), Optional.of("<" + signs.get(i) + ">"), Optional.empty());
        }

        assertThat(ids(filter(null, null, null, "<%>"))).containsExactly("ES-00000000");
        assertThat(ids(filter(null, null, null, "<_>"))).containsExactly("ES-00000001");
        assertThat(ids(filter(null, null, null, "<\\>"))).containsExactly("ES-00000002");
        assertThat(ids(filter(null, null, null, "<!>"))).containsExactly("ES-00000003");
        assertThat(ids(filter(null, null, null, "<'>"))).containsExactly("ES-00000004");
        assertThat(ids(filter(null, null, null, "100%_\\!'"))).containsExactly("ES-00000005");
        assertThat(ids(filter(null, null, null, "<\\b"))).containsExactly("ES-00000006");
        assertThat(ids(filter(null, null, null, "%"))).containsExactlyInAnyOrder("ES-00000000", "ES-00000005");
        assertThat(ids(filter(null, null, null, ":text"))).containsExactly("ES-00000008");
        assertThat(ids(filter(null, null, null, "?"))).containsExactly("ES-00000009");
    }

    @Test
    void pages_cover_everything_once_and_know_the_total() {
        for (int i = 0; i < 7; i++) {
            request(EsealId.of("ES-0000000" + i));
        }
        EsealFilter all = filter(null, null, null, null);

        assertThat(register.find(all, 0, 3).items())
                .extracting(Eseal::id)
                .containsExactly(EsealId.of("ES-00000000"), EsealId.of("ES-00000001"), EsealId.of("ES-00000002"));
        assertThat(register.find(all, 2, 3).items()).extracting(Eseal::id).containsExactly(EsealId.of("ES-00000006"));
        assertThat(register.find(all, 1, 3).total()).isEqualTo(7);
        assertThat(register.find(all, 3, 3).items()).isEmpty();
        assertThat(register.find(all, Integer.MAX_VALUE, 100).items())
                .as("no overflow")
                .isEmpty();
    }

    private List<String> ids(EsealFilter filter) {
        return register.find(filter, 0, 100).items().stream()
                .map(Eseal::id)
                .map(EsealId::value)
                .toList();
    }

    private void enter(EsealId id, EsealState state) {
        transaction.executeWithoutResult(status -> register.enter(id, state));
    }

    private void by(String requester, EsealId id) {
        transaction.executeWithoutResult(status -> register.open(id, UserId.of(requester), OrderBody.empty()));
    }

    private Eseal find(EsealId id) {
        return register.find(id).orElseThrow();
    }

    private static EsealFilter filter(EsealState state, Long organization, String requester, String text) {
        return new EsealFilter(
                Optional.ofNullable(state),
                Optional.ofNullable(organization),
                Optional.ofNullable(requester).map(UserId::of),
                Optional.ofNullable(text));
    }
}
