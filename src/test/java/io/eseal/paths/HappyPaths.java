package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import io.eseal.request.RequestBeans;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HappyPaths extends Paths {

    @Test
    void given_a_csr_supplied_at_once_when_it_is_approved_then_the_seal_is_ordered_once_and_in_service() {
        tracking.statusIs("pending", "issued");
        Seal seal = Seal.requested(ownKeyWithCsr());
        seal.approvedFor("legal-approvers", Person.LEGAL).approvedFor("security-approvers", Person.SECURITY);
        assertThat(seal.instance()).isWaitingFor("order-status-changed");
        seal.hears("order-status-changed");

        assertThat(seal.passed())
                .containsExactly(
                        "start_requested",
                        "sub_procurement",
                        "start_procurement",
                        "sub_request",
                        "start_request",
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "user_approve_request",
                        "user_approve_request",
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
                        "sub_tracking",
                        "start_tracking",
                        "sub_until_issued",
                        "start_until_issued",
                        "service_read_status",
                        "event_status_changed",
                        "service_read_status",
                        "end_issued",
                        "end_tracked",
                        "end_procured",
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
        assertThat(seal.instance()).isWaitingAt("event_revocation_requested").isNotEnded();
        order.wasPlaced(EsealId.of(seal.id()), 1);
        certificate.wasRegistered(EsealId.of(seal.id()));
        assertThat(statesOf(seal))
                .containsExactly(
                        "REQUESTED",
                        "APPROVAL",
                        "PROVISIONING",
                        "PAYMENT",
                        "ORDERING",
                        "ORDERED",
                        "DELIVERY",
                        "IN_SERVICE");
    }

    @Test
    void
            given_a_token_when_it_is_approved_then_its_address_is_confirmed_and_the_token_received_before_it_is_in_service() {
        tracking.statusIs("pending", "waiting_pickup");
        Seal seal = Seal.requested(RequestBeans.token());
        assertThat(seal.openApprovals()).containsExactly("legal-approvers");
        seal.approvedFor("legal-approvers", Person.LEGAL);
        assertThat(seal.instance()).isWaitingAt("user_confirm_shipping").task().isAssignedTo("requester");
        seal.soFar().does(Person.REQUESTER, "user_confirm_shipping").hears("order-status-changed");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received");
        seal.does(
                Person.REQUESTER,
                "user_confirm_token_received",
                Map.of("tokenReceivedOn", "2026-06-15", "tokenSerial", "T-1", "pinReceivedBy", "Jane Roe"));
        seal.does(Person.REQUESTER, "user_install_certificate", Map.of("installation", installation()));

        assertThat(seal.passed())
                .containsExactly(
                        "service_check_provisioning",
                        "end_provisioned",
                        "sub_order",
                        "start_order",
                        "service_check_funds",
                        "service_place_order",
                        "end_ordered",
                        "sub_tracking",
                        "start_tracking",
                        "sub_until_issued",
                        "start_until_issued",
                        "service_read_status",
                        "event_status_changed",
                        "service_read_status",
                        "end_issued",
                        "end_tracked",
                        "end_procured",
                        "sub_delivery",
                        "start_delivery",
                        "user_confirm_token_received",
                        "user_install_certificate",
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
