package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.EsealId;
import io.eseal.inspection.Weight;
import io.eseal.lifecycle.EsealState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seals that are given up before they are in service: lost tokens, revocations and cancellations of a delivery. */
class WithdrawalPaths extends Paths {

    private static final Map<String, Object> RECEIPT =
            Map.of("tokenReceivedOn", "2026-06-15", "tokenSerial", "T-1", "pinReceivedBy", "Jane Roe");

    private Seal waitsForToken() {
        tracking.statusIs("waiting_pickup");
        return tokenOrdered().soFar();
    }

    private Seal hasToken() {
        return waitsForToken()
                .does(Person.REQUESTER, "user_confirm_token_received", RECEIPT)
                .soFar();
    }

    @Test
    void a_token_that_never_came_is_given_up_and_its_order_canceled() {
        Seal seal = waitsForToken().decides(Person.REQUESTER, "user_confirm_token_received", "lost", "it never came");

        assertThat(seal.passed())
                .containsExactlyInAnyOrder(
                        "service_report_missing_token",
                        "user_confirm_token_received",
                        "sub_withdrawal",
                        "start_withdrawal",
                        "user_approve_withdrawal");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received", "user_approve_withdrawal");
        assertThat(eventsOf(seal, "revocation_requested")).containsExactly("requester it never came");
        assertThat(seal.task("user_approve_withdrawal").getAssignee()).isNull();
        assertThat(seal.variable("revocationReason")).isEqualTo("it never came");
        assertThat(seal.variable("replacementWanted")).isEqualTo(false);
        assertThat(seal.variable("revocationRequester")).isEqualTo("requester");
        seal.decides(Person.LEGAL, "user_approve_withdrawal", "approve");

        assertThat(seal.passed())
                .containsExactly(
                        "end_given_up",
                        "boundary_given_up",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "end_order_gone",
                        "end_canceled");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.CANCELED);
        order.wasCanceled(EsealId.of(seal.id()));
    }

    @Test
    void a_token_that_is_lost_once_it_has_come_is_revoked_without_having_been_in_service() {
        order.cancellationFindsItIssued();
        revocation.isRevoked(true);
        Seal seal = hasToken().decides(Person.REQUESTER, "user_install_certificate", "lost", "the PIN is locked");
        assertThat(seal.instance()).isWaitingAt("user_install_certificate", "user_approve_withdrawal");
        seal.soFar().decides(Person.OPERATOR, "user_approve_withdrawal", "approve");

        assertThat(seal.passed())
                .containsExactly(
                        "end_given_up",
                        "boundary_given_up",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "end_already_issued",
                        "boundary_already_issued",
                        "sub_delivery",
                        "start_delivery",
                        "end_withdrawn",
                        "sub_service_life",
                        "start_service_life",
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
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
        revocation.wasAskedToBeRevoked(EsealId.of(seal.id()), 4711);
    }

    @Test
    void a_seal_that_is_given_up_and_was_revoked_already_ends_as_revoked_once_others_can_see_it() {
        order.cancellationFindsItRevoked();
        revocation.isRevoked(true);
        Seal seal = waitsForToken().decides(Person.REQUESTER, "user_confirm_token_received", "lost", "it never came");
        seal.soFar().decides(Person.LEGAL, "user_approve_withdrawal", "approve");

        assertThat(seal.passed()).contains("end_already_issued", "end_withdrawn", "end_published", "end_revoked");
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void a_delivery_that_is_canceled_ends_as_revoked_where_its_order_was_once_others_can_see_it() {
        order.cancellationFindsItRevoked();
        revocation.isRevoked(true);
        revocation.isNotVisible();
        Seal seal = waitsForToken().hears("cancellation-requested");
        assertThat(seal.instance()).isNotEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);

        revocation.isVisible();
        seal.waitsFor("event_publication_poll");

        assertThat(seal.passed()).contains("end_already_issued", "end_withdrawn", "end_published", "end_revoked");
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
        revocation.nobodyAskedForRevocation();
    }

    @Test
    void a_rejection_leaves_the_delivery_as_it_is_and_the_token_may_turn_up_and_be_lost_again() {
        Seal seal = waitsForToken().decides(Person.REQUESTER, "user_confirm_token_received", "lost", "it never came");
        seal.decides(Person.LEGAL, "user_approve_withdrawal", "reject", "the courier has found it");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received");
        seal.does(Person.REQUESTER, "user_confirm_token_received", RECEIPT)
                .decides(Person.REQUESTER, "user_install_certificate", "lost", "it fell into the sea");
        assertThat(seal.instance()).isWaitingAt("user_install_certificate", "user_approve_withdrawal");
        seal.decides(Person.LEGAL, "user_approve_withdrawal", "reject", "dive for it")
                .does(Person.REQUESTER, "user_install_certificate", Map.of("installation", installation()));

        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void a_seal_does_not_go_into_service_while_its_revocation_is_to_be_decided() {
        Seal seal = isAskedToRevoke(hasToken(), Person.DIRECTOR)
                .does(Person.REQUESTER, "user_install_certificate", Map.of("installation", installation()));
        assertThat(seal.instance()).isWaitingAt("user_approve_withdrawal");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
        seal.decides(Person.LEGAL, "user_approve_withdrawal", "reject", "no");

        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUESTER", "DIRECTOR"})
    void whoever_reports_the_loss_does_not_decide_on_it(Person person) {
        Seal seal = waitsForToken().decides(person, "user_confirm_token_received", "lost", "it never came");

        assertRefused(
                () -> seal.decides(person, "user_approve_withdrawal", "approve"), "You asked for this revocation");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received", "user_approve_withdrawal");
    }

    @Test
    void a_loss_is_not_reported_twice_while_it_is_to_be_decided() {
        Seal seal = waitsForToken().decides(Person.REQUESTER, "user_confirm_token_received", "lost", "it never came");

        assertRefused(
                () -> seal.decides(Person.OPERATOR, "user_confirm_token_received", "replace", "nor here"),
                "asked for already");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received", "user_approve_withdrawal");
        assertThat(eventsOf(seal, "revocation_requested")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"lost, ' '", "replace, ''"})
    void a_loss_is_reported_with_what_happened(String decision, String words) {
        Seal seal = waitsForToken();

        assertRefused(
                () -> seal.decides(Person.REQUESTER, "user_confirm_token_received", decision, words),
                "The field comment is required");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received");
    }

    @Test
    void a_decision_that_is_not_offered_is_named_with_those_that_are() {
        Seal seal = hasToken();

        assertRefused(
                () -> seal.decides(Person.REQUESTER, "user_install_certificate", "received"),
                "The field decision must be one of: installed, replace, lost.");
    }

    @Test
    void a_seal_of_a_csr_is_given_up_while_its_certificate_is_held_back() {
        certificate.breaks(Weight.HARD, "key_of_csr", "The certificate is for another key.");
        order.cancellationFindsItIssued();
        revocation.isRevoked(true);
        Seal seal = isAskedToRevoke(inService(), Person.REQUESTER)
                .decides(Person.LEGAL, "user_approve_withdrawal", "approve");

        assertThat(seal.passed()).contains("end_withdrawn", "end_revoked").doesNotContain("sub_in_service");
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void a_certificate_that_is_refused_ends_the_delivery_and_the_question_of_its_revocation_with_it() {
        certificate.breaks(Weight.HARD, "key_of_csr", "The certificate is for another key.");
        revocation.isRevoked(true);
        Seal seal = isAskedToRevoke(inService(), Person.REQUESTER)
                .decides(Person.OPERATOR, "user_assess_certificate", "revoke", "not our key");

        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }

    @Test
    void a_wish_for_another_seal_outlives_the_refusal_of_the_certificate() {
        certificate.breaks(Weight.HARD, "key_of_csr", "The certificate is for another key.");
        revocation.isRevoked(true);
        Seal seal = isAskedToRevoke(inService(), Person.REQUESTER, true)
                .decides(Person.OPERATOR, "user_assess_certificate", "revoke", "not our key");

        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
        assertThat(eventsOf(seal, "replaced_by")).hasSize(1);
        assertThat(stateOf(followerOf(seal, "replaced_by"))).isEqualTo(EsealState.APPROVAL);
    }

    @Test
    void a_seal_that_is_given_up_is_replaced_once_where_that_was_wished() {
        Seal seal = waitsForToken().decides(Person.OPERATOR, "user_confirm_token_received", "replace", "it never came");
        assertThat(eventsOf(seal, "revocation_requested"))
                .containsExactly("operator it never came (another seal is wanted in its place)");
        assertThat(seal.variable("revocationReason")).isEqualTo("it never came");
        assertThat(seal.variable("replacementWanted")).isEqualTo(true);
        seal.soFar().decides(Person.LEGAL, "user_approve_withdrawal", "approve");

        assertThat(seal.passed()).startsWith("service_replace_undelivered", "end_given_up", "boundary_given_up");
        assertThat(stateOf(seal)).isEqualTo(EsealState.CANCELED);
        assertThat(eventsOf(seal, "replaced_by")).hasSize(1);
        Seal successor = followerOf(seal, "replaced_by");
        assertThat(eventsOf(successor, "replacement_of")).containsExactly("service " + seal.id());
        assertThat(successor.variable("requester")).isEqualTo("requester");
        assertThat(successor.request().has("renewal_of_order_id")).isFalse();
        assertThat(stateOf(successor)).isEqualTo(EsealState.APPROVAL);
        assertThat(successor.openApprovals()).containsExactly("legal-approvers");
    }

    @Test
    void a_replacement_that_was_started_is_not_started_again() {
        order.cancellationIsUnclearOnce();
        Seal seal = waitsForToken().decides(Person.OPERATOR, "user_confirm_token_received", "replace", "it never came");
        assertThatThrownBy(() -> seal.decides(Person.LEGAL, "user_approve_withdrawal", "approve"))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(seal.instance()).isWaitingAt("service_cancel_order");
        // No other request is open then, so that nothing but the timeline keeps the step from starting one.
        followerOf(seal, "replaced_by").hears("cancellation-requested");
        seal.isMovedTo("service_replace_undelivered");

        assertThat(eventsOf(seal, "replaced_by")).hasSize(1);
    }

    @Test
    void nothing_is_replaced_where_the_revocation_is_rejected() {
        Seal seal = waitsForToken().decides(Person.OPERATOR, "user_confirm_token_received", "replace", "it never came");
        seal.decides(Person.LEGAL, "user_approve_withdrawal", "reject", "it is here");

        assertThat(eventsOf(seal, "replaced_by")).isEmpty();
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received");
    }

    @Test
    void whoever_decides_sees_the_wish_for_another_seal_that_was_added_while_the_task_waited() {
        revocation.isRevoked(true);
        Seal seal = isAskedToRevoke(inService(), Person.REQUESTER);
        assertThat(formOf(seal).get("replacementWanted")).isNotEqualTo(true);
        isCalledCompromised(seal, Person.OPERATOR);
        assertThat(formOf(seal)).containsEntry("replacementWanted", true);
        seal.decides(Person.LEGAL, "user_approve_revocation", "approve");

        assertThat(eventsOf(seal, "replaced_by")).hasSize(1);
    }

    private static Map<String, Object> formOf(Seal seal) {
        return PathEngine.ENGINE
                .getFormService()
                .getTaskFormVariables(seal.task("user_approve_revocation").getId());
    }

    @Test
    void a_seal_in_service_is_replaced_and_revoked() {
        revocation.isRevoked(true);
        Seal seal = isAskedToRevoke(inService(), Person.REQUESTER, true)
                .soFar()
                .decides(Person.LEGAL, "user_approve_revocation", "approve");

        assertThat(seal.passed()).startsWith("service_replace_revoked", "end_revocation_approved", "sub_revocation");
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
        assertThat(stateOf(followerOf(seal, "replaced_by"))).isEqualTo(EsealState.APPROVAL);
    }

    @Test
    void a_delivery_is_canceled_where_certcentral_has_not_issued_it() {
        Seal seal = waitsForToken().hears("cancellation-requested");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_delivery_canceled",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "end_order_gone",
                        "end_canceled");
        assertThat(stateOf(seal)).isEqualTo(EsealState.CANCELED);
    }

    @Test
    void a_delivery_goes_on_where_certcentral_has_issued_it() {
        order.cancellationFindsItIssued();
        Seal seal = waitsForToken().hears("cancellation-requested");

        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
    }

    @Test
    void a_cancellation_of_a_delivery_is_tried_again() {
        order.cancellationIsUnclearOnce();
        Seal seal = waitsForToken();
        assertThatThrownBy(() -> seal.hears("cancellation-requested")).isInstanceOf(UnknownOutcomeException.class);
        assertThat(seal.instance()).isWaitingAt("service_cancel_order");

        assertThat(seal.settle().instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.CANCELED);
    }
}
