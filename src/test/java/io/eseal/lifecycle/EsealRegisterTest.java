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

    private void enter(EsealId id, EsealState state) {
        transaction.executeWithoutResult(status -> register.enter(id, state));
    }

    private void by(String requester, EsealId id) {
        transaction.executeWithoutResult(status -> register.open(id, UserId.of(requester), OrderBody.empty()));
    }

    private Eseal find(EsealId id) {
        return register.find(id).orElseThrow();
    }
}
