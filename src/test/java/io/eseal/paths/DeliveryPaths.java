package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.inspection.Weight;
import io.eseal.lifecycle.EsealState;
import io.eseal.trust.TrustUnavailableException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPaths extends Paths {

    private Seal withAFinding() {
        certificate.breaks(Weight.FINDING, "common_name", "The common name is another one.");
        tracking.statusIs("issued");
        return ordered();
    }

    private Seal withAnotherKey() {
        certificate.breaks(Weight.HARD, "key_of_csr", "The certificate is for another key.");
        tracking.statusIs("issued");
        return ordered();
    }

    @ParameterizedTest
    @CsvSource({
        "'', T-1, Jane",
        "yesterday, T-1, Jane",
        "2026-06-15, '', Jane",
        "2026-06-15, T-1, ''",
        "2026-06-15, T-1, Requester"
    })
    void a_token_is_received_with_its_date_its_serial_number_and_another_person_for_the_pin(
            String date, String serial, String pinHolder) {
        tracking.statusIs("waiting_pickup");
        Seal seal = tokenOrdered();

        assertRefused(
                () -> seal.does(
                        Person.REQUESTER,
                        "user_confirm_token_received",
                        Map.of("tokenReceivedOn", date, "tokenSerial", serial, "pinReceivedBy", pinHolder)),
                "");
        assertThat(seal.instance()).isWaitingAt("user_confirm_token_received");
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
    }

    @Test
    void given_a_finding_when_an_operator_accepts_it_with_a_reason_then_the_certificate_is_registered() {
        Seal seal = withAFinding();
        assertThat(seal.instance())
                .isWaitingAt("user_assess_certificate")
                .task()
                .hasCandidateGroup("operators");
        assertRefused(() -> seal.decides(Person.OPERATOR, "user_assess_certificate", "accept", " \u00a0"), "comment");
        seal.decides(Person.OPERATOR, "user_assess_certificate", "accept", "the short name is theirs, too");

        assertThat(seal.passed())
                .startsWith(
                        "service_verify_certificate",
                        "service_register_certificate",
                        "end_delivered",
                        "sub_service_life",
                        "start_service_life",
                        "sub_in_service");
        certificate.wasRegistered(EsealId.of(seal.id()));
        certificate.wasAcceptedBy(EsealId.of(seal.id()), UserId.of(Person.OPERATOR.userId()));
        assertThat(eventsOf(seal, "decision"))
                .contains("operator user_assess_certificate: accept (the short name is theirs, too)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "refetch", "revoke"})
    void whoever_requested_the_seal_does_not_decide_on_its_certificate(String decision) {
        Seal seal = withAFinding();

        assertRefused(
                () -> seal.decides(Person.REQUESTER, "user_assess_certificate", decision, "it is fine"),
                "You requested this seal");
        assertThat(seal.instance()).isWaitingAt("user_assess_certificate");
    }

    @Test
    void given_a_hard_rule_when_an_operator_accepts_then_the_rule_is_named_and_nothing_accepted() {
        Seal seal = withAnotherKey();

        assertRefused(
                () -> seal.decides(Person.OPERATOR, "user_assess_certificate", "accept", "it is fine"),
                "key_of_csr (The certificate is for another key)");
        assertThat(seal.instance()).isWaitingAt("user_assess_certificate");
        certificate.wasAcceptedByNobody();
    }

    @Test
    void given_a_hard_rule_when_it_is_fetched_again_then_what_comes_now_is_inspected() {
        Seal seal = withAnotherKey();
        certificate.isWhatWasOrdered();
        seal.decides(Person.OPERATOR, "user_assess_certificate", "refetch", "CertCentral has reissued it");

        assertThat(seal.passed())
                .startsWith(
                        "service_fetch_certificate",
                        "service_verify_certificate",
                        "service_register_certificate",
                        "end_delivered");
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
        certificate.wasFetched(EsealId.of(seal.id()), 2);
    }

    @Test
    void given_a_warning_then_the_certificate_is_registered_and_nobody_is_asked() {
        certificate.breaks(Weight.WARNING, "qc_pds_english", "There is no statement in English.");
        assertThat(stateOf(inService())).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void given_no_source_of_trust_then_the_certificate_waits_and_is_neither_accepted_nor_refused() {
        certificate.trustIsUnavailable();
        Seal seal = ordered();
        tracking.statusIs("issued");

        assertThatThrownBy(() -> seal.hears("order-status-changed")).isInstanceOf(TrustUnavailableException.class);
        assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
        assertThat(seal.instance()).isWaitingAt("service_verify_certificate");

        certificate.isWhatWasOrdered();
        seal.settle();
        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
    }

    @Test
    void no_way_leads_into_service_past_the_register() {
        certificate.isNotRegistered();
        Seal seal = withAnotherKey();

        seal.isGiven(Map.of("expiresAt", new Date(), "renewalDue", new Date()));
        for (String place : List.of(
                "service_register_certificate", "sub_service_life", "sub_in_service", "event_revocation_requested")) {
            assertRefused(() -> seal.isMovedTo(Person.OPERATOR, place), "");
            assertThat(seal.instance()).isWaitingAt("user_assess_certificate");
            assertThat(stateOf(seal)).isEqualTo(EsealState.DELIVERY);
        }
    }

    @Test
    void given_a_certificate_that_was_not_ordered_when_an_operator_refuses_it_then_it_is_revoked() {
        revocation.isRevoked(true);
        Seal seal = withAnotherKey().decides(Person.OPERATOR, "user_assess_certificate", "revoke", "not our key");

        assertThat(seal.passed())
                .containsExactly(
                        "end_certificate_refused",
                        "sub_service_life",
                        "start_service_life",
                        "sub_revocation",
                        "start_revocation",
                        "service_revoke_certificate",
                        "service_confirm_revocation",
                        "sub_publication",
                        "start_publication",
                        "service_check_publication",
                        "end_published",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }
}
