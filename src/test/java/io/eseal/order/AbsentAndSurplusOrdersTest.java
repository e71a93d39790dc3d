package io.eseal.order;

import static io.eseal.ledger.Operation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.PlacedOrder;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.ledger.OrderSettings;
import io.eseal.lifecycle.EsealState;
import io.eseal.order.Reconciliation.Result;
import io.eseal.orderbody.OrderBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests orders that no look-up finds, that turn up late, and that belong to another request. */
@ParameterizedClass
@EnumSource(Database.class)
class AbsentAndSurplusOrdersTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0ABSENT1");
    private static final EsealId OTHER = EsealId.of("ES-0ABSENT2");
    private static final EsealId THIRD = EsealId.of("ES-0ABSENT3");
    private static final long OTHERS = 100;

    private final CertCentral certCentral = mock(CertCentral.class);
    private final OrderLedger ledger;
    private final OrderSearch search;
    private Reconciliation reconciliation;
    private final SurplusOrders surplus;
    private final List<Object> told = new ArrayList<>();
    private final Map<Long, OrderInfo> there = new TreeMap<>();
    private final Map<String, List<Long>> byReference = new HashMap<>();
    private LedgerEntry sent;

    AbsentAndSurplusOrdersTest(Database database) {
        super(database);
        ledger = Ledgers.node(jdbc, transactionManager, clock);
        search = new OrderSearch(certCentral, ledger, register, clock);
        reconciliation = OrderServices.reconciliation(
                ledger,
                certCentral,
                search,
                OrderServices.absent(jdbc, transactionManager, ledger, certCentral, register, timeline, clock),
                register,
                timeline,
                Ledgers.SETTINGS,
                clock);
        surplus = new SurplusOrders(
                ledger,
                certCentral,
                search,
                register,
                new SurplusOrderNotices(ledger, timeline, told::add, new TransactionTemplate(transactionManager)));
    }

    @BeforeEach
    void an_order_that_broke_before_its_answer_beside_one_that_was_accepted() {
        when(certCentral.orders(any(), anyInt(), anyInt()))
                .thenAnswer(call -> new OrderPage(List.copyOf(there.values()), there.size(), 0, 1000));
        when(certCentral.ordersByAlternativeId(anyString()))
                .thenAnswer(call -> byReference.getOrDefault(call.<String>getArgument(0), List.of()).stream()
                        .map(id -> OrderReference.of(OrderId.of(id), "pending"))
                        .toList());
        when(certCentral.order(any()))
                .thenAnswer(call -> Optional.ofNullable(
                                there.get(call.<OrderId>getArgument(0).value()))
                        .orElseThrow(() -> new RefusedException("GET", 404, List.of())));
        doAnswer(call -> there.computeIfPresent(
                        call.<OrderId>getArgument(0).value(),
                        (id, order) ->
                                order(id, "canceled", order.alternativeOrderId().orElseThrow())))
                .when(certCentral)
                .cancelOrder(any(), any());
        request(OTHER);
        ledger.accepted(ledger.claim(ledger.open(ORDER, OTHER)).orElseThrow(), OTHERS);
        certCentralHas(OTHERS, OTHER.value(), "pending");
        request(ID);
        sent = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
    }

    @Test
    void it_is_ordered_again_when_look_ups_find_orders_but_not_this_one() {
        ledger.unknown(sent);

        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());

        assertThat(ledger.last(ORDER, ID).orElseThrow().closed()).isTrue();
        assertThat(ledger.claim(ledger.open(ORDER, ID)).orElseThrow().generation())
                .isEqualTo(2);
        assertThat(eventsOf(ID)).contains("order_absent");
    }

    @Test
    void so_it_is_when_its_sender_was_killed() {
        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());
    }

    @Test
    void look_ups_that_are_repeated_in_no_time_are_no_horizon() {
        ledger.unknown(sent);
        Result result = lookUp();
        for (int repeated = 0; repeated < 5; repeated++) {
            result = lookUp();
        }
        assertThat(result).isInstanceOf(Result.Waiting.class);
        assertThat(ledger.last(ORDER, ID).orElseThrow().closed()).isFalse();
    }

    @Test
    void the_service_orders_again_once() {
        ledger.unknown(sent);
        lookUpsToTheEnd();
        ledger.unknown(ledger.claim(ledger.open(ORDER, ID)).orElseThrow());

        assertThat(doubt()).contains("once");
    }

    @Test
    void an_answer_that_could_not_be_read_is_a_persons() {
        ledger.unknownThoughAnswered(sent);
        assertThat(doubt()).contains("answered");
    }

    @Test
    void without_the_look_up_by_reference_it_is_a_persons() {
        ledger.unknown(sent);
        doThrow(new NotOfferedException("GET", 405, List.of()))
                .when(certCentral)
                .ordersByAlternativeId(ID.value());
        assertThat(doubt()).contains("complete");
    }

    @Test
    void where_the_service_is_set_to_ask_it_is_a_persons() {
        ledger.unknown(sent);
        OrderSettings ask = new OrderSettings(
                Ledgers.SETTINGS.lookUps(),
                Ledgers.SETTINGS.sendWithin(),
                Ledgers.SETTINGS.longestCall(),
                OrderSettings.WhenAbsent.ASK,
                Ledgers.SETTINGS.surplusLooks(),
                Ledgers.SETTINGS.surplusSweepInterval());
        reconciliation = OrderServices.reconciliation(
                ledger,
                certCentral,
                search,
                OrderServices.absent(jdbc, transactionManager, ledger, certCentral, register, timeline, clock, ask),
                register,
                timeline,
                ask,
                clock);

        assertThat(doubt()).contains("set to ask");
    }

    @Test
    void an_order_paid_by_card_is_a_persons_because_the_card_is_kept_nowhere() {
        transaction.executeWithoutResult(
                status -> register.remember(ID, OrderBody.of(OrderBodies.outline("qscd", "card"))));
        ledger.unknown(sent);

        assertThat(doubt()).contains("card");
    }

    @Test
    void a_key_whose_look_ups_find_no_order_proves_nothing() {
        ledger.unknown(sent);
        byReference.clear();
        assertThat(doubt()).contains("have not been seen");
    }

    @Test
    void what_was_seen_before_it_was_sent_proves_nothing_of_look_ups_since() {
        ledger.unknown(sent);
        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());
        clock.pass(Duration.ofMinutes(1));
        ledger.unknown(ledger.claim(ledger.open(ORDER, request(EsealId.of("ES-0ABSENT3"))))
                .orElseThrow());
        byReference.clear();

        Result result = lookUpsToTheEnd(EsealId.of("ES-0ABSENT3"));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.InDoubt.class, doubt -> assertThat(doubt.why()).contains("since it was sent"));
    }

    @Test
    void an_order_that_was_found_before_may_prove_it_where_an_index_is_behind_with_the_latest() {
        ledger.unknown(sent);
        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());
        for (long behind = 201; behind < 204; behind++) {
            ledger.accepted(
                    ledger.claim(ledger.open(ORDER, request(EsealId.of("ES-0BEH1ND" + behind % 10))))
                            .orElseThrow(),
                    behind);
        }
        clock.pass(Duration.ofMinutes(1));
        ledger.unknown(ledger.claim(ledger.open(ORDER, request(EsealId.of("ES-0ABSENT3"))))
                .orElseThrow());

        assertThat(lookUpsToTheEnd(EsealId.of("ES-0ABSENT3"))).isEqualTo(new Result.Absent());
    }

    @Test
    void what_shows_up_between_the_last_look_up_and_the_further_order_is_not_ordered_beside() {
        ledger.unknown(sent);
        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());
        there.put(7L, order(7, "pending", ID.value().toLowerCase(Locale.ROOT)));

        assertThat(place(ID)).isEqualTo(new PlaceOrderResult.Unknown());

        verify(certCentral, never()).placeOrder(any(), any());
        assertThat(doubt()).contains("once");
    }

    @Test
    void a_person_who_looked_at_it_may_order_beside_it() {
        ledger.unknownThoughAnswered(sent);
        doubt();
        transaction.executeWithoutResult(
                status -> ledger.close(ledger.last(ORDER, ID).orElseThrow()));
        there.put(7L, order(7, "pending", ID.value().toLowerCase(Locale.ROOT)));
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(8)));

        assertThat(place(ID)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(8)));
    }

    @Test
    void an_order_that_names_the_request_in_another_spelling_to_the_end_is_a_persons() {
        ledger.unknown(sent);
        there.put(7L, order(7, "pending", " " + ID));

        assertThat(doubt()).contains("[7]", "complete");
    }

    @Test
    void an_order_of_another_organisation_or_from_before_the_attempt_is_not_canceled_as_surplus() {
        orderedAgain();
        certCentralHas(7, ID.value(), "pending");
        there.put(7L, order(7, "pending", ID.value(), Optional.of(1L), Optional.empty()));
        lookLater();
        there.put(
                7L,
                order(
                        7,
                        "pending",
                        ID.value(),
                        Optional.empty(),
                        Optional.of(sent.sentAt().orElseThrow().minus(Duration.ofHours(25)))));
        lookLater();

        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void an_order_that_turns_out_to_be_another_organisation_s_when_it_is_to_be_canceled_is_left_alone_and_told() {
        orderedAgain();
        certCentralHas(7, ID.value(), "pending");
        doReturn(order(7, "pending", ID.value()))
                .doReturn(order(7, "pending", ID.value(), Optional.of(1L), Optional.empty()))
                .when(certCentral)
                .order(OrderId.of(7));

        lookLater();

        verify(certCentral, never()).cancelOrder(any(), any());
        assertThat(told).singleElement().isInstanceOfSatisfying(SurplusOrder.class, order -> {
            assertThat(order.canceled()).isFalse();
            assertThat(order.sentence()).contains("another organisation");
        });
    }

    @Test
    void the_probe_is_made_once_for_all_that_were_sent_before_and_an_outage_is_no_answer_to_it() {
        ledger.unknown(sent);
        EsealId third = request(EsealId.of("ES-0ABSENT3"));
        ledger.unknown(ledger.claim(ledger.open(ORDER, third)).orElseThrow());
        when(certCentral.ordersByAlternativeId(OTHER.value()))
                .thenThrow(UnavailableException.answered("GET", 503, List.of()))
                .thenReturn(List.of(OrderReference.of(OrderId.of(OTHERS), "pending")));
        assertThatThrownBy(this::lookUpsToTheEnd).isInstanceOf(UnavailableException.class);

        assertThat(lookUp()).isEqualTo(new Result.Absent());
        assertThat(lookUpsToTheEnd(third)).isEqualTo(new Result.Absent());
        assertThat(ledger.last(ORDER, third).orElseThrow().closed()).isTrue();
        verify(certCentral, times(2)).ordersByAlternativeId(OTHER.value());
    }

    @Test
    void the_first_order_that_comes_after_the_second_was_adopted_is_canceled_and_told_once() {
        orderedAgain();
        certCentralHas(7, ID.value(), "pending");

        lookLater();
        lookLater();

        verify(certCentral, times(1)).cancelOrder(eq(OrderId.of(7)), any());
        verify(certCentral, never()).cancelOrder(eq(OrderId.of(8)), any());
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        SurplusOrder.class,
                        order -> assertThat(order.canceled()).isTrue());
        assertThat(eventsOf(ID)).containsOnlyOnce("surplus_order_canceled");
        assertThat(ledger.isSurplus(OrderId.of(7)))
                .as("nobody adopts it any more")
                .isTrue();
        LedgerEntry another = ledger.open(ORDER, request(EsealId.of("ES-0ABSENT4")));
        assertThatThrownBy(() -> ledger.adopt(another, 7)).isInstanceOf(OrderOfAnotherException.class);
    }

    @Test
    void an_answer_to_the_cancellation_that_was_lost_leaves_it_told_all_the_same() {
        orderedAgain();
        certCentralHas(7, ID.value(), "pending");
        doAnswer(call -> {
                    certCentralHas(7, ID.value(), "canceled");
                    throw UnavailableException.answered("PUT", 503, List.of());
                })
                .when(certCentral)
                .cancelOrder(eq(OrderId.of(7)), any());

        lookLater();
        assertThat(told).isEmpty();
        lookLater();

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        SurplusOrder.class,
                        order -> assertThat(order.canceled()).isTrue());
    }

    @Test
    void one_that_is_issued_by_then_is_a_persons() {
        orderedAgain();
        certCentralHas(7, ID.value(), "issued");

        lookLater();

        verify(certCentral, never()).cancelOrder(any(), any());
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        SurplusOrder.class,
                        order -> assertThat(order.canceled()).isFalse());
    }

    @Test
    void while_the_further_attempt_is_in_doubt_too_nothing_is_canceled() {
        ledger.unknown(sent);
        lookUpsToTheEnd();
        ledger.unknown(ledger.claim(ledger.open(ORDER, ID)).orElseThrow());
        certCentralHas(7, ID.value(), "pending");

        lookLater();

        verify(certCentral, never()).cancelOrder(any(), any());
        assertThat(lookUp()).isEqualTo(new Result.Found(OrderId.of(7)));
    }

    @Test
    void a_look_that_left_something_to_do_is_made_again_after_its_wait_and_not_with_each_sweep() {
        ledger.unknown(sent);
        lookUpsToTheEnd();
        ledger.unknown(ledger.claim(ledger.open(ORDER, ID)).orElseThrow());
        certCentralHas(7, ID.value(), "pending");
        lookLater();
        clearInvocations(certCentral);

        surplus.look();
        verifyNoInteractions(certCentral);

        clock.pass(Duration.ofMinutes(1));
        surplus.look();
        verify(certCentral).ordersByAlternativeId(ID.value());
    }

    @Test
    void while_calls_are_held_back_one_look_asks_and_none_is_put_off() {
        orderedAgain();
        request(THIRD);
        ledger.unknown(ledger.claim(ledger.open(ORDER, THIRD)).orElseThrow());
        lookUpsToTheEnd(THIRD);
        clearInvocations(certCentral);
        doThrow(new HeldBackException(
                        "GET /order/alternate/{alternativeOrderId}",
                        HeldBackException.Reason.PAUSE,
                        Duration.ofSeconds(9)))
                .when(certCentral)
                .ordersByAlternativeId(any());
        lookLater();
        verify(certCentral).ordersByAlternativeId(any());

        doReturn(List.of()).when(certCentral).ordersByAlternativeId(any());
        surplus.look();
        verify(certCentral, times(2)).ordersByAlternativeId(ID.value());
        verify(certCentral).ordersByAlternativeId(THIRD.value());
    }

    @Test
    void an_order_that_a_canceled_request_s_attempt_led_to_is_canceled_and_told() {
        ledger.unknown(sent);
        transaction.executeWithoutResult(
                status -> ledger.close(ledger.last(ORDER, ID).orElseThrow()));
        transaction.executeWithoutResult(status -> register.enter(ID, EsealState.CANCELED));
        certCentralHas(7, ID.value(), "pending");

        lookLater();

        verify(certCentral).cancelOrder(eq(OrderId.of(7)), any());
        assertThat(told).hasSize(1);
    }

    @Test
    void a_person_cannot_adopt_another_requests_order_and_is_told_both() {
        ledger.unknown(sent);

        Result result = transaction.execute(status -> reconciliation.adopt(ID, OrderId.of(OTHERS)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.InDoubt.class, doubt -> assertThat(doubt.why()).contains(ID.value(), OTHER.value()));
        assertThat(ledger.last(ORDER, ID).orElseThrow().orderId()).isEmpty();
    }

    @Test
    void the_list_does_not_give_another_requests_order_either() {
        byReference.clear();
        there.put(OTHERS, order(OTHERS, "pending", ID.value()));
        ledger.unknown(sent);

        assertThat(lookUpsToTheEnd()).isNotInstanceOf(Result.Found.class);
        assertThat(ledger.last(ORDER, ID).orElseThrow().orderId()).isEmpty();
    }

    @Test
    void another_requests_order_that_is_shown_for_our_reference_is_neither_adopted_nor_canceled() {
        byReference.put(ID.value(), List.of(OTHERS));
        ledger.unknown(sent);
        assertThat(doubt()).contains(ID.value(), OTHER.value());

        transaction.executeWithoutResult(
                status -> ledger.close(ledger.last(ORDER, ID).orElseThrow()));
        ledger.accepted(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), 8);
        lookLater();

        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void an_order_never_seen_that_names_another_reference_is_not_adopted() {
        certCentralHas(55, "ES-0STRANGE", "pending");
        byReference.put(ID.value(), List.of(55L));
        ledger.unknown(sent);
        assertThat(doubt()).contains("ES-0STRANGE");
    }

    @Test
    void an_order_call_that_is_answered_by_another_requests_number_is_unclear_and_both_are_named() {
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(OTHERS)));
        EsealId third = request(EsealId.of("ES-0ABSENT3"));

        PlaceOrderResult outcome = place(third);

        assertThat(outcome).isEqualTo(new PlaceOrderResult.Unknown());
        assertThat(ledger.last(ORDER, third).orElseThrow())
                .extracting(LedgerEntry::state, LedgerEntry::orderId, LedgerEntry::foreignId)
                .containsExactly(LedgerState.UNKNOWN, Optional.empty(), Optional.of(OrderId.of(OTHERS)));
        assertThat(timeline.of(third))
                .filteredOn(entry -> entry.event().equals("order_not_taken"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).contains(third.value(), OTHER.value()));
    }

    @Test
    void an_answer_with_the_order_of_a_request_that_does_not_know_it_yet_is_given_back_and_each_gets_its_own() {
        EsealId third = request(EsealId.of("ES-0ABSENT3"));
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(7)));
        certCentralHas(7, ID.value(), "pending");
        certCentralHas(8, third.value(), "pending");
        assertThat(place(third)).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(7)));
        transaction.executeWithoutResult(status -> register.ordered(third, OrderId.of(7)));

        DisownedOrders disowned = OrderServices.disowned(ledger, register, timeline, clock);
        assertThat(disowned.giveBack(OTHER, there.get(OTHERS))).as("its own").isEmpty();
        transaction.executeWithoutResult(
                status -> assertThat(disowned.giveBack(third, there.get(7L))).isPresent());

        assertThat(register.find(third).orElseThrow().orderId()).isEmpty();
        assertThat(ledger.last(ORDER, third).orElseThrow())
                .extracting(LedgerEntry::state, LedgerEntry::orderId, LedgerEntry::foreignId)
                .containsExactly(LedgerState.UNKNOWN, Optional.empty(), Optional.of(OrderId.of(7)));
        assertThat(ledger.accepted(sent, 7))
                .as("the other one's answer comes now")
                .isTrue();
        assertThat(transaction.<Result>execute(status -> reconciliation.lookUp(third)))
                .isEqualTo(new Result.Found(OrderId.of(8)));
    }

    @Test
    void what_was_given_back_and_whose_own_order_does_not_show_is_a_persons_with_both_named() {
        EsealId third = request(EsealId.of("ES-0ABSENT3"));
        when(certCentral.placeOrder(any(), any())).thenReturn(PlacedOrder.of(OrderId.of(7)));
        certCentralHas(7, ID.value(), "pending");
        place(third);
        transaction.executeWithoutResult(status ->
                OrderServices.disowned(ledger, register, timeline, clock).giveBack(third, there.get(7L)));

        assertThat(lookUpsToTheEnd(third))
                .isInstanceOfSatisfying(
                        Result.InDoubt.class,
                        doubt -> assertThat(doubt.why())
                                .contains(third.value(), "order 7, which belongs to request " + ID));
    }

    @Test
    void a_cancellation_never_touches_an_order_that_names_another_request() {
        ledger.accepted(sent, 60);
        certCentralHas(60, OTHER.value(), "pending");

        Cancellation cancellation = new Cancellation(
                ledger,
                certCentral,
                search,
                register,
                timeline,
                OrderServices.disowned(ledger, register, timeline, clock));

        assertThat(transaction.<Cancellation.Result>execute(status -> cancellation.cancel(ID, false)))
                .isEqualTo(Cancellation.Result.REFUSED);
        verify(certCentral, never()).cancelOrder(any(), any());
    }

    @Test
    void a_canceled_request_that_was_given_another_ones_order_gives_it_back_and_cancels_its_own() {
        ledger.accepted(sent, 7);
        request(THIRD);
        certCentralHas(7, THIRD.value(), "pending");
        certCentralHas(61, ID.value(), "pending");
        Cancellation cancellation = new Cancellation(
                ledger,
                certCentral,
                search,
                register,
                timeline,
                OrderServices.disowned(ledger, register, timeline, clock));

        assertThat(transaction.<Cancellation.Result>execute(status -> cancellation.cancel(ID, false)))
                .isEqualTo(Cancellation.Result.CANCELED);

        verify(certCentral).cancelOrder(eq(OrderId.of(61)), any());
        verify(certCentral, never()).cancelOrder(eq(OrderId.of(7)), any());
        assertThat(ledger.holder(OrderId.of(7))).contains(THIRD);
    }

    @Test
    void a_refused_attempt_in_between_does_not_make_the_service_order_beside_what_shows_up() {
        ledger.unknown(sent);
        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());
        LedgerEntry second = ledger.claim(ledger.open(ORDER, ID)).orElseThrow();
        ledger.rejected(second, "no funds", true);
        ledger.close(ledger.last(ORDER, ID).orElseThrow());
        there.put(7L, order(7, "pending", ID.value().toLowerCase(Locale.ROOT)));

        assertThat(place(ID)).isEqualTo(new PlaceOrderResult.Unknown());

        verify(certCentral, never()).placeOrder(any(), any());
    }

    @Test
    void an_order_that_another_request_had_by_mistake_in_the_register_is_the_one_s_that_the_ledger_says() {
        transaction.executeWithoutResult(status -> register.ordered(OTHER, OrderId.of(77)));
        transaction.executeWithoutResult(status -> register.ordered(ID, OrderId.of(77)));

        assertThat(register.find(ID).orElseThrow().orderId()).contains(OrderId.of(77));
        assertThat(register.find(OTHER).orElseThrow().orderId()).isEmpty();
    }

    @Test
    void a_search_that_fails_in_a_way_that_nobody_foresaw_lets_the_others_have_their_turn_and_comes_later() {
        orderedAgain();
        when(certCentral.ordersByAlternativeId(ID.value())).thenThrow(new IllegalStateException("unreadable"));
        lookLater();

        assertThat(ledger.looksDue()).isEmpty();
        clock.pass(Duration.ofHours(2));
        assertThat(ledger.looksDue()).hasSize(1);
    }

    private void orderedAgain() {
        ledger.unknown(sent);
        assertThat(lookUpsToTheEnd()).isEqualTo(new Result.Absent());
        ledger.accepted(ledger.claim(ledger.open(ORDER, ID)).orElseThrow(), 8);
        certCentralHas(8, ID.value(), "pending");
    }

    private void lookLater() {
        clock.pass(Duration.ofHours(2));
        surplus.look();
    }

    private Result lookUpsToTheEnd() {
        return lookUpsToTheEnd(ID);
    }

    private Result lookUpsToTheEnd(EsealId esealId) {
        Result result = new Result.Waiting(clock.instant());
        for (int i = 0; i < 4 && result instanceof Result.Waiting; i++) {
            clock.pass(Duration.ofMinutes(11));
            result = transaction.execute(status -> reconciliation.lookUp(esealId));
        }
        return result;
    }

    private PlaceOrderResult place(EsealId esealId) {
        return OrderServices.sender(ledger, certCentral, register, timeline, transactionManager, clock)
                .place(
                        esealId,
                        new EsealOrder(null, true, "qscd", null, null, null, null, "balance", null, null, null, null));
    }

    private String doubt() {
        return ((Result.InDoubt) lookUpsToTheEnd()).why();
    }

    private Result lookUp() {
        return transaction.execute(status -> reconciliation.lookUp(ID));
    }

    private void certCentralHas(long id, String reference, String status) {
        there.put(id, order(id, status, reference));
        byReference.merge(
                reference,
                List.of(id),
                (before, more) -> before.contains(id)
                        ? before
                        : Stream.concat(before.stream(), more.stream()).toList());
    }

    private static OrderInfo order(long id, String status, String reference) {
        return order(id, status, reference, Optional.empty(), Optional.empty());
    }

    private static OrderInfo order(
            long id, String status, String reference, Optional<Long> organization, Optional<Instant> created) {
        OrderInfoBuilder order =
                OrderInfoBuilder.order(id, status).reference(reference).created(created);
        return (organization.isPresent() ? order.organization(organization) : order).build();
    }
}
