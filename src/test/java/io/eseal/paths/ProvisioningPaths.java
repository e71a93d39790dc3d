package io.eseal.paths;

import io.eseal.lifecycle.EsealState;
import org.junit.jupiter.api.Test;

import static io.eseal.request.RequestBeans.csr;
import static io.eseal.request.RequestBeans.csrWithShortKey;
import static io.eseal.request.RequestBeans.ownKey;
import static io.eseal.request.RequestBeans.token;
import static io.eseal.request.RequestBeans.with;
import static io.eseal.request.RequestBeans.withCsr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

class ProvisioningPaths extends Paths {

    @Test
    void given_no_csr_when_a_bad_one_is_submitted_then_it_comes_back_with_the_reason_until_a_good_one_comes() {
        Seal seal = approved(ownKey()).soFar();
        assertThat(seal.instance()).isWaitingAt("user_submit_csr").task().isAssignedTo("requester");
        assertThat(stateOf(seal)).isEqualTo(EsealState.PROVISIONING);
        seal.does(Person.REQUESTER, "user_submit_csr");
        seal.corrects(Person.REQUESTER, "user_submit_csr", withCsr(ownKey(), csrWithShortKey()));
        assertThat(seal.findings()).singleElement().asString().contains("1024 bits");
        seal.corrects(Person.REQUESTER, "user_submit_csr", withCsr(ownKey(), csr()));

        assertThat(seal.passed()).startsWith("service_check_provisioning", "user_submit_csr", "service_check_provisioning",
                "user_submit_csr", "service_check_provisioning", "service_check_funds", "service_place_order");
        order.wasPlaced(seal.id(), 1);
    }

    @Test
    void an_address_that_is_only_completed_needs_no_further_approval() {
        Seal seal = approved(token()).soFar();
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", with(token(), "ship_info.addr1", "''"));
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", with(token(), "ship_info.addr1", "'Kerkstraat 1'"));

        assertThat(seal.passed()).startsWith("service_check_provisioning", "user_confirm_shipping", "service_check_provisioning",
                "service_check_funds", "service_place_order");
        order.wasPlaced(seal.id(), 1);
    }

    @Test
    void a_changed_shipping_priority_is_a_decision_and_goes_to_the_approvers_again_with_finance_among_them() {
        Seal seal = approved(token()).soFar();
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", with(token(), "ship_info.method", "'EXPEDITED'"));

        assertThat(seal.passed()).containsExactly("service_check_provisioning", "service_validate_request", "rule_approval_policy",
                "user_approve_request", "user_approve_request");
        assertThat(seal.openApprovals()).containsExactly("finance", "legal-approvers");
        order.wasNeverPlaced();
    }
}
