package io.eseal.paths;

import static io.eseal.request.RequestBeans.token;
import static io.eseal.request.RequestBeans.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.Organization;
import io.eseal.lifecycle.EsealState;
import org.junit.jupiter.api.Test;

class RequestPaths extends Paths {

    @Test
    void given_an_invalid_request_when_it_is_corrected_then_it_goes_to_its_approvers() {
        Seal seal = Seal.requested(with(token(), "payment_method", "'cash'"));
        assertThat(seal.instance()).isWaitingAt("user_correct_request").task().isAssignedTo("requester");
        assertThat(seal.findings()).hasSize(1);
        assertThat(stateOf(seal)).isEqualTo(EsealState.CORRECTION);
        seal.corrects(Person.REQUESTER, "user_correct_request", with(token(), "payment_method", "'bitcoin'"));
        seal.corrects(Person.REQUESTER, "user_correct_request", token());

        assertThat(seal.passed())
                .containsExactly(
                        "start_requested",
                        "sub_procurement",
                        "start_procurement",
                        "sub_request",
                        "start_request",
                        "service_validate_request",
                        "user_correct_request",
                        "service_validate_request",
                        "user_correct_request",
                        "service_validate_request",
                        "end_request_valid",
                        "sub_approval",
                        "start_approval",
                        "rule_approval_policy",
                        "user_approve_request");
        assertThat(seal.findings()).isEmpty();
        assertThat(stateOf(seal)).isEqualTo(EsealState.APPROVAL);
    }

    @Test
    void an_inactive_organisation_is_the_requesters_to_correct() {
        when(certCentral.organization(anyLong())).thenReturn(Organization.of(2042710, "Sleeping NV", false));

        assertThat(Seal.requested(token()).instance()).isWaitingAt("user_correct_request");
    }
}
