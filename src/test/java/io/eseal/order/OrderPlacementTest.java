package io.eseal.order;

import io.eseal.Database;
import io.eseal.DatabaseTest;
import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.PlacedOrder;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnclearException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class OrderPlacementTest {

    private static final String ID = "ES-0P1ACE01";
    private static final String CALL = "POST /order/certificate/eu_eseal";
    private static final EsealOrder ORDER = new EsealOrder(null, true, "qscd", null, null, null, null, "balance", null, null, "somebody's own", null);

    @Nested
    class OnH2 extends Rules {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends Rules {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }

    abstract static class Rules extends DatabaseTest {

        private final CertCentral certCentral = mock(CertCentral.class);
        private final OrderLedger ledger;
        private final OrderPlacement placement;

        Rules(Database database) {
            super(database);
            ledger = new OrderLedger(jdbc, transactionManager, clock);
            placement = new OrderPlacement(ledger, certCentral);
        }

        @Test
        void an_order_taken_is_accepted_and_carries_the_requests_id_as_its_reference() {
            when(certCentral.placeOrder(any())).thenReturn(PlacedOrder.of(112_339_763L));

            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Accepted(112_339_763L));

            ArgumentCaptor<EsealOrder> sent = ArgumentCaptor.forClass(EsealOrder.class);
            verify(certCentral).placeOrder(sent.capture());
            assertThat(sent.getValue()).isEqualTo(ORDER.withAlternativeOrderId(ID));
            assertThat(state()).isEqualTo(LedgerState.ACCEPTED);
            assertThat(placement.underWay(ID)).contains(new Placement.Accepted(112_339_763L));
        }

        @Test
        void the_ledger_says_sent_before_anything_is_sent() {
            when(certCentral.placeOrder(any())).thenAnswer(call -> {
                // Another connection sees it: it is committed.
                assertThat(atOnce(1, () -> ledger.last(ID).orElseThrow().state())).containsExactly(LedgerState.SENT);
                return PlacedOrder.of(1);
            });

            transaction.execute(status -> placement.place(ID, ORDER));

            verify(certCentral).placeOrder(any());
        }

        @Test
        void a_refusal_is_told_in_CertCentrals_words() {
            when(certCentral.placeOrder(any())).thenThrow(refused(400, "invalid_org_contact", "The contact has no job title.", "", "Second."));

            assertThat(placement.place(ID, ORDER))
                    .isEqualTo(new Placement.Refused("The contact has no job title. (invalid_org_contact); Second.", false));
            assertThat(state()).isEqualTo(LedgerState.REJECTED);
        }

        @Test
        void a_refusal_without_words_still_says_something_and_a_strange_one_can_be_kept() {
            when(certCentral.placeOrder(any())).thenThrow(refused(400)).thenThrow(refused(400, "odd", "a\u0000b \ud83d\ude00"));

            assertThat(placement.place(ID, ORDER)).isInstanceOfSatisfying(Placement.Refused.class, refused -> assertThat(refused.words()).contains("status 400"));
            placement.close(ID);
            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Refused("ab \ud83d\ude00 (odd)", false));
        }

        @ParameterizedTest
        @CsvSource({"400, insufficient_funds, true", "402, anything, true", "400, payment_declined, true", "400, invalid_credit_card_number, true",
                "403, balance_too_low, true", "400, BILLING_ADDRESS_INVALID, true", "400, invalid_csr, false", "404, not_found|organization, false",
                "400, order_not_eligible_for_renewal, false", "400, '', false"})
        void refusals_for_payment_are_told_from_refusals_for_content(int status, String code, boolean payment) {
            when(certCentral.placeOrder(any())).thenThrow(refused(status, code, "words"));

            assertThat(placement.place(ID, ORDER)).isInstanceOfSatisfying(Placement.Refused.class,
                    refused -> assertThat(refused.payment()).isEqualTo(payment));
            assertThat(ledger.last(ID).orElseThrow().paymentRefused()).isEqualTo(payment);
        }

        @ParameterizedTest
        @MethodSource("io.eseal.order.OrderPlacementTest#unclear")
        void what_may_have_been_taken_is_unknown_and_raises_nothing(CertCentralException outcome) {
            when(certCentral.placeOrder(any())).thenThrow(outcome);

            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Unknown());
            assertThat(state()).isEqualTo(LedgerState.UNKNOWN);
        }

        @ParameterizedTest
        @MethodSource("io.eseal.order.OrderPlacementTest#notTaken")
        void what_was_certainly_not_taken_is_raised_and_may_be_sent_again(CertCentralException outcome) {
            when(certCentral.placeOrder(any())).thenThrow(outcome).thenReturn(PlacedOrder.of(5));

            assertThatThrownBy(() -> transaction.execute(status -> placement.place(ID, ORDER))).isSameAs(outcome);
            assertThat(state()).isEqualTo(LedgerState.INTENT);
            assertThat(placement.underWay(ID)).isEmpty();

            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Accepted(5));
            assertThat(ledger.last(ID).orElseThrow()).extracting(LedgerEntry::generation, LedgerEntry::fencingNo).containsExactly(1, 2);
        }

        @Test
        void a_bug_after_the_send_leaves_it_sent_so_that_nothing_is_sent_again() {
            when(certCentral.placeOrder(any())).thenThrow(new IllegalStateException("a bug"));

            assertThatThrownBy(() -> placement.place(ID, ORDER)).hasMessage("a bug");

            assertThat(state()).isEqualTo(LedgerState.SENT);
            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Unknown());
            verify(certCentral, times(1)).placeOrder(any());
        }

        @Test
        void a_repeated_step_adopts_the_outcome_and_never_sends_again() {
            LedgerEntry sent = ledger.claim(ledger.open(ID)).orElseThrow();
            assertThat(placement.place(ID, ORDER)).as("sent, no answer known").isEqualTo(new Placement.Unknown());
            ledger.unknown(sent);
            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Unknown());
            ledger.adopt(sent, 8);
            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Accepted(8));

            LedgerEntry other = ledger.claim(ledger.open("ES-0P1ACE02")).orElseThrow();
            ledger.rejected(other, "no", true);
            assertThat(placement.place("ES-0P1ACE02", ORDER)).isEqualTo(new Placement.Refused("no", true));

            verify(certCentral, never()).placeOrder(any());
        }

        @Test
        void the_outcome_survives_a_rollback_of_the_engine_and_the_retry_adopts_it() {
            when(certCentral.placeOrder(any())).thenReturn(PlacedOrder.of(6));
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                placement.place(ID, ORDER);
                throw new IllegalStateException("commit fails");
            })).hasMessage("commit fails");

            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Accepted(6));
            verify(certCentral, times(1)).placeOrder(any());
        }

        @Test
        void of_many_that_place_at_once_one_sends_and_the_others_do_not_know() throws Exception {
            when(certCentral.placeOrder(any())).thenReturn(PlacedOrder.of(4));

            List<Placement> outcomes = atOnce(8, () -> transaction.execute(status -> placement.place(ID, ORDER)));

            verify(certCentral, times(1)).placeOrder(any());
            assertThat(outcomes).contains(new Placement.Accepted(4)).allMatch(outcome -> !(outcome instanceof Placement.Refused));
            assertThat(state()).isEqualTo(LedgerState.ACCEPTED);
        }

        @Test
        void after_a_closed_refusal_the_next_attempt_is_sent() {
            when(certCentral.placeOrder(any())).thenThrow(refused(400, "invalid_csr", "x")).thenReturn(PlacedOrder.of(3));
            placement.place(ID, ORDER);
            placement.close(ID);

            assertThat(placement.underWay(ID)).isEmpty();
            assertThat(placement.place(ID, ORDER)).isEqualTo(new Placement.Accepted(3));
            assertThat(ledger.last(ID).orElseThrow().generation()).isEqualTo(2);
        }

        @Test
        void closing_what_was_never_sent_does_nothing() {
            placement.close(ID);
            ledger.open(ID);
            placement.close(ID);
            assertThat(ledger.last(ID).orElseThrow().closed()).isFalse();
        }

        private LedgerState state() {
            return ledger.last(ID).orElseThrow().state();
        }
    }

    static Stream<CertCentralException> unclear() {
        return Stream.of(new UnclearException(CALL, "the deadline passed"), UnavailableException.answered(CALL, 503, List.of()),
                UnavailableException.answered(CALL, 408, List.of()));
    }

    static Stream<CertCentralException> notTaken() {
        return Stream.of(UnavailableException.notReached(CALL, null), new NotAuthorizedException(CALL, 403, List.of()),
                new TooManyRequestsException(CALL, List.of(), Duration.ofSeconds(5)), new NotOfferedException(CALL, 404, List.of()));
    }

    private static RefusedException refused(int status, String... codesAndMessages) {
        return new RefusedException(CALL, status, Stream.iterate(0, i -> i < codesAndMessages.length, i -> i + 2)
                .map(i -> new ApiError(codesAndMessages[i], codesAndMessages[i + 1])).toList());
    }
}
