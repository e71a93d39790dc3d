package io.eseal.order;

import static io.eseal.ledger.Operation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.orderbody.OrderBody;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class OrderSearchTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0SEARCH1");
    private static final String OURS = Keys.csr(Keys.rsa(2048));
    private static final String THEIRS = Keys.csr(Keys.rsa(3072));

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger = Ledgers.node(jdbc, transactionManager, clock);
    private final OrderSearch search = new OrderSearch(certCentral, ledger, register, clock);

    OrderSearchTest() {
        super(Database.H2);
    }

    @BeforeEach
    void a_request_for_a_key_of_its_own() {
        ledger.unknown(sent(requestFor(ID, OURS)));
        when(certCentral.order(any())).thenAnswer(call -> OrderInfo.of(call.getArgument(0), "pending"));
        lists();
    }

    @Test
    void our_own_reference_is_certain_and_the_list_is_not_asked() {
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(7), "pending")));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(OrderId.of(7)), List.of(), List.of(), true));
        verify(certCentral, never()).orders(any(), anyInt(), anyInt());
    }

    @Test
    void without_our_reference_the_key_decides() {
        lists(order(7, OURS), order(8, THEIRS));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(OrderId.of(7)), List.of(), List.of(), true));
    }

    @Test
    void an_order_whose_key_the_list_does_not_tell_is_read() {
        lists(order(7, null));
        when(certCentral.order(OrderId.of(7))).thenReturn(order(7, OURS));

        assertThat(search.of(ID).certain()).containsExactly(OrderId.of(7));
    }

    @Test
    void an_order_whose_key_cannot_be_told_is_possible_only() {
        lists(order(7, null));
        when(certCentral.order(OrderId.of(7))).thenReturn(order(7, null));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));
    }

    @Test
    void an_order_for_a_token_is_never_more_than_possible() {
        transaction.executeWithoutResult(status -> register.remember(
                ID, OrderBody.of(bodyOf(ID).put("provisioning_method", "qscd").without("csr"))));
        lists(order(7, null));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));
        verify(certCentral, never()).order(any());
    }

    @Test
    void orders_with_another_reference_or_of_another_request_or_from_before_are_nobodys_doubt() {
        EsealId other = request(EsealId.of("ES-0SEARCH2"));
        transaction.executeWithoutResult(status -> register.ordered(other, OrderId.of(8)));
        lists(
                order(7, OURS, Optional.of("ES-0THER000"), clock.instant()),
                order(8, OURS),
                order(9, OURS, Optional.empty(), clock.instant().minus(Duration.ofHours(25))));

        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), true));
    }

    @Test
    void an_order_for_our_key_that_seems_a_little_older_than_the_attempt_is_possible_only() {
        lists(
                order(7, OURS, Optional.empty(), clock.instant().minus(Duration.ofHours(2))),
                order(8, OURS, Optional.empty(), clock.instant().minus(Duration.ofMinutes(59))));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(OrderId.of(8)), List.of(OrderId.of(7)), List.of(), true));
    }

    @Test
    void what_was_ordered_before_the_attempt_was_sent_is_not_ours() {
        EsealId id = requestFor(EsealId.of("ES-0SEARCH2"), THEIRS);
        lists(order(7, THEIRS));
        clock.pass(Duration.ofDays(2));
        ledger.unknown(sent(id));

        assertThat(search.of(id)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), true));
    }

    @Test
    void what_an_earlier_attempt_in_doubt_may_have_led_to_is_ours_too() {
        lists(order(7, OURS));
        ledger.close(ledger.last(ORDER, ID).orElseThrow());
        clock.pass(Duration.ofDays(2));
        ledger.unknown(sent(ID));

        assertThat(search.of(ID).certain()).containsExactly(OrderId.of(7));
    }

    @Test
    void an_order_for_our_key_that_names_another_reference_when_it_is_read_is_not_ours() {
        lists(order(7, OURS), order(8, null));
        when(certCentral.order(OrderId.of(7))).thenReturn(order(7, OURS, Optional.of("ES-0THER000"), clock.instant()));
        when(certCentral.order(OrderId.of(8))).thenReturn(order(8, OURS, Optional.of("ES-0THER000"), clock.instant()));

        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), true));
    }

    @Test
    void an_order_for_our_key_that_names_our_reference_or_an_empty_one_when_it_is_read_is_ours() {
        lists(order(7, OURS, Optional.of(""), clock.instant()), order(8, OURS));
        when(certCentral.order(OrderId.of(8))).thenReturn(order(8, OURS, Optional.of(ID.value()), clock.instant()));

        assertThat(search.of(ID).certain()).containsExactly(OrderId.of(7), OrderId.of(8));
    }

    @Test
    void an_order_that_the_ledger_holds_for_another_request_is_not_ours_before_the_register_knows_it() {
        ledger.accepted(sent(requestFor(EsealId.of("ES-0SEARCH2"), OURS)), 7);
        LedgerEntry late = sent(requestFor(EsealId.of("ES-0SEARCH3"), OURS));
        ledger.rejected(late, "no", false);
        ledger.accepted(late, 8);
        lists(order(7, OURS), order(8, OURS));

        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), true));
    }

    @Test
    void an_order_for_a_key_for_which_another_request_is_in_doubt_too_is_a_persons_decision() {
        LedgerEntry other = sent(requestFor(EsealId.of("ES-0SEARCH2"), OURS));
        lists(order(7, OURS));
        assertThat(search.of(ID))
                .as("sent")
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));

        ledger.unknown(other);
        assertThat(search.of(ID))
                .as("of unknown outcome")
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));
        ledger.close(other);
        assertThat(search.of(ID))
                .as("given up")
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));

        ledger.adopt(other, 9);
        assertThat(search.of(ID))
                .as("known")
                .isEqualTo(new OrderSearch.Matches(List.of(OrderId.of(7)), List.of(), List.of(), true));
    }

    @Test
    void another_request_in_doubt_for_another_key_leaves_ours_certain() {
        ledger.unknown(sent(requestFor(EsealId.of("ES-0SEARCH2"), THEIRS)));
        ledger.unknown(sent(request(EsealId.of("ES-0SEARCH3"))));
        lists(order(7, OURS));

        assertThat(search.of(ID).certain()).containsExactly(OrderId.of(7));
    }

    @Test
    void where_orders_cannot_be_asked_for_by_their_reference_the_list_tells() {
        when(certCentral.ordersByAlternativeId(ID.value())).thenThrow(new NotOfferedException("GET", 404, List.of()));
        lists(order(7, OURS), order(8, THEIRS), order(9, THEIRS, Optional.of(ID.value()), clock.instant()));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(OrderId.of(7), OrderId.of(9)), List.of(), List.of(), false));
    }

    @Test
    void another_request_in_doubt_does_not_contest_an_order_that_names_us() {
        ledger.unknown(sent(requestFor(EsealId.of("ES-0SEARCH2"), OURS)));
        lists(order(7, OURS, Optional.of(ID.value()), clock.instant()), order(8, OURS));
        when(certCentral.order(OrderId.of(8))).thenReturn(order(8, OURS, Optional.of(ID.value()), clock.instant()));

        assertThat(search.of(ID).certain()).containsExactly(OrderId.of(7), OrderId.of(8));
    }

    @ParameterizedTest
    @MethodSource
    void an_order_that_cannot_be_read_is_possible_only_and_ends_no_look_up(CertCentralException odd) {
        lists(order(7, OURS), order(8, null), order(9, OURS));
        when(certCentral.order(OrderId.of(7))).thenThrow(odd);
        when(certCentral.order(OrderId.of(8))).thenThrow(odd);

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(
                        List.of(OrderId.of(9)), List.of(OrderId.of(7), OrderId.of(8)), List.of(), true));
    }

    static Stream<CertCentralException> an_order_that_cannot_be_read_is_possible_only_and_ends_no_look_up() {
        return Stream.of(
                new RefusedException("GET", 404, List.of()),
                new NotAuthorizedException("GET", 403, List.of()),
                new NotOfferedException("GET", 405, List.of()),
                new UnknownOutcomeException("GET", "the answer could not be read"));
    }

    @Test
    void an_order_that_cannot_be_read_for_now_ends_the_look_up() {
        lists(order(7, OURS));
        when(certCentral.order(OrderId.of(7))).thenThrow(UnavailableException.answered("GET", 503, List.of()));

        assertThatThrownBy(() -> search.of(ID)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void an_order_that_an_earlier_attempt_led_to_is_not_found_again() {
        ledger.adopt(ledger.last(ORDER, ID).orElseThrow(), 7);
        lists(order(7, OURS));

        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), true));
    }

    @Test
    void the_list_is_asked_for_the_product_the_organisation_and_the_days_since_the_attempt() {
        EsealId id = requestFor(EsealId.of("ES-0SEARCH2"), OURS);
        clock.pass(Duration.ofDays(3));
        ledger.unknown(sent(id));
        clock.pass(Duration.ofDays(2));

        search.of(id);

        ArgumentCaptor<OrderFilter> filter = ArgumentCaptor.forClass(OrderFilter.class);
        verify(certCentral).orders(filter.capture(), eq(0), eq(200));
        assertThat(filter.getValue())
                .isEqualTo(OrderFilter.any()
                        .withProduct("eu_eseal")
                        .withOrganization(2042709)
                        .createdBetween(LocalDate.parse("2026-06-17"), LocalDate.parse("2026-06-21")));
    }

    @Test
    void every_page_is_read_from_where_the_one_before_ended() {
        OrderInfo ours = order(7, OURS);
        lists(ours);
        pages(
                new OrderPage(List.of(order(8, THEIRS), order(9, THEIRS)), 3, 0, 1000),
                new OrderPage(List.of(ours), 3, 2, 1000));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(OrderId.of(7)), List.of(), List.of(), true));
    }

    @ParameterizedTest
    @MethodSource
    void a_list_that_does_not_show_all_it_counts_is_not_complete(List<OrderPage> list) {
        pages(list.toArray(OrderPage[]::new));

        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), false));
        assertThatThrownBy(() -> search.beforeOrderingAgain(ID)).isInstanceOf(UnknownOutcomeException.class);
    }

    static Stream<List<OrderPage>> a_list_that_does_not_show_all_it_counts_is_not_complete() {
        Instant now = Instant.parse("2026-06-15T12:00:00Z");
        OrderInfo one = order(8, THEIRS, Optional.empty(), now);
        OrderInfo two = order(9, THEIRS, Optional.empty(), now);
        return Stream.of(
                List.of(new OrderPage(List.of(one), 2, 0, 1000), new OrderPage(List.of(), 2, 1, 1000)),
                List.of(new OrderPage(List.of(), 1, 0, 1000)),
                List.of(new OrderPage(List.of(one), 2, 0, 1000), new OrderPage(List.of(one), 2, 1, 1000)),
                List.of(new OrderPage(List.of(one), 3, 0, 1000), new OrderPage(List.of(two), 2, 1, 1000)));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "4, true", "5, false"})
    void a_list_that_changed_while_it_was_read_is_read_again(int changes, boolean complete) {
        OrderInfo theirs = order(8, THEIRS);
        List<OrderPage> pages = new ArrayList<>();
        for (int total = 2; total < 2 + changes; total++) {
            pages.addAll(List.of(
                    new OrderPage(List.of(theirs), total, 0, 1000),
                    new OrderPage(List.of(theirs), total + 1, 1, 1000),
                    new OrderPage(List.of(), total + 1, 2, 1000)));
        }
        pages.add(new OrderPage(List.of(theirs, order(9, THEIRS)), 2, 0, 1000));
        when(certCentral.orders(any(), anyInt(), anyInt())).thenAnswer(call -> pages.remove(0));

        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), complete));
    }

    @Test
    void an_order_for_our_key_in_a_list_that_is_not_complete_is_possible_only() {
        OrderInfo ours = order(7, OURS);
        lists(ours);
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenAnswer(call -> new OrderPage(
                        call.<Integer>getArgument(1) == 0 ? List.of(ours) : List.of(), 2, call.getArgument(1), 1000));

        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), false));
    }

    @Test
    void a_list_that_does_not_end_decides_nothing() {
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenAnswer(call -> new OrderPage(
                        List.of(order(1000L + call.<Integer>getArgument(1), THEIRS)),
                        20_000,
                        call.getArgument(1),
                        1000));

        assertThatThrownBy(() -> search.of(ID))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("10000");
        verify(certCentral, times(50)).orders(any(), anyInt(), anyInt());
    }

    @Test
    void an_answer_by_reference_that_shows_fewer_than_it_counts_leaves_nothing_certain() {
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenThrow(UnknownOutcomeException.incomplete("GET", "the answer counts 3 orders and shows 1"));
        assertThat(search.of(ID)).isEqualTo(new OrderSearch.Matches(List.of(), List.of(), List.of(), false));

        lists(order(7, OURS, Optional.of(ID.value()), clock.instant()));
        assertThat(search.of(ID))
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), false));
    }

    @Test
    void an_answer_by_reference_that_cannot_be_read_ends_the_look_up_which_is_made_again() {
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenThrow(UnknownOutcomeException.answered("GET", "the answer could not be read"));
        assertThatThrownBy(() -> search.of(ID)).isInstanceOf(UnknownOutcomeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"es-0search1", " ES-0SEARCH1 ", "PO 12 / ES-0SEARCH1", "ES-0SEARCH1, ES-0SEARCH2"})
    void an_order_whose_reference_is_ours_in_another_spelling_is_a_persons(String reference) {
        lists(order(7, OURS, Optional.of(reference), clock.instant()));
        assertThat(search.of(ID))
                .as("listed")
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));

        lists(order(7, OURS));
        when(certCentral.order(OrderId.of(7))).thenReturn(order(7, OURS, Optional.of(reference), clock.instant()));
        assertThat(search.of(ID))
                .as("read")
                .isEqualTo(new OrderSearch.Matches(List.of(), List.of(OrderId.of(7)), List.of(), true));

        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(7), "pending")));
        OrderSearch.Matches shown = search.of(ID);
        assertThat(shown.certain()).as("shown for our reference").isEmpty();
        assertThat(shown.areNone()).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void an_order_with_our_reference_that_is_for_something_else_is_neither_ours_nor_absent(
            String product, Duration age, Long organization) {
        OrderInfo odd = order(7, ID.value(), product, clock.instant().minus(age), organization);
        when(certCentral.order(OrderId.of(7))).thenReturn(odd);
        when(certCentral.orders(any(), anyInt(), anyInt())).thenReturn(new OrderPage(List.of(odd), 1, 0, 100));
        OrderSearch.Matches listed = search.of(ID);
        assertThat(listed.certain()).isEmpty();
        assertThat(listed.areNone()).isFalse();

        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(7), "pending")));
        lists();
        when(certCentral.order(OrderId.of(7))).thenReturn(odd);
        OrderSearch.Matches shown = search.of(ID);
        assertThat(shown.certain()).isEmpty();
        assertThat(shown.foreign()).singleElement().asString().contains("order 7", ID.value());
    }

    static Stream<Arguments> an_order_with_our_reference_that_is_for_something_else_is_neither_ours_nor_absent() {
        return Stream.of(
                Arguments.of("ssl_plus", Duration.ZERO, 2042709L),
                Arguments.of("eu_eseal", Duration.ofHours(25), 2042709L),
                Arguments.of("eu_eseal", Duration.ofDays(20), 2042709L),
                Arguments.of("eu_eseal", Duration.ZERO, 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 7, 23})
    void a_date_of_another_zone_or_clock_or_without_a_time_does_not_take_our_order_away(int hours) {
        OrderInfo ours = order(
                7,
                ID.value(),
                "eu_eseal",
                hours == 0
                        ? clock.instant().truncatedTo(ChronoUnit.DAYS)
                        : clock.instant().minus(Duration.ofHours(hours)),
                2042709L);
        when(certCentral.ordersByAlternativeId(ID.value()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(7), "pending")));
        when(certCentral.order(OrderId.of(7))).thenReturn(ours);

        assertThat(search.of(ID).certain()).containsExactly(OrderId.of(7));
    }

    @Test
    void before_a_further_order_is_sent_every_order_must_have_been_read() {
        lists(order(7, null));
        when(certCentral.order(OrderId.of(7)))
                .thenThrow(new RefusedException("GET", 404, List.of()))
                .thenThrow(new UnknownOutcomeException("GET", "the connection failed"));

        assertThat(search.beforeOrderingAgain(ID).certain()).isEmpty();
        assertThatThrownBy(() -> search.beforeOrderingAgain(ID)).isInstanceOf(UnknownOutcomeException.class);
    }

    /** Each from the offset it names. */
    private void pages(OrderPage... pages) {
        Stream.of(pages)
                .forEach(page -> when(certCentral.orders(any(), eq(page.offset()), anyInt()))
                        .thenReturn(page));
    }

    private ObjectNode bodyOf(EsealId id) {
        return (ObjectNode) register.find(id).orElseThrow().request().json();
    }

    private EsealId requestFor(EsealId id, String csr) {
        request(id);
        transaction.executeWithoutResult(status -> register.remember(
                id, OrderBody.of(bodyOf(id).put("provisioning_method", "csr").put("csr", csr))));
        return id;
    }

    private LedgerEntry sent(EsealId id) {
        return ledger.claim(ledger.open(ORDER, id)).orElseThrow();
    }

    private void lists(OrderInfo... orders) {
        Stream.of(orders).forEach(order -> when(certCentral.order(order.id())).thenReturn(order));
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenReturn(new OrderPage(List.of(orders), orders.length, 0, 100));
    }

    private OrderInfo order(long id, String csr) {
        return order(id, csr, Optional.empty(), clock.instant());
    }

    private static OrderInfo order(long id, String reference, String product, Instant created, long organization) {
        return OrderInfoBuilder.order(id, "pending")
                .organization(Optional.of(organization))
                .product(product)
                .reference(reference)
                .created(Optional.of(created))
                .build();
    }

    private static OrderInfo order(long id, String csr, Optional<String> reference, Instant created) {
        return OrderInfoBuilder.order(id, "pending")
                .csr(Optional.ofNullable(csr))
                .reference(reference)
                .created(Optional.of(created))
                .build();
    }
}
