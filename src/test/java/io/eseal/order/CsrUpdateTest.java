package io.eseal.order;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.Keys;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.OrderOfAnotherException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrUpdateTest {

    private static final EsealId ID = EsealId.of("ES-0CSR0001");
    private static final String OURS = Keys.csr(Keys.rsa(2048));
    private static final String THEIRS = Keys.csr(Keys.rsa(3072));

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderSearch search = mock(OrderSearch.class);
    private final CsrUpdate update = new CsrUpdate(certCentral, search);

    @Test
    void a_csr_that_is_taken_needs_no_second_look() {
        update.send(ID, OrderId.of(7), OURS);

        verify(certCentral).updateCsr(OrderId.of(7), OURS);
        verify(certCentral, times(1)).order(any());
    }

    @Test
    void no_csr_is_sent_for_an_order_of_another_request() {
        OrderInfo order = OrderInfo.of(OrderId.of(7), "needs_csr");
        when(certCentral.order(OrderId.of(7))).thenReturn(order);
        when(search.another(ID, order)).thenReturn(Optional.of("ES-0THER001"));

        assertThatThrownBy(() -> update.send(ID, OrderId.of(7), OURS))
                .isInstanceOf(OrderOfAnotherException.class)
                .hasMessageContainingAll(ID.value(), "ES-0THER001");

        verify(certCentral, never()).updateCsr(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"needs_csr", "pending"})
    void a_refusal_is_raised_while_the_order_waits_for_a_csr_with_another_key_or_none(String status) {
        isRefused();
        when(certCentral.order(OrderId.of(7)))
                .thenReturn(order(status, THEIRS), order(status, "no csr"), OrderInfo.of(OrderId.of(7), status));

        assertThatThrownBy(() -> update.send(ID, OrderId.of(7), OURS)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> update.send(ID, OrderId.of(7), OURS)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> update.send(ID, OrderId.of(7), OURS)).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_refused_repetition_is_done_when_the_order_carries_our_key() {
        isRefused();
        when(certCentral.order(OrderId.of(7))).thenReturn(order("pending", OURS));

        assertThatCode(() -> update.send(ID, OrderId.of(7), OURS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"processing", "issued", "canceled", "rejected", "a_new_word"})
    void a_refused_repetition_is_done_when_the_order_waits_for_no_csr_any_more(String status) {
        isRefused();
        when(certCentral.order(OrderId.of(7))).thenReturn(order(status, THEIRS));

        assertThatCode(() -> update.send(ID, OrderId.of(7), OURS)).doesNotThrowAnyException();
    }

    @Test
    void an_unclear_call_is_repeated_and_its_refusal_then_means_done() {
        doThrow(new UnknownOutcomeException("PUT", "lost"))
                .doThrow(refused())
                .when(certCentral)
                .updateCsr(any(), any());
        when(certCentral.order(OrderId.of(7))).thenReturn(order("processing", OURS));

        assertThatThrownBy(() -> update.send(ID, OrderId.of(7), OURS)).isInstanceOf(UnknownOutcomeException.class);
        assertThatCode(() -> update.send(ID, OrderId.of(7), OURS)).doesNotThrowAnyException();
    }

    private void isRefused() {
        doThrow(refused()).when(certCentral).updateCsr(any(), any());
    }

    private static RefusedException refused() {
        return new RefusedException("PUT", 400, List.of());
    }

    private static OrderInfo order(String status, String csr) {
        return OrderInfo.of(
                OrderId.of(7),
                status,
                Optional.of(new OrderInfo.Certificate(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(csr))));
    }
}
