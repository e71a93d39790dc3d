package io.eseal.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.id.EsealId;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.EsealAccess;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

class CardPaymentResourceTest {

    private final RequestToPay requests = mock(RequestToPay.class);
    private final CardPayment payment = mock(CardPayment.class);
    private final CardPaymentResource resource = new CardPaymentResource(
            mock(EsealAccess.class), mock(CardRules.class), requests, payment, new ObjectMapper());

    @ParameterizedTest
    @MethodSource("callsThatWereNotMade")
    void a_payment_that_did_not_reach_CertCentral_is_503_and_says_when_to_try_again_if_that_is_known(
            CertCentralException notMade, List<String> retryAfter) {
        when(requests.of(EsealId.of("ES-00000001"))).thenReturn(OrderBody.empty());
        when(payment.pay(any(), any())).thenThrow(notMade);

        ErrorResponseException answer = catchThrowableOfType(
                ErrorResponseException.class,
                () -> resource.pay("ES-00000001", "{}".getBytes(StandardCharsets.UTF_8), null));

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getBody().getDetail())
                .isEqualTo("CertCentral takes no orders at present; nothing was paid. Try again later.");
        assertThat(answer.getHeaders().getOrEmpty(HttpHeaders.RETRY_AFTER)).isEqualTo(retryAfter);
    }

    @Test
    void the_bytes_of_a_body_are_overwritten_whatever_becomes_of_the_call() {
        for (String text :
                List.of("{\"credit_card\": {\"number\": \"4111111111111111\"}}", "{\"number\": x4111111111111111}")) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            when(requests.of(EsealId.of("ES-00000001"))).thenReturn(OrderBody.empty());
            Throwable ignored = catchThrowable(() -> resource.pay("ES-00000001", body, null));
            assertThat(body).containsOnly(0);
        }
    }

    @Test
    void a_body_that_is_no_JSON_is_told_without_repeating_it() {
        ErrorResponseException answer = catchThrowableOfType(
                ErrorResponseException.class,
                () -> resource.pay(
                        "ES-00000001", "{\"number\": x4111111111111111}".getBytes(StandardCharsets.UTF_8), null));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().getDetail()).isEqualTo("The body is not valid JSON: see line 1, column 12.");
        assertThat(answer).hasMessageNotContaining("4111").hasNoCause();
    }

    static Stream<Arguments> callsThatWereNotMade() {
        return Stream.of(
                Arguments.of(
                        new HeldBackException("POST", HeldBackException.Reason.BUDGET, Duration.ofMillis(1200)),
                        List.of("2")),
                Arguments.of(
                        new TooManyRequestsException("POST", List.of(), Optional.of(Duration.ofSeconds(42))),
                        List.of("42")),
                Arguments.of(UnavailableException.notReached("POST", new ConnectException()), List.of()));
    }
}
