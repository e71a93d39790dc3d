package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevocationPaths extends Paths {

    private Seal revocationRequested() {
        return isAskedToRevoke(inService(), Person.DIRECTOR).soFar();
    }

    private Seal revocationApproved() {
        return revocationRequested().decides(Person.LEGAL, "user_approve_revocation", "approve");
    }

    @Test
    void a_rejected_revocation_leaves_the_seal_in_service_and_another_one_can_be_requested() {
        Seal seal = revocationRequested();
        assertThat(seal.instance())
                .isWaitingAt("user_approve_revocation")
                .task()
                .hasCandidateGroup("legal-approvers")
                .hasCandidateGroup("operators");
        seal.decides(Person.LEGAL, "user_approve_revocation", "reject", "a false alarm")
                .hears("revocation-requested");

        assertThat(seal.passed()).containsExactly("event_revocation_requested", "user_approve_revocation");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void whoever_asked_for_the_revocation_does_not_decide_on_it() {
        Seal seal = revocationRequested();

        assertRefused(() -> seal.decides(Person.DIRECTOR, "user_approve_revocation", "approve"), "");
        assertThat(seal.instance()).isWaitingAt("user_approve_revocation");
    }

    @Test
    void an_approved_revocation_that_certcentral_makes_at_once_ends_the_process() {
        revocation.isRevoked(true);
        Seal seal = revocationApproved();

        assertThat(seal.passed())
                .containsExactly(
                        "end_revocation_approved",
                        "sub_revocation",
                        "start_revocation",
                        "service_revoke_certificate",
                        "service_confirm_revocation",
                        "sub_publication",
                        "start_publication",
                        "service_check_publication",
                        "end_published",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
        revocation.wasAskedToBeRevoked(EsealId.of(seal.id()), 4711);
    }

    @Test
    void a_revocation_is_confirmed_later_by_news_or_by_the_fallback_poll() {
        revocation.isRevoked(false, false, true);
        Seal seal = revocationApproved();
        assertThat(stateOf(seal)).isNotEqualTo(EsealState.REVOKED);
        seal.hears("order-status-changed");
        assertThat(seal.untilDue("event_revocation_poll")).isBetween(Duration.ofHours(3), Duration.ofHours(6));
        seal.waitsFor("event_revocation_poll");

        assertThat(seal.passed())
                .containsExactly(
                        "end_revocation_approved",
                        "sub_revocation",
                        "start_revocation",
                        "service_revoke_certificate",
                        "service_confirm_revocation",
                        "event_revocation_moved",
                        "service_confirm_revocation",
                        "event_revocation_poll",
                        "service_confirm_revocation",
                        "sub_publication",
                        "start_publication",
                        "service_check_publication",
                        "end_published",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
    }

    @Test
    void a_seal_is_revoked_only_when_others_can_see_it() {
        revocation.isRevoked(true);
        revocation.isNotVisible();
        Seal seal = revocationApproved().soFar();
        assertThat(seal.untilDue("event_publication_poll")).isEqualTo(Duration.ofMinutes(15));
        seal.waitsFor("event_publication_poll");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
        revocation.isVisible();
        seal.waitsFor("event_publication_poll");

        assertThat(seal.passed())
                .containsExactly(
                        "service_check_publication",
                        "event_publication_poll",
                        "service_check_publication",
                        "end_published",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void nobody_leads_a_seal_to_its_end_as_revoked_while_others_cannot_see_it() {
        revocation.isRevoked(true);
        revocation.isNotVisible();
        Seal seal = revocationApproved();

        assertRefused(() -> seal.isMovedTo("end_revoked"), "The request does not end as REVOKED: those who check");

        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void a_revocation_that_others_cannot_see_within_a_day_is_chased_each_day_while_the_checks_go_on() {
        revocation.isRevoked(true);
        revocation.isNotVisible();
        Seal seal = revocationApproved().soFar();
        assertThat(seal.untilDue("boundary_publication_late")).isEqualTo(Duration.ofDays(1));
        seal.waitsFor("boundary_publication_late");
        assertThat(seal.instance())
                .isWaitingAt("user_chase_revocation", "event_publication_poll")
                .task()
                .hasCandidateGroup("operators");
        seal.decides(Person.OPERATOR, "user_chase_revocation", "wait");
        assertThat(seal.untilDue("event_chase_again")).isEqualTo(Duration.ofDays(1));
        seal.waitsFor("event_chase_again");
        assertThat(seal.instance()).isWaitingAt("user_chase_revocation", "event_publication_poll");
        revocation.isVisible();
        seal.waitsFor("event_publication_poll");

        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void an_operator_ends_the_wait_only_with_a_reason() {
        revocation.isRevoked(true);
        revocation.isNotVisible();
        Seal seal = revocationApproved().waitsFor("boundary_publication_late").soFar();

        assertRefused(() -> seal.decides(Person.OPERATOR, "user_chase_revocation", "give_up"), "comment");
        seal.decides(Person.OPERATOR, "user_chase_revocation", "give_up", "the issuer has no responder any more");

        assertThat(seal.passed()).containsExactly("end_wait_given_up", "end_revoked", "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void a_revocation_that_certcentral_leaves_to_a_person_is_made_in_its_console() {
        revocation.revocationIsLeftToAPerson();
        revocation.isRevoked(true);
        Seal seal = revocationApproved();
        assertThat(seal.instance())
                .isWaitingAt("user_revoke_in_certcentral")
                .task()
                .hasCandidateGroup("operators");
        seal.does(Person.OPERATOR, "user_revoke_in_certcentral");

        assertThat(seal.passed())
                .containsExactly(
                        "end_revocation_approved",
                        "sub_revocation",
                        "start_revocation",
                        "service_revoke_certificate",
                        "boundary_revoke_not_by_api",
                        "user_revoke_in_certcentral",
                        "service_confirm_revocation",
                        "sub_publication",
                        "start_publication",
                        "service_check_publication",
                        "end_published",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
    }

    @Test
    void a_revocation_that_is_turned_down_in_certcentral_is_a_persons_to_make() {
        revocation.revocationIsTurnedDownThenMade();
        Seal seal = revocationApproved();
        assertThat(seal.instance()).isWaitingAt("user_revoke_in_certcentral");
        seal.does(Person.OPERATOR, "user_revoke_in_certcentral");

        assertThat(seal.passed())
                .containsExactly(
                        "end_revocation_approved",
                        "sub_revocation",
                        "start_revocation",
                        "service_revoke_certificate",
                        "service_confirm_revocation",
                        "boundary_revocation_turned_down",
                        "user_revoke_in_certcentral",
                        "service_confirm_revocation",
                        "sub_publication",
                        "start_publication",
                        "service_check_publication",
                        "end_published",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
        revocation.wasAskedToBeRevoked(EsealId.of(seal.id()), 4711);
    }

    @Test
    void a_revoked_seal_is_not_renewed() {
        Seal seal = inService().waitsFor("boundary_renewal_due");
        revocation.isRevoked(true);
        isAskedToRevoke(seal, Person.REQUESTER).decides(Person.LEGAL, "user_approve_revocation", "approve");

        assertThat(seal.instance()).isEnded();
    }
}
