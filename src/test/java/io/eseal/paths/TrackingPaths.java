package io.eseal.paths;

import static io.eseal.request.RequestBeans.csr;
import static io.eseal.request.RequestBeans.csrOfAnotherKey;
import static io.eseal.request.RequestBeans.csrWithShortKey;
import static io.eseal.request.RequestBeans.ownKey;
import static io.eseal.request.RequestBeans.with;
import static io.eseal.request.RequestBeans.withCsr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingPaths extends Paths {

    private Seal waitingForCsr() {
        tracking.statusIs("needs_csr", "pending");
        return orderedWithKeyOfLater();
    }

    /** Returns a request that was ordered with a key that came after its approvals. */
    private Seal orderedWithKeyOfLater() {
        return approved(ownKey())
                .corrects(Person.REQUESTER, "user_submit_csr", withCsr(ownKey(), csr()))
                .soFar();
    }

    @Test
    void a_key_that_approvers_decided_on_is_exchanged_for_no_other_but_may_come_with_another_csr() {
        tracking.statusIs("needs_csr", "pending");
        Seal seal = approved(withCsr(ownKey(), csr())).soFar();
        assertRefused(
                () -> seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csrOfAnotherKey())),
                "no other key is sent for this order");
        assertRefused(
                () -> seal.isTamperedWith(Person.DIRECTOR, withCsr(ownKey(), csrOfAnotherKey())),
                "no other key is sent for this order");
        assertThat(eventsOf(seal, "request_changed")).isEmpty();
        verify(certCentral, never()).updateCsr(any(), any());

        seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csr()));

        assertThat(seal.passed()).containsExactly("service_update_csr", "end_csr_sent");
        verify(certCentral).updateCsr(eq(OrderId.of(4711)), any());
    }

    @Test
    void another_key_that_came_into_the_process_without_a_person_is_not_sent_either() {
        tracking.statusIs("needs_csr", "pending");
        Seal seal = approved(withCsr(ownKey(), csr())).soFar();
        seal.isTamperedWith(withCsr(ownKey(), csrOfAnotherKey())).does(Person.REQUESTER, "user_update_csr");

        assertThat(seal.passed()).containsExactly("service_update_csr", "boundary_csr_refused", "user_update_csr");
        assertThat(seal.findings()).singleElement().asString().contains("no other key is sent for this order");
        verify(certCentral, never()).updateCsr(any(), any());
    }

    @Test
    void an_order_that_was_placed_is_changed_by_nobody() {
        Seal seal = ordered();

        assertRefused(
                () -> seal.isTamperedWith(Person.DIRECTOR, with(ownKeyWithCsr(), "organization.id", "2042711")),
                "is ordered from CertCentral as it was approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "reissue_pending", "waiting_pickup"})
    void an_own_key_waits_on_while_certcentral_works(String status) {
        tracking.statusIs("pending", status);
        Seal seal = ordered().hears("order-status-changed");

        assertThat(seal.passed()).containsExactly("event_status_changed", "service_read_status");
        assertThat(seal.instance())
                .isWaitingFor("order-status-changed")
                .variables()
                .containsEntry("orderStatus", status);
    }

    @Test
    void without_news_the_order_is_read_after_the_fallback_poll() {
        tracking.statusIs("pending", "issued");
        Seal seal = ordered();
        assertThat(seal.untilDue("event_fallback_poll")).isBetween(Duration.ofHours(3), Duration.ofHours(6));
        seal.waitsFor("event_fallback_poll");

        assertThat(seal.passed())
                .startsWith("event_fallback_poll", "service_read_status", "end_issued", "end_tracked", "end_procured");
    }

    @Test
    void an_order_that_needs_approval_is_approved_in_certcentral_by_an_operator() {
        tracking.statusIs("needs_approval", "pending");
        Seal seal = ordered();
        assertThat(seal.instance())
                .isWaitingAt("user_approve_in_certcentral")
                .task()
                .hasCandidateGroup("operators");
        seal.does(Person.OPERATOR, "user_approve_in_certcentral").hears("order-status-changed");

        assertThat(seal.passed())
                .containsExactly("end_approved_in_certcentral", "event_status_changed", "service_read_status");
    }

    @ParameterizedTest
    @CsvSource({
        "needs_approval, user_approve_in_certcentral",
        "needs_csr, user_update_csr",
        "on_hold, user_assess_status"
    })
    void a_task_that_the_order_no_longer_asks_for_is_taken_away(String status, String task) {
        tracking.statusIs(status, "pending");
        Seal seal = ordered();
        assertThat(seal.instance()).isWaitingAt(task);
        seal.hears("order-status-changed");

        assertThat(seal.passed()).containsExactly("boundary_moved_on", "service_read_status");
        assertThat(seal.instance())
                .isWaitingFor("order-status-changed")
                .hasNotPassed("end_procured")
                .isNotWaitingAt(task);
    }

    @Test
    void an_order_that_is_issued_while_an_operator_enters_its_csr_takes_the_task_away() {
        doThrow(NotOfferedException.switchedOff("update CSR")).when(certCentral).updateCsr(any(), any());
        tracking.statusIs("needs_csr", "issued");
        Seal seal = orderedWithKeyOfLater().corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csr()));
        assertThat(seal.instance()).isWaitingAt("user_enter_csr_in_certcentral");
        seal.soFar().hears("order-status-changed");

        assertThat(seal.passed())
                .startsWith("boundary_moved_on", "service_read_status", "end_issued", "end_tracked", "end_procured");
    }

    @Test
    void an_order_that_needs_a_csr_gets_a_new_one() {
        Seal seal = waitingForCsr();
        seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csrOfAnotherKey()));

        assertThat(seal.passed()).containsExactly("service_update_csr", "end_csr_sent");
        assertThat(seal.instance()).isWaitingFor("order-status-changed");
        verify(certCentral).updateCsr(eq(OrderId.of(4711)), any());
    }

    @Test
    void a_csr_that_is_refused_by_our_rules_or_by_certcentral_comes_back_with_the_reason() {
        doThrow(new RefusedException("update CSR", 400, List.of()))
                .doNothing()
                .when(certCentral)
                .updateCsr(any(), any());
        Seal seal = waitingForCsr();
        seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csrWithShortKey()));
        assertThat(seal.findings()).singleElement().asString().contains("1024 bits");
        seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csr()));
        assertThat(seal.findings()).containsExactly("CertCentral refused update CSR: status 400.");
        seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csr()));

        assertThat(seal.passed())
                .containsExactly(
                        "service_update_csr",
                        "boundary_csr_refused",
                        "user_update_csr",
                        "service_update_csr",
                        "boundary_csr_refused",
                        "user_update_csr",
                        "service_update_csr",
                        "end_csr_sent");
        assertThat(seal.findings()).isEmpty();
    }

    @Test
    void a_csr_whose_answer_was_lost_is_sent_again_and_its_refusal_then_means_that_the_order_has_moved_on() {
        tracking.statusIs("needs_csr", "processing");
        Seal seal = orderedWithKeyOfLater();
        doThrow(new UnknownOutcomeException("update CSR", "lost"))
                .doThrow(new RefusedException("update CSR", 400, List.of()))
                .when(certCentral)
                .updateCsr(any(), any());
        assertThatThrownBy(() -> seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csr())))
                .isInstanceOf(UnknownOutcomeException.class);

        assertThat(seal.settle().passed()).containsExactly("service_update_csr", "end_csr_sent");
        assertThat(seal.instance()).isWaitingFor("order-status-changed");
    }

    @Test
    void where_the_api_takes_no_csr_an_operator_enters_it_in_certcentral() {
        doThrow(NotOfferedException.switchedOff("update CSR")).when(certCentral).updateCsr(any(), any());
        Seal seal = waitingForCsr();
        seal.corrects(Person.REQUESTER, "user_update_csr", withCsr(ownKey(), csr()));
        assertThat(seal.instance())
                .isWaitingAt("user_enter_csr_in_certcentral")
                .task()
                .hasCandidateGroup("operators");
        seal.does(Person.OPERATOR, "user_enter_csr_in_certcentral");

        assertThat(seal.passed())
                .containsExactly(
                        "service_update_csr",
                        "boundary_csr_not_by_api",
                        "user_enter_csr_in_certcentral",
                        "end_csr_entered");
        assertThat(seal.instance()).isWaitingFor("order-status-changed");
    }

    @Test
    void an_unknown_status_is_a_persons_to_assess_and_waiting_on_is_one_answer() {
        tracking.statusIs("on_hold", "pending");
        Seal seal = ordered();
        assertThat(seal.instance()).isWaitingAt("user_assess_status").task().hasCandidateGroup("operators");
        seal.decides(Person.OPERATOR, "user_assess_status", "wait").hears("order-status-changed");

        assertThat(seal.passed()).containsExactly("end_assessed", "event_status_changed", "service_read_status");
    }

    @Test
    void an_unknown_status_that_a_person_takes_for_issued_goes_to_delivery() {
        tracking.statusIs("done");
        Seal seal = ordered().decides(Person.OPERATOR, "user_assess_status", "issued");

        assertThat(seal.passed())
                .startsWith(
                        "end_assessed",
                        "end_assessed_issued",
                        "end_tracked",
                        "end_procured",
                        "sub_delivery",
                        "start_delivery",
                        "service_fetch_certificate");
    }

    @Test
    void an_unknown_status_that_a_person_takes_for_failed_ends_the_request() {
        tracking.statusIs("blocked");
        Seal seal = ordered().decides(Person.OPERATOR, "user_assess_status", "failed");

        assertThat(seal.passed()).containsExactly("end_assessed_failed", "boundary_rejected", "end_rejected");
        assertThat(stateOf(seal)).isEqualTo(EsealState.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "rejected, end_order_rejected boundary_rejected end_rejected, REJECTED",
        "canceled, end_order_canceled boundary_canceled sub_cancellation start_cancellation service_cancel_order "
                + "end_order_gone end_canceled, CANCELED"
    })
    void an_order_that_certcentral_ends_ends_the_request(String status, String passed, EsealState state) {
        tracking.statusIs("pending", status);
        Seal seal = ordered().hears("order-status-changed");

        assertThat(seal.passed()).containsExactly(("event_status_changed service_read_status " + passed).split(" "));
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(state);
    }

    @Test
    void after_the_service_level_an_operator_chases_the_validation_while_the_order_waits_on() {
        tracking.statusIs("pending", "issued");
        Seal seal = ordered();
        assertThat(seal.untilDue("boundary_service_level")).isEqualTo(Duration.ofDays(10));
        seal.waitsFor("boundary_service_level");
        assertThat(seal.instance())
                .isWaitingAt("user_chase_validation")
                .isWaitingFor("order-status-changed")
                .variables()
                .containsEntry("validationSummary", "Order pending; CertCentral names no open validation");
        seal.does(Person.OPERATOR, "user_chase_validation");

        assertThat(seal.passed())
                .containsExactly(
                        "boundary_service_level",
                        "service_fetch_validation",
                        "user_chase_validation",
                        "end_validation_chased");
        assertThat(seal.instance()).isWaitingFor("order-status-changed");
    }

    @Test
    void nobody_chases_an_order_that_is_issued() {
        tracking.statusIs("pending", "issued");
        Seal seal = ordered().waitsFor("boundary_service_level").hears("order-status-changed");

        assertThat(seal.instance()).isNotWaitingAt("user_chase_validation").isWaitingAt("event_revocation_requested");
    }
}
