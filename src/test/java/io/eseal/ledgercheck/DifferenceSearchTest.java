package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerReader;
import io.eseal.ledger.LedgerSnapshot;
import io.eseal.ledger.LedgerSnapshot.Attempt;
import io.eseal.ledger.LedgerSnapshot.Request;
import io.eseal.ledgercheck.Difference.Subject;
import io.eseal.ledgercheck.DifferenceSearch.Found;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class DifferenceSearchTest {

    private static final EsealId A = EsealId.of("ES-0000000A");
    private static final Instant LONG_AGO = TestClock.START.minus(Duration.ofDays(30));

    private final CertCentral certCentral = mock(CertCentral.class);
    private final LedgerReader ledger = mock(LedgerReader.class);
    private final TestClock clock = new TestClock();
    private final List<Request> requests = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private final Sleeper sleeper = new Sleeper() {
        @Override
        void sleep(Duration time) {
            slept.add(time);
            clock.pass(time);
        }
    };

    @BeforeEach
    void nothing_anywhere() {
        when(ledger.begin()).thenReturn(Optional.of(LONG_AGO));
        when(ledger.lookUpHorizon()).thenReturn(Duration.ofHours(3));
        when(ledger.read()).thenAnswer(call -> new LedgerSnapshot(requests));
        when(certCentral.order(any()))
                .thenThrow(new RefusedException("GET", 404, List.of(new ApiError("not_found|order", "words"))));
        lists();
    }

    @Test
    void what_the_order_itself_confirms_is_a_difference() {
        here(EsealState.IN_SERVICE, 1);
        lists(ListedOrders.order(1, "issued", A.value()), ListedOrders.order(2, "pending", A.value()));
        shows(ListedOrders.order(1, "issued", A.value()), ListedOrders.order(2, "pending", A.value()));

        assertThat(subjects(search()))
                .containsExactly(
                        subject(DifferenceKind.UNKNOWN_ORDER, A, 2L), subject(DifferenceKind.SEVERAL_ORDERS, A, null));
    }

    @Test
    void a_stale_list_makes_no_difference() {
        here(EsealState.IN_SERVICE, 1);
        lists(ListedOrders.order(1, "canceled", A.value()), ListedOrders.order(2, "pending", A.value()));
        shows(ListedOrders.order(1, "issued", A.value()), ListedOrders.order(2, "canceled", A.value()));

        Found found = search();
        assertThat(found.differences()).isEmpty();
        assertThat(found.unsure()).isZero();
        assertThat(found.reads()).isEqualTo(2);
    }

    @Test
    void an_order_that_the_list_leaves_out_is_missing_only_when_it_is_not_there_either() {
        here(EsealState.IN_SERVICE, 1);
        assertThat(subjects(search())).containsExactly(subject(DifferenceKind.MISSING_AT_CERTCENTRAL, A, 1L));

        shows(ListedOrders.order(1, "issued", A.value()));
        assertThat(search().differences()).isEmpty();
    }

    @Test
    void the_reference_that_only_the_order_itself_tells_is_found() {
        here(EsealState.ORDERED, 1);
        lists(ListedOrders.order(1, "pending", null), ListedOrders.order(2, "pending", null));
        shows(ListedOrders.order(1, "pending", A.value()), ListedOrders.order(2, "pending", A.value()));

        assertThat(subjects(search()))
                .containsExactly(
                        subject(DifferenceKind.UNKNOWN_ORDER, A, 2L), subject(DifferenceKind.SEVERAL_ORDERS, A, null));
    }

    @Test
    void an_order_that_is_taken_while_the_check_runs_is_no_difference() {
        Request before =
                request(EsealState.ORDERING, new Attempt(Optional.empty(), Optional.empty(), true, TestClock.START));
        Request after = request(
                EsealState.ORDERED, new Attempt(Optional.of(OrderId.of(1)), Optional.empty(), false, TestClock.START));
        when(ledger.read()).thenReturn(new LedgerSnapshot(List.of(before)), new LedgerSnapshot(List.of(after)));
        lists(ListedOrders.order(1, "pending", A.value()), ListedOrders.order(9, "pending", null));
        shows(ListedOrders.order(9, "pending", null));

        assertThat(subjects(search())).containsExactly(subject(DifferenceKind.UNCLAIMED, null, 9L));
    }

    @Test
    void what_looks_different_only_after_the_orders_were_read_is_read_as_well() {
        Request after = request(
                EsealState.IN_SERVICE, new Attempt(Optional.of(OrderId.of(1)), Optional.empty(), false, LONG_AGO));
        when(ledger.read()).thenReturn(new LedgerSnapshot(List.of()), new LedgerSnapshot(List.of(after)));
        lists(ListedOrders.order(9, "pending", null));
        shows(ListedOrders.order(9, "pending", null), ListedOrders.order(1, "issued", A.value()));

        Found found = search();
        assertThat(subjects(found)).containsExactly(subject(DifferenceKind.UNCLAIMED, null, 9L));
        assertThat(found.reads()).isEqualTo(2);
        assertThat(found.unsure()).isZero();
    }

    @Test
    void no_more_orders_are_read_than_the_settings_allow_and_what_is_left_is_counted() {
        LongStream.rangeClosed(1, 5)
                .forEach(order -> requests.add(new Request(
                        EsealId.of("ES-0000000" + order),
                        EsealState.IN_SERVICE,
                        Optional.empty(),
                        LONG_AGO,
                        List.of(new Attempt(Optional.of(OrderId.of(order)), Optional.empty(), false, LONG_AGO)))));

        Found found = search(3, Set.of());
        assertThat(found.differences()).hasSize(3);
        assertThat(found.unsure()).isEqualTo(2);
        assertThat(found.reads()).isEqualTo(3);
    }

    @Test
    void with_few_reads_the_worst_and_the_new_come_first_and_the_known_stand() {
        here(EsealState.IN_SERVICE, 1);
        lists(
                ListedOrders.order(2, "pending", A.value()),
                ListedOrders.order(8, "pending", null),
                ListedOrders.order(9, "pending", "ES-00000000"));
        shows(ListedOrders.order(2, "pending", A.value()));
        Set<Subject> known = Set.of(
                subject(DifferenceKind.MISSING_AT_CERTCENTRAL, A, 1L), subject(DifferenceKind.UNCLAIMED, null, 8L));

        Found found = search(1, known);

        verify(certCentral).order(OrderId.of(2));
        assertThat(subjects(found))
                .containsExactly(
                        subject(DifferenceKind.UNKNOWN_ORDER, A, 2L),
                        subject(DifferenceKind.MISSING_AT_CERTCENTRAL, A, 1L),
                        subject(DifferenceKind.UNCLAIMED, null, 8L));
        assertThat(found.unsure()).as("the foreign reference").isEqualTo(1);
    }

    @Test
    void an_order_that_was_bought_elsewhere_is_read_once_and_not_every_night() {
        lists(ListedOrders.order(9, "issued", null));

        Found found = search(10, Set.of(subject(DifferenceKind.UNCLAIMED, null, 9L)));

        verify(certCentral, never()).order(OrderId.of(9));
        assertThat(subjects(found)).containsExactly(subject(DifferenceKind.UNCLAIMED, null, 9L));
    }

    @Test
    void a_known_difference_is_gone_once_the_order_says_so() {
        here(EsealState.IN_SERVICE, 1);
        shows(ListedOrders.order(1, "issued", A.value()));

        assertThat(search(10, Set.of(subject(DifferenceKind.MISSING_AT_CERTCENTRAL, A, 1L)))
                        .differences())
                .isEmpty();
    }

    @Test
    void an_order_that_cannot_be_read_is_unsure_and_does_not_hide_the_others() {
        here(EsealState.IN_SERVICE, 1, 2, 3);
        doThrow(new NotAuthorizedException("GET", 403, List.of()))
                .when(certCentral)
                .order(OrderId.of(1));
        doThrow(new UnknownOutcomeException("GET", "the answer could not be read"))
                .when(certCentral)
                .order(OrderId.of(2));

        Found found = search();
        assertThat(subjects(found)).containsExactly(subject(DifferenceKind.MISSING_AT_CERTCENTRAL, A, 3L));
        assertThat(found.unsure()).isEqualTo(2);
    }

    @Test
    void when_CertCentral_goes_away_there_is_no_result_at_all() {
        here(EsealState.IN_SERVICE, 1);
        doThrow(UnavailableException.answered("GET", 503, List.of()))
                .when(certCentral)
                .order(OrderId.of(1));

        assertThatThrownBy(this::search).isInstanceOf(UnavailableException.class);
    }

    @Test
    void too_many_calls_are_waited_out_as_long_as_CertCentral_says() {
        OrderPage page = new OrderPage(List.of(ListedOrders.order(9, "issued", null)), 1, 0, 1000);
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenThrow(new TooManyRequestsException("GET", List.of(), Optional.of(Duration.ofSeconds(30))))
                .thenReturn(page);
        doThrow(new TooManyRequestsException("GET", List.of(), Optional.empty()))
                .doReturn(ListedOrders.order(9, "issued", null))
                .when(certCentral)
                .order(OrderId.of(9));

        assertThat(search().differences()).hasSize(1);
        assertThat(slept).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    @Test
    void too_many_calls_without_an_end_fail_the_check() {
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenThrow(new TooManyRequestsException("GET", List.of(), Optional.of(Duration.ofMinutes(3))));

        assertThatThrownBy(this::search).isInstanceOf(TooManyRequestsException.class);
        assertThat(slept).hasSize(3);
    }

    @Test
    void a_few_orders_are_read_at_once_and_many_at_a_pace_that_leaves_calls_to_ordering() {
        here(EsealState.IN_SERVICE, LongStream.rangeClosed(1, 25).toArray());

        assertThat(search().reads()).isEqualTo(25);
        assertThat(slept).hasSize(5).containsOnly(Duration.ofMillis(500));
    }

    @Test
    void the_list_is_asked_for_the_product_since_the_first_attempt_and_two_days_more() {
        search();

        ArgumentCaptor<OrderFilter> filter = ArgumentCaptor.forClass(OrderFilter.class);
        verify(certCentral).orders(filter.capture(), eq(0), eq(200));
        assertThat(filter.getValue())
                .isEqualTo(OrderFilter.any()
                        .withProduct("eu_eseal")
                        .createdBetween(LocalDate.parse("2026-05-14"), LocalDate.parse("2026-06-16")));
    }

    @Test
    void with_an_empty_ledger_the_whole_list_is_asked_for_so_that_a_lost_database_shows() {
        when(ledger.begin()).thenReturn(Optional.empty());
        OrderInfo lost = ListedOrders.order(1, "issued", "ES-00000000", Optional.of(Instant.EPOCH));
        lists(lost);
        shows(lost);

        assertThat(subjects(search())).containsExactly(subject(DifferenceKind.FOREIGN_REFERENCE, null, 1L));
        verify(certCentral).orders(eq(OrderFilter.any().withProduct("eu_eseal")), eq(0), eq(200));
    }

    @Test
    void orders_from_before_are_left_out_also_when_CertCentral_lists_them() {
        lists(
                ListedOrders.order(7, "issued", null, Optional.of(LONG_AGO.minus(Duration.ofDays(3)))),
                ListedOrders.order(8, "issued", null, Optional.of(LONG_AGO)));
        shows(ListedOrders.order(8, "issued", null));

        Found found = search();
        assertThat(subjects(found)).containsExactly(subject(DifferenceKind.UNCLAIMED, null, 8L));
        assertThat(found.orders()).isEqualTo(1);
    }

    @Test
    void every_page_is_read_and_an_order_that_moved_onto_the_next_counts_once() {
        pages(
                new OrderPage(List.of(ListedOrders.order(1, "issued", null)), 2, 0, 1000),
                new OrderPage(
                        List.of(ListedOrders.order(1, "issued", null), ListedOrders.order(2, "issued", null)),
                        3,
                        1,
                        1000));

        assertThat(search().orders()).isEqualTo(2);
    }

    @Test
    void a_list_that_leaves_orders_out_gives_no_result() {
        pages(
                new OrderPage(List.of(ListedOrders.order(1, "issued", null)), 2, 0, 1000),
                new OrderPage(List.of(), 2, 1, 1000));
        assertThatThrownBy(this::search)
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("all orders that it counts");

        pages(
                new OrderPage(List.of(ListedOrders.order(1, "issued", null)), 2, 0, 1000),
                new OrderPage(List.of(ListedOrders.order(1, "issued", null)), 2, 1, 1000));
        assertThatThrownBy(this::search).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void a_list_without_an_end_is_given_up() {
        when(certCentral.orders(any(), anyInt(), anyInt())).thenAnswer(call -> {
            clock.pass(Duration.ofMinutes(1));
            return new OrderPage(
                    List.of(ListedOrders.order(1L + call.<Integer>getArgument(1), "issued", null)),
                    Long.MAX_VALUE,
                    call.getArgument(1),
                    1000);
        });

        assertThatThrownBy(this::search)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("took too long");
    }

    @Test
    void reading_order_by_order_ends_in_time_and_says_what_is_left() {
        here(EsealState.IN_SERVICE, LongStream.rangeClosed(1, 20).toArray());
        doAnswer(call -> {
                    clock.pass(Duration.ofMinutes(1));
                    throw new RefusedException("GET", 404, List.of(new ApiError("not_found|order", "words")));
                })
                .when(certCentral)
                .order(any());

        Found found = search();
        assertThat(found.reads()).isEqualTo(11);
        assertThat(found.unsure()).isEqualTo(9);
    }

    @Test
    void the_attempts_in_doubt_are_those_past_the_look_ups_and_an_hour() {
        requests.add(request(
                EsealState.ORDERING,
                new Attempt(Optional.empty(), Optional.empty(), true, TestClock.START.minus(Duration.ofHours(4)))));
        assertThat(search().differences()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        assertThat(subjects(search())).containsExactly(subject(DifferenceKind.STILL_UNKNOWN, A, null));
    }

    private Found search() {
        return search(200, Set.of());
    }

    private Found search(int reads, Set<Subject> known) {
        return new DifferenceSearch(
                        certCentral,
                        ledger,
                        new NobodyKnows(),
                        new LedgerCheckSettings("-", 30, reads, Duration.ofMinutes(5)),
                        sleeper,
                        clock)
                .search(known);
    }

    private void here(EsealState state, long... orders) {
        requests.add(request(
                state,
                LongStream.of(orders)
                        .mapToObj(
                                order -> new Attempt(Optional.of(OrderId.of(order)), Optional.empty(), false, LONG_AGO))
                        .toArray(Attempt[]::new)));
    }

    private static Request request(EsealState state, Attempt... attempts) {
        return new Request(A, state, Optional.empty(), LONG_AGO, List.of(attempts));
    }

    private void lists(OrderInfo... orders) {
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenReturn(new OrderPage(List.of(orders), orders.length, 0, 1000));
    }

    private void pages(OrderPage... pages) {
        Stream.of(pages)
                .forEach(page -> when(certCentral.orders(any(), eq(page.offset()), anyInt()))
                        .thenReturn(page));
    }

    private void shows(OrderInfo... orders) {
        Stream.of(orders).forEach(order -> doReturn(order).when(certCentral).order(order.id()));
    }

    private static Subject subject(DifferenceKind kind, EsealId esealId, Long orderId) {
        return new Subject(
                kind, Optional.ofNullable(esealId), Optional.ofNullable(orderId).map(OrderId::of));
    }

    private static List<Subject> subjects(Found found) {
        return found.differences().stream().map(CandidateDifference::subject).toList();
    }

    private static final class NobodyKnows implements OpenWork {

        @Override
        public boolean doubtIsSeen(EsealId esealId) {
            return false;
        }

        @Override
        public boolean revocationIsUnderWay(EsealId esealId) {
            return false;
        }
    }
}
