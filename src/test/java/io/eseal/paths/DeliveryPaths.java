package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryPaths extends Paths {

    private Seal withAnotherCertificate() {
        certificate.isNotWhatWasOrdered("The certificate is for another key.");
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
    void given_a_certificate_that_was_not_ordered_when_an_operator_accepts_it_then_it_is_registered() {
        Seal seal = withAnotherCertificate();
        assertThat(seal.instance())
                .isWaitingAt("user_assess_certificate")
                .task()
                .hasCandidateGroup("operators");
        assertThat(seal.findings()).containsExactly("The certificate is for another key.");
        seal.decides(Person.OPERATOR, "user_assess_certificate", "accept", "the requester sent a new CSR by phone");

        assertThat(seal.passed())
                .startsWith(
                        "service_register_certificate",
                        "end_delivered",
                        "sub_service_life",
                        "start_service_life",
                        "sub_in_service");
        certificate.wasRegistered(EsealId.of(seal.id()));
    }

    @Test
    void given_a_certificate_that_was_not_ordered_when_an_operator_refuses_it_then_it_is_revoked() {
        revocation.isRevoked(true);
        Seal seal =
                withAnotherCertificate().decides(Person.OPERATOR, "user_assess_certificate", "revoke", "not our key");

        assertThat(seal.passed())
                .containsExactly(
                        "end_certificate_refused",
                        "sub_service_life",
                        "start_service_life",
                        "sub_revocation",
                        "start_revocation",
                        "service_revoke_certificate",
                        "service_confirm_revocation",
                        "end_revocation_confirmed",
                        "end_revoked",
                        "end_retired");
        assertThat(seal.instance()).isEnded();
        assertThat(stateOf(seal)).isEqualTo(EsealState.REVOKED);
    }
}
