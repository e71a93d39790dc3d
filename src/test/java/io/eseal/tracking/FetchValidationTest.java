package io.eseal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderValidation;
import io.eseal.certcentral.OrganizationValidation;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class FetchValidationTest {

    @Test
    void the_sentence_names_the_order_and_each_validation_with_what_is_open() {
        assertThat(sentence(
                        Optional.of("pending"),
                        validation(
                                "ov",
                                "Organization",
                                "pending",
                                Map.of(
                                        "place_of_business",
                                        "pending",
                                        "active_status",
                                        "complete",
                                        "call_back",
                                        "failed")),
                        validation("ds", null, "active", Map.of("phone", "complete"))))
                .isEqualTo(
                        "Order pending: Organization pending (call back failed, place of business pending); ds active");
    }

    @Test
    void what_CertCentral_leaves_out_is_left_out() {
        assertThat(sentence(Optional.empty()))
                .isEqualTo("Order of unknown status; CertCentral names no open validation");
        assertThat(sentence(Optional.of("pending"), validation(null, null, null, Map.of())))
                .isEqualTo("Order pending: validation unknown");
    }

    @Test
    void a_very_long_sentence_is_cut() {
        assertThat(sentence(Optional.of("pending"), validation("ov", "x".repeat(5000), null, Map.of())))
                .hasSize(2000);
    }

    private static String sentence(Optional<String> status, OrganizationValidation... validations) {
        CertCentral certCentral = mock(CertCentral.class);
        when(certCentral.validation(OrderId.of(7)))
                .thenReturn(new OrderValidation(
                        Optional.of(OrderId.of(7)), status, Optional.empty(), Optional.empty(), List.of(validations)));
        DelegateExecution execution = mock(DelegateExecution.class);
        when(execution.getProcessBusinessKey()).thenReturn("ES-00000001");
        EsealRegister register = mock(EsealRegister.class);
        when(register.orderOf(EsealId.of("ES-00000001"))).thenReturn(OrderId.of(7));
        Timeline timeline = mock(Timeline.class);

        new FetchValidation(certCentral, timeline, register).execute(execution);

        ArgumentCaptor<String> sentence = ArgumentCaptor.forClass(String.class);
        verify(execution).setVariable(eq("validationSummary"), sentence.capture());
        verify(timeline).add(EsealId.of("ES-00000001"), new OrderEvents.ServiceLevelMissed(sentence.getValue()));
        return sentence.getValue();
    }

    private static OrganizationValidation validation(
            String type, String name, String status, Map<String, String> details) {
        return new OrganizationValidation(
                Optional.ofNullable(type),
                Optional.ofNullable(name),
                Optional.empty(),
                Optional.ofNullable(status),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                details);
    }
}
