package io.eseal.paths;

import static io.eseal.request.RequestBeans.token;
import static io.eseal.request.RequestBeans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.certcentral.UnavailableException;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderPaths extends Paths {

    private Seal inDoubt() {
        order.hasUnknownOutcome();
        order.lookUpLeavesDoubt("two orders with this reference");
        return ordered().waitsFor("event_next_look_up").soFar();
    }

    @Test
    void an_outage_leaves_the_request_at_the_save_point_before_its_order_and_loses_nothing() {
        order.isOutOfReachOnce();
        Seal seal = Seal.requested(ownKeyWithCsr()).approvedFor("legal-approvers", Person.LEGAL);
        assertThatThrownBy(() -> seal.approvedFor("security-approvers", Person.SECURITY))
                .isInstanceOf(UnavailableException.class);
        assertThat(seal.instance()).isWaitingAt("service_place_order").hasNotPassed("service_place_order");

        assertThat(seal.settle().instance()).hasPassed("service_place_order").isWaitingFor("order-status-changed");
    }

    @Test
    void given_a_refused_order_when_nothing_decided_is_corrected_then_it_is_ordered_again_without_a_further_approval() {
        order.isRefusedThenAccepted("The contact is not verified");
        Seal seal = tokenOrdered();
        assertThat(seal.instance()).isWaitingAt("user_correct_request");
        assertThat(seal.findings()).containsExactly("CertCentral refused the order: The contact is not verified");
        seal.does(Person.REQUESTER, "user_correct_request");
        seal.does(Person.REQUESTER, "user_confirm_shipping");

        assertThat(seal.passed())
                .startsWith(
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "end_approved",
                        "sub_provisioning",
                        "start_provisioning",
                        "user_confirm_shipping",
                        "service_check_provisioning",
                        "end_provisioned",
                        "sub_order",
                        "start_order",
                        "service_check_funds",
                        "service_place_order",
                        "end_ordered",
                        "sub_tracking");
        order.wasPlaced(EsealId.of(seal.id()), 2);
        order.attemptWasClosed(EsealId.of(seal.id()));
    }

    @Test
    void given_a_refused_order_when_something_decided_is_corrected_then_it_is_approved_again() {
        order.isRefusedThenAccepted("No such organisation");
        Seal seal = tokenOrdered();
        seal.corrects(Person.REQUESTER, "user_correct_request", with(token(), "organization.id", "2042711"));

        assertThat(seal.passed())
                .containsExactly(
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "user_approve_request");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void given_a_refused_payment_when_finance_settles_it_then_it_is_ordered_again() {
        order.paymentIsRefusedThenAccepted("insufficient funds");
        Seal seal = Seal.requested(ownKeyWithCsr())
                .approvedFor("legal-approvers", Person.LEGAL)
                .soFar();
        seal.approvedFor("security-approvers", Person.SECURITY)
                .decides(Person.FINANCE, "user_resolve_payment", "retry");

        assertThat(seal.passed())
                .startsWith(
                        "end_approved",
                        "sub_provisioning",
                        "start_provisioning",
                        "service_check_provisioning",
                        "end_provisioned",
                        "sub_order",
                        "start_order",
                        "service_check_funds",
                        "service_place_order",
                        "boundary_payment_refused",
                        "user_resolve_payment",
                        "service_check_funds",
                        "service_place_order",
                        "end_ordered",
                        "sub_tracking");
        order.wasPlaced(EsealId.of(seal.id()), 2);
    }

    @Test
    void given_a_refused_payment_that_was_the_requests_fault_when_finance_has_it_corrected_then_it_is_ordered_again() {
        order.paymentIsRefusedThenAccepted("The account has insufficient funds for this purchase.");
        Seal seal = Seal.requested(ownKeyWithCsr())
                .approvedFor("legal-approvers", Person.LEGAL)
                .approvedFor("security-approvers", Person.SECURITY)
                .soFar();
        seal.decides(Person.FINANCE, "user_resolve_payment", "correct", "another profile");
        assertThat(seal.instance()).isWaitingAt("user_correct_request");
        assertThat(seal.findings())
                .containsExactly(
                        "finance sent the request back: another profile",
                        "CertCentral refused the order: The account has insufficient funds for this purchase.");

        seal.corrects(Person.REQUESTER, "user_correct_request", ownKeyWithCsr());

        assertThat(seal.passed())
                .containsSubsequence(
                        "user_correct_request",
                        "service_validate_request",
                        "service_check_funds",
                        "service_place_order",
                        "sub_tracking");
        order.wasPlaced(EsealId.of(seal.id()), 2);
    }

    @Test
    void what_was_not_approved_is_not_ordered() {
        payment.fundsAre("0.00");
        Seal seal = approved(ownKeyWithCsr()).soFar();
        seal.isTamperedWith(with(ownKeyWithCsr(), "organization.id", "2042711"));
        payment.fundsAre("500.00");
        seal.decides(Person.FINANCE, "user_resolve_payment", "retry");

        assertThat(seal.passed())
                .containsExactly(
                        "service_check_funds",
                        "service_place_order",
                        "boundary_not_approved",
                        "end_order_not_approved",
                        "boundary_order_sent_back",
                        "sub_request",
                        "start_request",
                        "user_correct_request");
        order.wasNeverPlaced();
    }

    @Test
    void given_an_unknown_outcome_when_a_look_up_finds_the_order_then_it_is_tracked_and_not_placed_again() {
        order.hasUnknownOutcome();
        order.lookUpFindsNothingThen(4712);
        Seal seal = ordered();
        assertThat(seal.untilDue("event_next_look_up")).isEqualTo(Duration.ofSeconds(30));
        seal.waitsFor("event_next_look_up");
        assertThat(seal.untilDue("event_next_look_up")).isEqualTo(Duration.ofMinutes(2));
        seal.waitsFor("event_next_look_up");

        assertThat(seal.passed())
                .containsExactly(
                        "service_reconcile_order",
                        "event_next_look_up",
                        "service_reconcile_order",
                        "end_order_found",
                        "end_ordered",
                        "sub_tracking",
                        "start_tracking",
                        "sub_until_issued",
                        "start_until_issued",
                        "service_read_status");
        assertThat(seal.instance()).variables().containsEntry("orderId", 4712L);
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void
            given_an_unknown_outcome_when_it_is_certain_that_there_is_no_order_then_it_is_ordered_again_without_a_person() {
        order.hasUnknownOutcome();
        order.lookUpIsCertainThatThereIsNone();
        Seal seal = ordered();
        seal.waitsFor("event_next_look_up");

        assertThat(seal.passed())
                .startsWith(
                        "service_reconcile_order",
                        "end_order_absent",
                        "boundary_order_absent",
                        "service_check_funds",
                        "service_place_order",
                        "end_ordered",
                        "sub_tracking");
        order.wasPlaced(EsealId.of(seal.id()), 2);
    }

    @Test
    void given_an_answer_with_another_requests_order_then_its_own_is_looked_up_and_nothing_ends_without_a_person() {
        order.isAnotherRequestsAtFirst();
        order.lookUpLeavesDoubt("CertCentral answered with order 4711, which belongs to request ES-0THER001");
        Seal seal = approved(ownKeyWithCsr());
        assertThat(seal.passed())
                .endsWith(
                        "service_read_status",
                        "boundary_order_of_another",
                        "sub_order",
                        "start_order",
                        "sub_look_up",
                        "start_look_up",
                        "event_next_look_up");
        assertThat(seal.instance()).variables().doesNotContainKey("orderId");
        assertThat(stateOf(seal)).isEqualTo(EsealState.ORDERING);
        seal.waitsFor("event_next_look_up");

        assertThat(seal.instance()).isWaitingAt("user_resolve_order_in_doubt");
        assertThat(seal.findings()).singleElement().asString().contains("ES-0THER001");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void given_an_order_in_doubt_when_a_person_names_it_then_it_is_adopted() {
        Seal seal = inDoubt();
        order.adoptingIsNotPossibleThenGives("Order 1 belongs to another request", 4713);
        assertThat(seal.instance())
                .isWaitingAt("user_resolve_order_in_doubt")
                .task()
                .hasCandidateGroup("operators");
        assertRefused(() -> seal.decides(Person.OPERATOR, "user_resolve_order_in_doubt", "adopt"), "orderId");
        seal.does(Person.OPERATOR, "user_resolve_order_in_doubt", Map.of("decision", "adopt", "orderId", 1L))
                .waitsFor("event_next_look_up");
        assertRefused(() -> seal.decides(Person.OPERATOR, "user_resolve_order_in_doubt", "adopt"), "orderId");
        assertRefused(
                () -> seal.does(
                        Person.OPERATOR, "user_resolve_order_in_doubt", Map.of("decision", "adopt", "orderId", -5L)),
                "orderId");
        seal.does(Person.OPERATOR, "user_resolve_order_in_doubt", Map.of("decision", "adopt", "orderId", 4713L))
                .waitsFor("event_next_look_up");

        assertThat(seal.passed())
                .startsWith(
                        "event_next_look_up",
                        "service_reconcile_order",
                        "user_resolve_order_in_doubt",
                        "event_next_look_up",
                        "service_reconcile_order",
                        "end_order_found",
                        "end_ordered",
                        "sub_tracking");
        order.wasAdopted(EsealId.of(seal.id()), 4713);
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void given_an_order_in_doubt_when_a_person_orders_again_then_the_attempt_is_closed_and_a_new_one_is_placed() {
        Seal seal = inDoubt().decides(Person.OPERATOR, "user_resolve_order_in_doubt", "reorder");

        assertThat(seal.passed())
                .startsWith(
                        "end_order_abandoned",
                        "boundary_order_sent_back",
                        "sub_request",
                        "start_request",
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "end_approved",
                        "sub_provisioning",
                        "start_provisioning",
                        "service_check_provisioning",
                        "end_provisioned",
                        "sub_order",
                        "start_order",
                        "service_check_funds",
                        "service_place_order",
                        "end_ordered",
                        "sub_tracking");
        order.attemptWasClosed(EsealId.of(seal.id()));
        order.wasPlaced(EsealId.of(seal.id()), 2);
    }

    @Test
    void given_an_order_of_another_request_when_a_person_orders_again_then_nothing_more_is_looked_up() {
        order.isAnotherRequestsAtFirst();
        order.lookUpLeavesDoubt("CertCentral answered with order 4711, which belongs to request ES-0THER001");
        Seal seal = approved(ownKeyWithCsr()).waitsFor("event_next_look_up").soFar();
        order.isAccepted();
        seal.decides(Person.OPERATOR, "user_resolve_order_in_doubt", "reorder");

        assertThat(seal.passed())
                .containsSubsequence("service_validate_request", "service_check_funds", "service_place_order")
                .doesNotContain("event_next_look_up");
    }

    @Test
    void given_an_order_in_doubt_when_a_person_cancels_then_certcentral_is_asked_before_the_request_ends() {
        Seal seal = inDoubt().decides(Person.OPERATOR, "user_resolve_order_in_doubt", "cancel");

        assertThat(seal.passed())
                .containsExactly(
                        "end_doubt_canceled",
                        "boundary_canceled",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "end_order_gone",
                        "end_canceled");
        order.wasCanceled(EsealId.of(seal.id()));
        assertThat(stateOf(seal)).isEqualTo(EsealState.CANCELED);
    }
}
