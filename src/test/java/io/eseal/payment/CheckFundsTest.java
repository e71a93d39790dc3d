package io.eseal.payment;

import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentral;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class CheckFundsTest {

    private final CertCentral certCentral = mock(CertCentral.class);
    private final DelegateExecution execution = mock(DelegateExecution.class);

    @ParameterizedTest
    @CsvSource({"500.00, true", "500, true", "500.01, true", "499.99, false", "0, false", "-3, false"})
    void funds_suffice_from_the_price_on(String funds, boolean sufficient) {
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal(funds), "EUR"));
        assertThat(findings(sufficient)).isEqualTo(sufficient ? "[]" : """
                [{"path":"$.payment_method","rule":"insufficient_funds","message":"The account has %s EUR; an order needs 500.00."}]""".formatted(funds));
    }

    @Test
    void unlimited_credit_always_suffices() {
        when(certCentral.balance()).thenReturn(new Balance(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true));
        findings(true);
    }

    @Test
    void funds_that_CertCentral_does_not_tell_do_not_suffice() {
        when(certCentral.balance()).thenReturn(new Balance(Optional.of(new BigDecimal("9999")), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));
        assertThat(findings(false)).contains("an unknown amount;");
    }

    private String findings(boolean sufficient) {
        new CheckFunds(certCentral, new PaymentSettings(new BigDecimal("500.00"), Duration.ofSeconds(30))).execute(execution);
        verify(execution).setVariable("fundsSufficient", sufficient);
        ArgumentCaptor<Object> findings = ArgumentCaptor.forClass(Object.class);
        verify(execution).setVariable(eq("findings"), findings.capture());
        return ((JsonValue) findings.getValue()).getValueSerialized();
    }
}
