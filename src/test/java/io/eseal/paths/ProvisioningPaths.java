package io.eseal.paths;

import static io.eseal.lifecycle.ProcessVariables.jsonValue;
import static io.eseal.request.RequestBeans.csr;
import static io.eseal.request.RequestBeans.csrOfAnotherKey;
import static io.eseal.request.RequestBeans.csrWithShortKey;
import static io.eseal.request.RequestBeans.ownKey;
import static io.eseal.request.RequestBeans.token;
import static io.eseal.request.RequestBeans.with;
import static io.eseal.request.RequestBeans.withCsr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        assertThat(seal.passed())
                .startsWith(
                        "service_check_provisioning",
                        "user_submit_csr",
                        "service_check_provisioning",
                        "user_submit_csr",
                        "service_check_provisioning",
                        "end_provisioned",
                        "sub_order",
                        "start_order",
                        "service_check_funds",
                        "service_place_order");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "name, Mallory Eve",
        "addr1, Kerkstraat 1",
        "addr2, Back door",
        "city, Gent",
        "state, OV",
        "zip, 9000",
        "country, BE"
    })
    void a_token_that_is_to_go_elsewhere_goes_to_the_approvers_again_who_see_the_change(String line, String value) {
        Seal seal = approved(token()).soFar();
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", with(token(), "ship_info." + line, "'" + value + "'"));

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
        assertThat(eventsOf(seal, "request_changed"))
                .singleElement()
                .asString()
                .startsWith("requester ship_info." + line + ": ")
                .endsWith("→ \"" + value + "\"");
        order.wasNeverPlaced();

        seal.approvedFor("legal-approvers", Person.LEGAL).does(Person.REQUESTER, "user_confirm_shipping");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void an_address_that_is_left_incomplete_comes_back_and_needs_no_further_approval_once_it_is_the_approved_one() {
        Seal seal = approved(token()).soFar();
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", with(token(), "ship_info.addr1", "''"));
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", token());

        assertThat(seal.passed())
                .startsWith(
                        "service_check_provisioning",
                        "user_confirm_shipping",
                        "service_check_provisioning",
                        "end_provisioned",
                        "sub_order",
                        "start_order",
                        "service_check_funds",
                        "service_place_order");
        order.wasPlaced(EsealId.of(seal.id()), 1);
    }

    @Test
    void whoever_changes_the_address_in_the_requesters_place_does_not_decide_on_it() {
        Seal seal = approved(token());
        seal.corrects(Person.DIRECTOR, "user_confirm_shipping", with(token(), "ship_info.city", "'Gent'"));

        assertRefused(() -> seal.approvedFor("legal-approvers", Person.DIRECTOR), "You changed this request");
        seal.approvedFor("legal-approvers", Person.LEGAL);
        assertThat(seal.instance()).isWaitingAt("user_confirm_shipping");
    }

    @Test
    void whoever_confirms_the_address_as_it_is_may_decide_later() {
        payment.fundsAre("1.00");
        Seal seal = approved(token())
                .corrects(Person.DIRECTOR, "user_confirm_shipping", with(token(), "ship_info.city", "' New Orleans '"));
        seal.does(
                Person.FINANCE,
                "user_resolve_payment",
                Map.of("decision", "change", "request", jsonValue(with(token(), "payment_method", "'profile'"))));

        assertThat(eventsOf(seal, "request_changed"))
                .containsExactly("finance payment_method: \"balance\" → \"profile\"");
        assertRefused(() -> seal.approvedFor("finance", Person.FINANCE), "You changed this request");
        seal.approvedFor("finance", Person.DIRECTOR).approvedFor("legal-approvers", Person.LEGAL);
        assertThat(seal.instance()).isWaitingAt("user_confirm_shipping");
    }

    @Test
    void another_key_than_the_approved_one_goes_to_the_approvers_again() {
        Seal seal = approved(withCsr(with(ownKey(), "payment_method", "'card'"), csr()));
        seal.isTamperedWith(Person.DIRECTOR, withCsr(with(ownKey(), "payment_method", "'card'"), csrOfAnotherKey()))
                .soFar();
        seal.does(Person.FINANCE, "user_pay_by_card");

        assertThat(seal.passed())
                .containsExactly(
                        "service_place_order",
                        "boundary_not_approved",
                        "end_order_not_approved",
                        "boundary_order_sent_back",
                        "sub_request",
                        "start_request",
                        "user_correct_request");
        assertThat(seal.findings())
                .singleElement()
                .asString()
                .contains("is not what its approvers decided on any more: csr");
        order.wasNeverPlaced();
    }

    @Test
    void a_changed_shipping_priority_is_a_decision_and_goes_to_the_approvers_again_with_finance_among_them() {
        Seal seal = approved(token()).soFar();
        seal.corrects(Person.REQUESTER, "user_confirm_shipping", with(token(), "ship_info.method", "'EXPEDITED'"));

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
                        "user_approve_request",
                        "user_approve_request");
        assertThat(seal.openApprovals()).containsExactly("finance", "legal-approvers");
        order.wasNeverPlaced();
    }
}
