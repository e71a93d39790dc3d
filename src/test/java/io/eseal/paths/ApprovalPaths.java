package io.eseal.paths;

import static io.eseal.request.RequestBeans.token;
import static io.eseal.request.RequestBeans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalPaths extends Paths {

    /** Three groups approve it. */
    private static ObjectNode ownKeyPaidByProfile() {
        return with(ownKeyWithCsr(), "payment_method", "'profile'");
    }

    @Test
    void every_group_that_the_policy_names_must_approve() {
        Seal seal = Seal.requested(ownKeyPaidByProfile());
        assertThat(seal.openApprovals()).containsExactly("finance", "legal-approvers", "security-approvers");

        seal.approvedFor("finance", Person.FINANCE).approvedFor("legal-approvers", Person.LEGAL);
        assertThat(seal.openApprovals()).containsExactly("security-approvers");
        order.wasNeverPlaced();

        seal.approvedFor("security-approvers", Person.SECURITY);
        assertThat(seal.openApprovals()).isEmpty();
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void one_rejection_ends_the_request_whatever_the_others_said_or_will_say() {
        Seal seal = Seal.requested(ownKeyPaidByProfile())
                .approvedFor("legal-approvers", Person.LEGAL)
                .soFar();
        seal.decidesFor("security-approvers", Person.SECURITY, "reject", "no such system");

        assertThat(seal.passed()).containsExactly("end_not_approved", "boundary_rejected", "end_rejected");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REJECTED);
        order.wasNeverPlaced();
    }

    @Test
    void one_approver_sending_it_back_takes_the_question_from_the_others_and_all_are_asked_again() {
        Seal seal = Seal.requested(ownKeyPaidByProfile())
                .approvedFor("legal-approvers", Person.LEGAL)
                .soFar();
        seal.decidesFor("security-approvers", Person.SECURITY, "rework", "use a token");
        assertThat(seal.openApprovals()).isEmpty();
        assertThat(seal.findings()).containsExactly("security sent the request back: use a token");
        assertThat(stateOf(seal)).isEqualTo(EsealState.CORRECTION);
        seal.corrects(Person.REQUESTER, "user_correct_request", ownKeyWithCsr());

        assertThat(seal.passed())
                .containsExactly(
                        "end_approval_sent_back",
                        "boundary_approval_sent_back",
                        "sub_request",
                        "start_request",
                        "user_correct_request",
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "user_approve_request",
                        "user_approve_request");
        assertThat(seal.openApprovals()).containsExactly("legal-approvers", "security-approvers");
    }

    @Test
    void the_requester_cannot_approve() {
        Seal seal = Seal.requested(token());

        assertRefused(() -> seal.approvedFor("legal-approvers", Person.REQUESTER), "somebody else");
        assertThat(seal.openApprovals()).containsExactly("legal-approvers");
    }

    @Test
    void nobody_approves_for_two_groups() {
        Seal seal = Seal.requested(ownKeyWithCsr()).approvedFor("legal-approvers", Person.DIRECTOR);

        assertRefused(() -> seal.approvedFor("security-approvers", Person.DIRECTOR), "");
        assertThat(seal.openApprovals()).containsExactly("security-approvers");
    }

    @Test
    void nobody_approves_for_a_group_of_others() {
        Seal seal = Seal.requested(token());

        assertRefused(() -> seal.approvedFor("legal-approvers", Person.FINANCE), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "rework"})
    void saying_no_takes_a_reason(String decision) {
        Seal seal = Seal.requested(token());

        assertRefused(() -> seal.decidesFor("legal-approvers", Person.LEGAL, decision, " "), "comment");
    }

    @Test
    void a_request_that_changed_under_its_approvers_cannot_be_approved() {
        Seal seal = Seal.requested(token()).isTamperedWith(with(token(), "organization.id", "2042711"));

        assertRefused(() -> seal.approvedFor("legal-approvers", Person.LEGAL), "");
    }

    @Test
    void nobody_changes_a_request_under_the_eyes_of_its_approvers() {
        Seal seal = Seal.requested(token());

        assertRefused(
                () -> seal.isTamperedWith(Person.DIRECTOR, with(token(), "ship_info.city", "'Gent'")),
                "have it sent back to change ship_info.city");
        seal.isTamperedWith(Person.DIRECTOR, token()).approvedFor("legal-approvers", Person.DIRECTOR);
        assertThat(seal.instance()).isWaitingAt("user_confirm_shipping");
    }

    @Test
    void what_an_administrator_changes_by_hand_is_told_goes_to_the_approvers_again_and_is_not_theirs_to_decide_on() {
        Seal seal = approved(token())
                .isTamperedWith(Person.DIRECTOR, with(token(), "organization.id", "2042711"))
                .soFar();
        assertThat(eventsOf(seal, "request_changed"))
                .containsExactly("director organization.id: \"2042709\" → \"2042711\"");
        seal.does(Person.REQUESTER, "user_confirm_shipping");

        assertThat(seal.passed())
                .containsExactly(
                        "service_check_provisioning",
                        "end_provisioning_changed",
                        "boundary_provisioning_changed",
                        "sub_request",
                        "start_request",
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "user_approve_request");
        assertRefused(() -> seal.approvedFor("legal-approvers", Person.DIRECTOR), "You changed this request");
        seal.approvedFor("legal-approvers", Person.LEGAL).does(Person.REQUESTER, "user_confirm_shipping");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void approvers_are_reminded_after_a_day_and_the_matter_escalates_after_three_while_both_still_can_approve() {
        Seal seal = Seal.requested(ownKeyWithCsr())
                .approvedFor("legal-approvers", Person.LEGAL)
                .soFar();
        assertThat(seal.untilDue("boundary_approval_reminder")).isEqualTo(Duration.ofDays(1));
        assertThat(seal.untilDue("boundary_approval_escalation")).isEqualTo(Duration.ofDays(3));

        seal.waitsFor("boundary_approval_reminder");
        assertThat(seal.passed())
                .containsExactly("boundary_approval_reminder", "service_remind_approvers", "end_approvers_reminded");
        assertThat(seal.approvalOf("security-approvers").getPriority()).isEqualTo(75);

        seal.waitsFor("boundary_approval_escalation");
        assertThat(seal.passed())
                .containsExactly("boundary_approval_escalation", "service_escalate_approval", "end_approval_escalated");
        assertThat(seal.approvalOf("security-approvers").getPriority()).isEqualTo(100);

        seal.approvedFor("security-approvers", Person.SECURITY);
        order.wasPlaced(EsealId.of(seal.id()), 1);
        assertThat(seal.instance()).isWaitingFor("order-status-changed");
    }
}
