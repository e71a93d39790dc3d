package io.eseal.paths;

import static io.eseal.request.RequestBeans.ownKey;
import static io.eseal.request.RequestBeans.token;
import static io.eseal.request.RequestBeans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancellationPaths extends Paths {

    enum Phase {
        CORRECTION,
        APPROVAL,
        SHIPPING,
        CSR,
        PAYMENT,
        UNKNOWN_OUTCOME,
        TRACKING,
        TRACKING_LATE
    }

    private Seal in(Phase phase) {
        return switch (phase) {
            case CORRECTION -> Seal.requested(with(token(), "payment_method", "'cash'"));
            case APPROVAL -> Seal.requested(token());
            case SHIPPING -> approved(token());
            case CSR -> approved(ownKey());
            case PAYMENT -> {
                payment.fundsAre("0");
                yield approved(ownKeyWithCsr());
            }
            case UNKNOWN_OUTCOME -> {
                order.hasUnknownOutcome();
                yield approved(ownKeyWithCsr());
            }
            case TRACKING -> approved(ownKeyWithCsr());
            case TRACKING_LATE -> approved(ownKeyWithCsr()).waitsFor("boundary_service_level");
        };
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void a_request_can_be_canceled_in_every_phase_before_issuance(Phase phase) {
        Seal seal = in(phase).soFar().hears("cancellation-requested");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_cancellation",
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
    void a_cancellation_that_certcentral_refuses_is_an_operators_to_make_in_its_console() {
        order.cancellationIsRefusedUntilAPersonConfirms();
        Seal seal = ordered().hears("cancellation-requested");
        assertThat(seal.instance())
                .isWaitingAt("user_cancel_in_certcentral")
                .task()
                .hasCandidateGroup("operators");
        seal.decides(Person.OPERATOR, "user_cancel_in_certcentral", "issued");
        assertThat(seal.instance()).isWaitingAt("user_cancel_in_certcentral");
        seal.decides(Person.OPERATOR, "user_cancel_in_certcentral", "canceled");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_cancellation",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "user_cancel_in_certcentral",
                        "service_cancel_order",
                        "user_cancel_in_certcentral",
                        "service_cancel_order",
                        "end_order_gone",
                        "end_canceled");
    }

    @Test
    void a_cancellation_of_unclear_outcome_waits_at_its_save_point_and_is_tried_again() {
        order.cancellationIsUnclearOnce();
        Seal seal = ordered();
        assertThatThrownBy(() -> seal.hears("cancellation-requested")).isInstanceOf(UnknownOutcomeException.class);
        assertThat(seal.instance()).isWaitingAt("service_cancel_order").hasNotPassed("end_canceled");

        assertThat(seal.settle().instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.CANCELED);
    }

    @Test
    void a_cancellation_that_finds_the_seal_issued_and_revoked_ends_as_revoked() {
        order.cancellationFindsItRevoked();
        revocation.isRevoked(true);
        Seal seal = ordered().hears("cancellation-requested");

        assertThat(seal.passed()).contains("end_already_issued", "end_withdrawn", "end_published", "end_revoked");
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
        revocation.nobodyAskedForRevocation();
    }

    @Test
    void a_cancellation_that_comes_after_issuance_leads_to_delivery() {
        order.cancellationFindsItIssued();
        Seal seal = ordered().hears("cancellation-requested");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_cancellation",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "end_already_issued",
                        "boundary_already_issued",
                        "sub_delivery",
                        "start_delivery",
                        "service_fetch_certificate",
                        "service_verify_certificate",
                        "service_register_certificate",
                        "end_delivered",
                        "sub_service_life",
                        "start_service_life",
                        "sub_in_service",
                        "start_in_service",
                        "event_revocation_requested");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }
}
