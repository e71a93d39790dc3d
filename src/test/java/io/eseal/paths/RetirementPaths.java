package io.eseal.paths;

import static io.eseal.request.RequestBeans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.certificate.CertificateBeans;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetirementPaths extends Paths {

    @Test
    void ninety_days_before_its_end_a_seal_is_put_to_its_requester_and_renewing_starts_a_request_for_a_new_key() {
        Seal seal = inService().soFar();
        assertThat(seal.untilDue("boundary_renewal_due")).isEqualTo(CertificateBeans.LIFE.minus(Duration.ofDays(90)));
        seal.waitsFor("boundary_renewal_due");
        assertThat(seal.instance())
                .isWaitingAt("user_decide_renewal")
                .task("user_decide_renewal")
                .isAssignedTo("requester");
        seal.decides(Person.REQUESTER, "user_decide_renewal", "renew");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_renewal_due", "user_decide_renewal", "service_start_renewal", "end_renewal_started");
        assertThat(seal.instance()).isWaitingAt("event_revocation_requested");
        Seal successor = successorOf(seal);
        assertThat(successor.openApprovals()).containsExactly("legal-approvers", "security-approvers");
        assertThat(successor.request().path("renewal_of_order_id").asLong()).isEqualTo(4711);
        assertThat(successor.request().has("csr")).isFalse();
        assertThat(successor.variable("requester")).isEqualTo("requester");
        assertThat(stateOf(successor)).isEqualTo(EsealState.APPROVAL);
    }

    @Test
    void a_seal_is_not_renewed_while_its_revocation_is_asked_for() {
        Seal seal = isAskedToRevoke(inService().waitsFor("boundary_renewal_due"), Person.REQUESTER, false);

        assertRefused(
                () -> seal.decides(Person.REQUESTER, "user_decide_renewal", "renew"), "its revocation is asked for");
        assertThat(eventsOf(seal, "renewal_started")).isEmpty();
    }

    @Test
    void whoever_decided_to_renew_does_not_decide_on_the_new_order() {
        Seal seal =
                inService().waitsFor("boundary_renewal_due").decides(Person.DIRECTOR, "user_decide_renewal", "renew");
        Seal successor = successorOf(seal);

        assertRefused(() -> successor.approvedFor("legal-approvers", Person.DIRECTOR), "decided to renew the seal");
        assertThat(successor.approvedFor("legal-approvers", Person.LEGAL).openApprovals())
                .containsExactly("security-approvers");
    }

    @Test
    void a_seal_that_another_request_renews_already_is_not_renewed_once_more() {
        Seal seal = inService();
        Seal other = Seal.requested(ownKeyWithCsr());
        links().link(EsealId.of(other.id()), EsealId.of(seal.id()), Succession.RENEWAL);
        seal.waitsFor("boundary_renewal_due").decides(Person.REQUESTER, "user_decide_renewal", "renew");

        assertThat(eventsOf(seal, "renewal_started")).isEmpty();
        assertThat(eventsOf(seal, "successor_open")).singleElement().asString().contains(other.id());
        assertThat(seal.instance()).isWaitingAt("event_revocation_requested");
    }

    @Test
    void a_seal_that_another_request_renews_already_is_revoked_without_a_replacement_which_is_said_once() {
        revocation.isRevoked(true);
        Seal seal = inService();
        Seal other = Seal.requested(ownKeyWithCsr());
        links().link(EsealId.of(other.id()), EsealId.of(seal.id()), Succession.RENEWAL);
        isAskedToRevoke(seal, Person.REQUESTER, true).decides(Person.LEGAL, "user_approve_revocation", "approve");

        assertThat(eventsOf(seal, "replaced_by")).isEmpty();
        assertThat(eventsOf(seal, "successor_open")).singleElement().asString().contains(other.id());
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void a_move_does_not_renew_a_seal_that_is_still_delivered() {
        tracking.statusIs("waiting_pickup");
        Seal seal = tokenOrdered();

        assertThatThrownBy(() -> seal.isMovedTo("service_start_renewal")).hasMessageContaining("is not in service");
        assertThat(eventsOf(seal, "renewal_started")).isEmpty();
    }

    @Test
    void a_renewal_is_linked_to_its_seal() {
        Seal seal =
                inService().waitsFor("boundary_renewal_due").decides(Person.REQUESTER, "user_decide_renewal", "renew");
        Seal successor = successorOf(seal);

        assertThat(links().successor(EsealId.of(seal.id())))
                .map(SealLinks.Link::id)
                .contains(EsealId.of(successor.id()));
        assertThat(links().predecessor(EsealId.of(successor.id())))
                .map(SealLinks.Link::kind)
                .contains(Succession.RENEWAL);
    }

    private static SealLinks links() {
        return (SealLinks) PathEngine.BEANS.get("sealLinks");
    }

    @Test
    void a_fixed_end_date_is_not_asked_for_again() {
        tracking.statusIs("issued");
        Seal seal = approved(with(ownKeyWithCsr(), "order_validity", "{'custom_expiration_date': '01 MAR 2027'}"));
        seal.waitsFor("boundary_renewal_due").decides(Person.REQUESTER, "user_decide_renewal", "renew");

        assertThat(successorOf(seal).request().has("order_validity")).isFalse();
    }

    @Test
    void a_seal_that_shall_lapse_stays_in_service_until_it_expires() {
        Seal seal = inService()
                .soFar()
                .waitsFor("boundary_renewal_due")
                .decides(Person.REQUESTER, "user_decide_renewal", "lapse");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
        assertThat(seal.untilDue("boundary_expired")).isEqualTo(Duration.ofDays(90));
        seal.waitsFor("boundary_expired");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_renewal_due",
                        "user_decide_renewal",
                        "end_lapse_decided",
                        "boundary_expired",
                        "end_expired",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.EXPIRED);
    }

    @Test
    void expiry_ends_the_process_with_a_renewal_still_undecided() {
        Seal seal = inService().waitsFor("boundary_renewal_due").soFar().waitsFor("boundary_expired");

        assertThat(seal.passed()).containsExactly("boundary_expired", "end_expired", "end_retired");
        assertThat(seal.instance()).isEnded();
    }

    @Test
    void expiry_ends_the_process_with_a_revocation_still_undecided() {
        Seal seal = isAskedToRevoke(inService(), Person.OPERATOR).soFar().waitsFor("boundary_expired");

        assertThat(seal.passed()).containsExactly("boundary_expired", "end_expired", "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(eventsOf(seal, "revocation_lapsed")).hasSize(1);
    }

    @Test
    void each_concern_about_a_seal_in_service_is_a_task_of_its_own_beside_its_service() {
        Seal seal = inService()
                .hears("seal-concern", Map.of("sealConcern", "It is revoked."))
                .hears("seal-concern", Map.of("sealConcern", "Its issuer is withdrawn."));

        assertThat(concerns(seal)).containsExactlyInAnyOrder("It is revoked.", "Its issuer is withdrawn.");
        assertThat(seal.instance()).isWaitingAt("event_revocation_requested", "user_attend_to_seal");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void what_is_attended_to_leaves_the_seal_in_service() {
        Seal seal = inService()
                .hears("seal-concern", Map.of("sealConcern", "It is revoked."))
                .soFar();
        seal.does(Person.REQUESTER, "user_attend_to_seal", Map.of("comment", "A new one is ordered."));

        assertThat(seal.passed()).containsExactly("end_attended_to");
        assertThat(seal.instance()).isWaitingAt("event_revocation_requested");
    }

    private static List<Object> concerns(Seal seal) {
        return PathEngine.ENGINE
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(seal.id())
                .list()
                .stream()
                .map(task -> PathEngine.ENGINE.getTaskService().getVariable(task.getId(), "concern"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "end_revoked, REVOKED",
        "end_revocation_confirmed, REVOKED",
        "end_expired, EXPIRED",
        "end_canceled, CANCELED",
        "end_order_gone, CANCELED",
        "end_rejected, REJECTED"
    })
    void a_move_to_an_end_makes_nothing_true(String end, EsealState told) {
        for (Seal seal : List.of(inService(), Seal.requested(ownKeyWithCsr()))) {
            EsealState before = stateOf(seal);

            assertRefused(() -> seal.isMovedTo(end), "The request does not end as " + told);

            assertThat(stateOf(seal)).isEqualTo(before);
            assertThat(seal.instance()).isNotEnded();
        }
    }

    @Test
    void a_seal_does_not_expire_by_a_timer_that_was_set_to_an_earlier_day() {
        Seal seal = inService();

        assertRefused(() -> seal.isToldThatItIsTimeFor("boundary_expired"), "still valid");

        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }
}
