package io.eseal.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.OrderRefused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class CheckFundsTest {

    private final CertCentral certCentral = mock(CertCentral.class);
    private final DelegateExecution execution = mock(DelegateExecution.class);
    private final TestClock clock = new TestClock();
    private final PaymentSettings settings =
            new PaymentSettings(new BigDecimal("500.00"), Duration.ofMinutes(2), Duration.ofSeconds(30));
    private final RecentFunds recent = new RecentFunds(certCentral, settings, clock);
    private final CheckFunds checkFunds = new CheckFunds(recent, settings);

    @ParameterizedTest
    @CsvSource({"500.00, true", "500, true", "500.01, true", "499.99, false", "0, false", "-3, false"})
    void funds_suffice_from_the_price_on(String funds, boolean sufficient) {
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal(funds), "EUR"));
        assertThat(findings(sufficient)).isEqualTo(sufficient ? "[]" : """
                [{"path":"$.payment_method","rule":"insufficient_funds",\
                "message":"The account has %s EUR; an order needs 500.00."}]""".formatted(funds));
    }

    @Test
    void unlimited_credit_always_suffices() {
        when(certCentral.balance())
                .thenReturn(new Balance(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true));
        findings(true);
    }

    @Test
    void funds_that_CertCentral_does_not_tell_do_not_suffice() {
        when(certCentral.balance())
                .thenReturn(new Balance(
                        Optional.of(new BigDecimal("9999")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
        assertThat(findings(false)).contains("an unknown amount;");
    }

    @Test
    void an_account_whose_divisions_must_be_named_is_a_question_for_finance() {
        when(certCentral.balance())
                .thenThrow(new RefusedException(
                        "GET /finance/balance",
                        400,
                        List.of(new ApiError(
                                "container_id_required",
                                "container_id is required because the account has more than one division."))));
        assertThat(findings(false))
                .contains(
                        "CertCentral did not tell the account's funds: container_id is required because the account has more "
                                + "than one division.\"");
    }

    @Test
    void a_refusal_without_words_and_a_call_that_is_not_offered_are_too() {
        when(certCentral.balance()).thenThrow(new RefusedException("GET /finance/balance", 400, List.of()));
        assertThat(findings(false)).contains("CertCentral refused GET /finance/balance: status 400.\"");
    }

    @Test
    void a_key_that_may_not_see_the_finances_is_a_question_for_finance_and_a_key_that_is_refused_is_not() {
        when(certCentral.balance())
                .thenThrow(denied("access_denied|missing_permission"))
                .thenThrow(denied("access_denied|access_denied_invalid_key"));
        assertThat(findings(false)).contains("CertCentral did not tell the account's funds: Access denied.\"");
        assertThatThrownBy(() -> checkFunds.execute(execution)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void a_balance_is_asked_for_once_in_two_minutes_while_it_covers_what_was_ordered_since() {
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal("1499.99"), "EUR"));
        checkFunds.execute(execution);
        checkFunds.execute(execution);
        verify(certCentral, times(1)).balance();

        checkFunds.execute(execution);
        verify(certCentral, times(2)).balance();
        clock.pass(Duration.ofMinutes(2));
        checkFunds.execute(execution);
        verify(certCentral, times(3)).balance();
        verify(execution, times(4)).setVariable("fundsSufficient", true);
    }

    @Test
    void a_request_whose_order_was_not_paid_is_checked_anew() {
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal("10000.00"), "EUR"));
        checkFunds.execute(execution);
        when(execution.hasVariable("fundsSufficient")).thenReturn(true);
        when(certCentral.balance()).thenReturn(Balance.of(new BigDecimal("1.00"), "EUR"));

        checkFunds.execute(execution);

        verify(execution).setVariable("fundsSufficient", false);
    }

    @Test
    void after_CertCentral_refused_an_order_the_balance_is_asked_for_anew() {
        when(certCentral.balance())
                .thenReturn(Balance.of(new BigDecimal("10000.00"), "EUR"))
                .thenReturn(Balance.of(new BigDecimal("1.00"), "EUR"));
        checkFunds.execute(execution);

        recent.on(new OrderRefused(EsealId.of("ES-00000001")));
        checkFunds.execute(execution);

        verify(execution).setVariable("fundsSufficient", false);
    }

    @Test
    void too_little_is_not_remembered() {
        when(certCentral.balance())
                .thenReturn(Balance.of(new BigDecimal("499.99"), "EUR"))
                .thenReturn(Balance.of(new BigDecimal("500.00"), "EUR"));
        checkFunds.execute(execution);
        verify(execution).setVariable("fundsSufficient", false);
        checkFunds.execute(execution);
        verify(execution).setVariable("fundsSufficient", true);
    }

    private static NotAuthorizedException denied(String code) {
        return new NotAuthorizedException("GET /finance/balance", 403, List.of(new ApiError(code, "Access denied.")));
    }

    @Test
    void an_outage_is_nobodys_question() {
        when(certCentral.balance()).thenThrow(UnavailableException.answered("GET /finance/balance", 500, List.of()));
        assertThatThrownBy(() -> checkFunds.execute(execution)).isInstanceOf(UnavailableException.class);
    }

    private String findings(boolean sufficient) {
        checkFunds.execute(execution);
        verify(execution).setVariable("fundsSufficient", sufficient);
        // None are written where none were before.
        ArgumentCaptor<Object> findings = ArgumentCaptor.forClass(Object.class);
        verify(execution, atMost(1)).setVariable(eq("findings"), findings.capture());
        return findings.getAllValues().stream()
                .map(written -> ((JsonValue) written).getValueSerialized())
                .reduce("[]", (none, written) -> written);
    }
}
