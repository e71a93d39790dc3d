package io.eseal.paths;

import static io.eseal.lifecycle.ProcessVariables.jsonValue;
import static io.eseal.request.RequestBeans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentPaths extends Paths {

    private Seal withoutFunds() {
        payment.fundsAre("499.99");
        return approved(ownKeyWithCsr()).soFar();
    }

    @Test
    void given_too_little_balance_when_finance_tops_it_up_then_the_order_is_placed() {
        Seal seal = withoutFunds();
        assertThat(seal.instance()).isWaitingAt("user_resolve_payment").task().hasCandidateGroup("finance");
        assertThat(seal.findings()).containsExactly("The account has 499.99 EUR; an order needs 500.00.");
        assertThat(stateOf(seal)).isEqualTo(EsealState.PAYMENT);
        order.wasNeverPlaced();
        payment.fundsAre("500.00");
        seal.decides(Person.FINANCE, "user_resolve_payment", "retry");

        assertThat(seal.passed()).startsWith("service_check_funds", "service_place_order");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void given_too_little_balance_when_finance_changes_the_method_then_the_change_is_approved_before_it_is_ordered() {
        Seal seal = withoutFunds();
        seal.does(
                Person.FINANCE,
                "user_resolve_payment",
                Map.of(
                        "decision",
                        "change",
                        "request",
                        jsonValue(with(ownKeyWithCsr(), "payment_method", "'profile'"))));

        assertThat(seal.passed())
                .containsExactly(
                        "end_payment_changed",
                        "boundary_order_sent_back",
                        "sub_request",
                        "start_request",
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "user_approve_request",
                        "user_approve_request",
                        "user_approve_request");
        assertThat(seal.openApprovals()).contains("finance");
        order.wasNeverPlaced();
    }

    @Test
    void given_too_little_balance_when_finance_has_the_request_corrected_then_the_requester_reads_what_and_why() {
        Seal seal = withoutFunds();
        seal.does(
                Person.FINANCE,
                "user_resolve_payment",
                Map.of("decision", "correct", "comment", "One year only, please."));

        assertThat(seal.instance()).isWaitingAt("user_correct_request");
        assertThat(seal.findings())
                .containsExactly(
                        "finance sent the request back: One year only, please.",
                        "The account has 499.99 EUR; an order needs 500.00.");
        order.wasNeverPlaced();
    }

    @Test
    void what_was_corrected_once_and_changes_later_is_approved_again_and_not_corrected_again() {
        payment.fundsAre("499.99");
        Seal seal = Seal.requested(ownKeyWithCsr())
                .decidesFor("legal-approvers", Person.LEGAL, "rework", "check the contact")
                .does(Person.REQUESTER, "user_correct_request")
                .approvedFor("legal-approvers", Person.LEGAL)
                .approvedFor("security-approvers", Person.SECURITY)
                .soFar();
        seal.does(
                Person.FINANCE,
                "user_resolve_payment",
                Map.of(
                        "decision",
                        "change",
                        "request",
                        jsonValue(with(ownKeyWithCsr(), "payment_method", "'profile'"))));

        assertThat(seal.passed()).contains("service_validate_request").doesNotContain("user_correct_request");
        assertThat(seal.openApprovals()).contains("finance");
    }

    @Test
    void given_too_little_balance_when_finance_cancels_then_the_request_ends() {
        Seal seal = withoutFunds().decides(Person.FINANCE, "user_resolve_payment", "cancel");

        assertThat(seal.passed())
                .containsExactly(
                        "end_payment_canceled",
                        "boundary_canceled",
                        "sub_cancellation",
                        "start_cancellation",
                        "service_cancel_order",
                        "end_order_gone",
                        "end_canceled");
        assertThat(seal.instance()).isEnded();
        order.wasNeverPlaced();
    }

    @Test
    void a_decision_that_is_not_offered_leaves_the_task_as_it_was() {
        Seal seal = withoutFunds();

        assertRefused(() -> seal.decides(Person.FINANCE, "user_resolve_payment", "adopt"), "");
        assertRefused(() -> seal.does(Person.FINANCE, "user_resolve_payment"), "");
        assertThat(seal.instance()).isWaitingAt("user_resolve_payment");
    }

    @Test
    void the_stored_profile_needs_nobody_at_the_payment() {
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'profile'"));

        assertThat(seal.passed())
                .containsSubsequence("service_check_provisioning", "service_place_order")
                .doesNotContain("service_check_funds", "user_pay_by_card");
    }

    @Test
    void given_a_card_when_it_is_charged_then_the_order_it_made_is_adopted_and_not_placed_again() {
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'card'")).soFar();
        assertThat(seal.instance()).isWaitingAt("user_pay_by_card").task().hasCandidateGroup("finance");
        payment.cardIsCharged(EsealId.of(seal.id()));
        seal.settle();

        assertThat(seal.passed()).startsWith("service_place_order", "end_ordered", "sub_tracking");
        assertThat(seal.instance()).variables().containsEntry("orderId", 4711L);
        order.wasPaidByCard(EsealId.of(seal.id()), 1);
    }

    @Test
    void
            given_a_card_payment_that_was_cut_off_when_it_is_followed_up_then_the_order_is_looked_up_and_adopted_without_anybodys_act() {
        order.hasUnknownOutcome();
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'card'")).soFar();
        order.cardPaymentIsCutOff(EsealId.of(seal.id()));
        payment.isFollowedUp(EsealId.of(seal.id()));
        assertThat(seal.settle().instance()).isWaitingAt("event_next_look_up");

        order.lookUpFindsNothingThen(4712);
        seal.waitsFor("event_next_look_up").waitsFor("event_next_look_up");

        assertThat(seal.instance())
                .isWaitingFor("order-status-changed")
                .variables()
                .containsEntry("orderId", 4712L);
        order.wasPaidByCard(EsealId.of(seal.id()), 1);
    }

    @Test
    void given_a_card_payment_that_was_cut_off_when_it_was_declined_then_the_task_waits_for_another_card() {
        order.paymentIsRefusedThenAccepted("declined");
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'card'")).soFar();
        order.cardPaymentIsCutOff(EsealId.of(seal.id()));
        payment.isFollowedUp(EsealId.of(seal.id()));
        assertThat(seal.instance()).isWaitingAt("user_pay_by_card");

        payment.cardIsCharged(EsealId.of(seal.id()));
        assertThat(seal.settle().instance()).isWaitingFor("order-status-changed");
    }

    @Test
    void given_no_payment_when_it_is_followed_up_then_nothing_happens() {
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'card'")).soFar();
        payment.isFollowedUp(EsealId.of(seal.id()));

        assertThat(seal.instance()).isWaitingAt("user_pay_by_card");
    }

    @Test
    void the_card_task_cannot_be_completed_without_paying() {
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'card'"));

        assertRefused(() -> seal.does(Person.FINANCE, "user_pay_by_card"), "");
        assertThat(seal.instance()).isWaitingAt("user_pay_by_card");
    }

    @Test
    void a_declined_card_leaves_the_task_open_for_another_one() {
        order.paymentIsRefusedThenAccepted("declined");
        Seal seal = approved(with(ownKeyWithCsr(), "payment_method", "'card'"));
        payment.cardIsCharged(EsealId.of(seal.id()));
        assertThat(seal.instance()).isWaitingAt("user_pay_by_card");
        payment.cardIsCharged(EsealId.of(seal.id()));

        assertThat(seal.settle().instance()).isWaitingFor("order-status-changed");
    }
}
