package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.inspection.Weight;
import io.eseal.lifecycle.EsealState;
import io.eseal.proof.StoredProof.Settlement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofPaths extends Paths {

    @Override
    String proof() {
        return "required";
    }

    private Seal installed() {
        tracking.statusIs("waiting_pickup");
        return tokenOrdered()
                .does(
                        Person.REQUESTER,
                        "user_confirm_token_received",
                        Map.of("tokenReceivedOn", "2026-06-15", "tokenSerial", "T-1", "pinReceivedBy", "Jane"))
                .does(Person.REQUESTER, "user_install_certificate", Map.of("installation", installation()))
                .soFar();
    }

    @Test
    void a_seal_of_a_csr_waits_for_its_proof_and_is_in_service_with_it() {
        Seal seal = inService();
        assertThat(seal.instance()).isWaitingAt("user_prove_seal").task().isAssignedTo("requester");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
        certificate.isProven(false);
        seal.decides(Person.REQUESTER, "user_prove_seal", "proven");

        assertThat(seal.passed())
                .startsWith(
                        "service_verify_certificate",
                        "service_register_certificate",
                        "end_delivered",
                        "sub_service_life");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void a_certificate_that_is_refused_by_the_time_of_its_proof_is_kept_out() {
        Seal seal = inService();
        certificate.isProven(false);
        certificate.breaks(Weight.HARD, "trust_service", "The issuer is not granted any more.");
        seal.decides(Person.REQUESTER, "user_prove_seal", "proven");

        assertThat(seal.instance()).isWaitingAt("user_assess_certificate");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
    }

    @Test
    void the_order_is_held_to_its_rules_as_it_is_when_the_seal_is_proven() {
        Seal seal = inService();
        certificate.orderIsReadAgain(0);
        certificate.isProven(false);
        seal.decides(Person.REQUESTER, "user_prove_seal", "proven");

        certificate.orderIsReadAgain(1);
    }

    @Test
    void a_task_that_nobody_proved_is_not_completed_as_proven() {
        Seal seal = inService();

        assertRefused(() -> seal.decides(Person.REQUESTER, "user_prove_seal", "proven"), "No seal was proven yet");
        assertThat(seal.instance()).isWaitingAt("user_prove_seal");
    }

    @Test
    void a_certificate_that_came_with_the_seal_passes_the_whole_gate() {
        Seal seal = installed();
        assertThat(seal.instance()).isWaitingAt("user_prove_seal");
        certificate.isProven(true);
        seal.decides(Person.REQUESTER, "user_prove_seal", "proven");

        assertThat(seal.passed())
                .startsWith(
                        "service_verify_certificate",
                        "service_register_certificate",
                        "end_delivered",
                        "sub_service_life");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void a_certificate_that_came_with_the_seal_and_breaks_a_rule_is_held_back() {
        Seal seal = installed();
        certificate.isProven(true);
        certificate.breaks(Weight.FINDING, "subject_organization", "It is another organisation's.");
        seal.decides(Person.REQUESTER, "user_prove_seal", "proven");

        assertThat(seal.instance()).isWaitingAt("user_assess_certificate");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
    }

    @Test
    void an_operator_waives_the_proof_with_a_reason() {
        Seal seal = inService();
        assertRefused(() -> seal.decides(Person.OPERATOR, "user_prove_seal", "waive", ""), "the reason");
        certificate.isSettledWithoutProof();
        seal.decides(Person.OPERATOR, "user_prove_seal", "waive", "the tool comes next week");

        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
        certificate.wasSettled(EsealId.of(seal.id()), Settlement.WAIVED);
    }

    @Test
    void whoever_requested_the_seal_never_waives_its_proof() {
        Seal seal = inService();

        assertRefused(() -> seal.decides(Person.REQUESTER, "user_prove_seal", "waive", "no time"), "Operators alone");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
    }

    @Test
    void a_proof_that_is_required_is_not_left_out() {
        Seal seal = inService();

        assertRefused(() -> seal.decides(Person.REQUESTER, "user_prove_seal", "skip"), "required here");
        assertRefused(() -> seal.decides(Person.OPERATOR, "user_prove_seal", "skip"), "required here");
    }

    @Test
    void a_certificate_that_ends_before_its_proof_ends_the_request_as_expired() {
        Seal seal = inService().soFar();
        isAskedToRevoke(seal, Person.OPERATOR).soFar().waitsFor("boundary_proof_expired");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_proof_expired",
                        "end_proof_expired",
                        "sub_service_life",
                        "start_service_life",
                        "end_expired_unproven",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.EXPIRED);
        assertThat(eventsOf(seal, "revocation_lapsed"))
                .containsExactly("service asked for by operator; nobody had decided on it when the certificate ended");
    }

    @Test
    void a_certificate_that_ends_after_its_revocation_was_declined_leaves_no_word_of_it() {
        Seal seal = inService().soFar();
        isAskedToRevoke(seal, Person.OPERATOR)
                .decides(Person.LEGAL, "user_approve_withdrawal", "reject", "it was found")
                .waitsFor("boundary_proof_expired");

        assertThat(stateOf(seal)).isEqualTo(EsealState.EXPIRED);
        assertThat(eventsOf(seal, "revocation_lapsed")).isEmpty();
    }

    @Test
    void a_request_does_not_expire_while_its_certificate_is_valid() {
        Seal seal = inService();

        assertRefused(() -> seal.isToldThatItIsTimeFor("boundary_proof_expired"), "has not proven that it seals");
        assertThat(seal.instance()).isWaitingAt("user_prove_seal");
    }

    @Test
    void a_step_past_the_proof_puts_no_seal_into_service() {
        Seal seal = inService();

        assertRefused(() -> seal.isMovedTo(Person.OPERATOR, "sub_service_life"), "has not proven that it seals");
    }
}
