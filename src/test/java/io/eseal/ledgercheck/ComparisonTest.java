package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.certcentral.OrderInfo;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerSnapshot;
import io.eseal.ledger.LedgerSnapshot.Attempt;
import io.eseal.ledger.LedgerSnapshot.Request;
import io.eseal.ledgercheck.Comparison.Limits;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final Instant NOW = Instant.parse("2026-06-15T03:30:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
    private static final Instant JUST_NOW = NOW.minusSeconds(60);
    private static final Limits LIMITS =
            new Limits(NOW, NOW.minus(Duration.ofMinutes(5)), NOW.minus(Duration.ofHours(4)));
    private static final EsealId A = EsealId.of("ES-0000000A");

    private final List<OrderInfo> orders = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private boolean doubtIsSeen;
    private boolean revocationIsUnderWay;

    @Test
    void ledger_and_CertCentral_that_tell_the_same_do_not_differ() {
        here(A, EsealState.ORDERED, accepted(1));
        here(EsealId.of("ES-0000000B"), EsealState.IN_SERVICE, accepted(2));
        here(EsealId.of("ES-0000000C"), EsealState.CANCELED, accepted(3));
        here(EsealId.of("ES-0000000D"), EsealState.APPROVAL);
        there(1, "pending", A.value());
        there(2, "issued", "ES-0000000B");
        there(3, "canceled", "ES-0000000C");

        assertThat(found()).isEmpty();
    }

    @Test
    void nothing_here_and_nothing_there_do_not_differ() {
        assertThat(found()).isEmpty();
    }

    @Test
    void an_order_that_CertCentral_shows_without_its_reference_is_known_by_its_number() {
        here(A, EsealState.ORDERED, accepted(1));
        there(1, "pending", null);

        assertThat(found()).isEmpty();
    }

    @Test
    void an_order_with_our_reference_that_the_ledger_does_not_hold_is_told() {
        here(A, EsealState.PAYMENT);
        there(7, "pending", A.value());

        assertThat(found())
                .containsExactly("UNKNOWN_ORDER ES-0000000A 7 [7] "
                        + "CertCentral order 7 (pending) carries the reference of ES-0000000A (PAYMENT), but the ledger holds "
                        + "no order for it.");
    }

    @Test
    void an_order_of_a_request_that_CertCentral_is_said_to_have_refused_is_told() {
        here(A, EsealState.CORRECTION, new Attempt(Optional.empty(), Optional.empty(), false, LONG_AGO));
        there(7, "pending", A.value());

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER");
    }

    @Test
    void a_second_order_is_told_as_unknown_and_as_one_too_many() {
        here(A, EsealState.ORDERED, accepted(1));
        there(1, "pending", A.value());
        there(2, "pending", A.value());

        assertThat(found())
                .containsExactly(
                        "UNKNOWN_ORDER ES-0000000A 2 [2] CertCentral order 2 (pending) carries the reference of ES-0000000A "
                                + "(ORDERED), but the ledger holds 1 for it.",
                        "SEVERAL_ORDERS ES-0000000A - [1, 2] CertCentral holds 2 living orders for ES-0000000A: 1 and 2.");
    }

    @Test
    void two_living_orders_are_too_many_even_when_the_ledger_holds_both() {
        here(A, EsealState.ORDERED, accepted(1), accepted(2));
        there(1, "pending", A.value());
        there(2, "issued", A.value());

        assertThat(kinds()).containsExactly("SEVERAL_ORDERS");
    }

    @Test
    void an_order_that_is_over_does_not_count_as_living() {
        here(A, EsealState.ORDERED, accepted(1), accepted(2));
        there(1, "canceled", A.value());
        there(2, "issued", A.value());

        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canceled", "rejected", "denied", "revoked", "expired"})
    void a_second_order_that_is_over_is_cleared_up(String status) {
        here(A, EsealState.ORDERED, accepted(1));
        there(1, "pending", A.value());
        there(2, status, A.value());

        assertThat(found()).isEmpty();
    }

    @Test
    void a_second_order_in_a_status_that_nobody_knows_counts_as_living() {
        here(A, EsealState.ORDERED, accepted(1));
        there(1, "pending", A.value());
        there(2, "on_legal_hold", A.value());

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER", "SEVERAL_ORDERS");
    }

    @Test
    void the_order_of_an_attempt_that_is_still_being_looked_up_is_left_to_the_look_up() {
        here(A, EsealState.ORDERING, inDoubt(JUST_NOW));
        there(1, "pending", A.value());

        assertThat(found()).isEmpty();
    }

    @Test
    void two_orders_of_an_attempt_that_is_being_looked_up_are_told_at_once() {
        here(A, EsealState.ORDERING, inDoubt(JUST_NOW));
        there(1, "pending", A.value());
        there(2, "pending", A.value());

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER", "UNKNOWN_ORDER", "SEVERAL_ORDERS");
    }

    @Test
    void the_order_of_an_attempt_that_people_are_asked_about_is_told_them() {
        here(A, EsealState.ORDERING, inDoubt(LONG_AGO));
        there(1, "pending", A.value());
        doubtIsSeen = true;

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER");
    }

    @ParameterizedTest
    @CsvSource({"ES-0000000A", "''"})
    void an_order_that_was_taken_after_its_attempt_had_been_given_up_is_told_with_or_without_its_reference(
            String reference) {
        here(A, EsealState.CANCELED, late(7));
        there(7, "pending", reference.isEmpty() ? null : reference);

        assertThat(found())
                .containsExactly(
                        "UNKNOWN_ORDER ES-0000000A 7 [7] CertCentral order 7 (pending) was taken for ES-0000000A (CANCELED) "
                                + "after its attempt had been given up, and the ledger holds no order for it.");
        assertThat(DifferenceKind.UNKNOWN_ORDER.alarms()).isTrue();
    }

    @Test
    void a_late_order_beside_the_one_that_was_ordered_again_is_one_too_many() {
        here(A, EsealState.ORDERED, late(7), accepted(8));
        there(7, "pending", null);
        there(8, "pending", A.value());

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER", "SEVERAL_ORDERS");
    }

    @Test
    void a_late_order_that_the_list_does_not_show_is_told_too() {
        here(A, EsealState.CANCELED, late(7));

        assertThat(found())
                .containsExactly(
                        "UNKNOWN_ORDER ES-0000000A 7 [7] CertCentral order 7 (not shown) was taken for ES-0000000A (CANCELED) "
                                + "after its attempt had been given up, and the ledger holds no order for it.");
    }

    @Test
    void a_late_order_is_no_difference_once_it_is_adopted_or_over() {
        here(A, EsealState.ORDERED, late(7), accepted(7));
        here(EsealId.of("ES-0000000B"), EsealState.CANCELED, late(8));
        there(7, "pending", A.value());
        there(8, "canceled", "ES-0000000B");

        assertThat(found()).isEmpty();
    }

    @Test
    void the_order_of_a_request_that_ended_in_doubt_is_told() {
        here(A, EsealState.CANCELED, inDoubt(JUST_NOW));
        there(1, "pending", A.value());

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER");
    }

    @Test
    void an_order_that_another_request_holds_is_told() {
        here(A, EsealState.ORDERED, accepted(1));
        here(EsealId.of("ES-0000000B"), EsealState.PAYMENT);
        there(1, "pending", "ES-0000000B");

        assertThat(kinds()).containsExactly("UNKNOWN_ORDER");
    }

    @Test
    void a_reference_of_our_form_without_a_request_is_told() {
        there(7, "issued", "ES-00000000");

        assertThat(found())
                .containsExactly(
                        "FOREIGN_REFERENCE - 7 [7] "
                                + "CertCentral order 7 (issued) carries the reference ES-00000000, but there is no such request here.");
    }

    @Test
    void an_order_that_the_ledger_holds_and_CertCentral_does_not_show_is_told() {
        here(A, EsealState.IN_SERVICE, accepted(1));

        assertThat(found())
                .containsExactly(
                        "MISSING_AT_CERTCENTRAL ES-0000000A 1 [1] "
                                + "The ledger holds CertCentral order 1 for ES-0000000A (IN_SERVICE), but CertCentral does not show it.");
    }

    @Test
    void an_order_that_was_taken_a_moment_ago_is_not_missing_yet() {
        here(A, EsealState.ORDERED, new Attempt(Optional.of(OrderId.of(1)), Optional.empty(), false, JUST_NOW));

        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED", "CANCELED", "REVOKED", "EXPIRED"})
    void the_order_of_a_request_that_has_ended_may_be_gone(EsealState state) {
        here(A, state, accepted(1));

        assertThat(found()).isEmpty();
    }

    @Test
    void an_attempt_that_stays_in_doubt_unseen_is_told() {
        here(A, EsealState.ORDERING, inDoubt(LONG_AGO));

        assertThat(found())
                .containsExactly("STILL_UNKNOWN ES-0000000A - [] "
                        + "What became of the order of ES-0000000A (ORDERING) is unknown since 2026-06-12T03:30:00Z, and "
                        + "nobody was asked.");
    }

    @Test
    void an_attempt_in_doubt_is_not_told_while_it_is_looked_up_nor_when_people_see_it_nor_when_the_request_has_ended() {
        here(A, EsealState.ORDERING, inDoubt(LIMITS.doubtedBefore()));
        here(EsealId.of("ES-0000000B"), EsealState.CANCELED, inDoubt(LONG_AGO));
        assertThat(found()).isEmpty();

        here(EsealId.of("ES-0000000C"), EsealState.ORDERING, inDoubt(LONG_AGO));
        doubtIsSeen = true;
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IN_SERVICE,revoked",
        "IN_SERVICE,canceled",
        "IN_SERVICE,rejected",
        "IN_SERVICE,denied",
        "IN_SERVICE,expired",
        "DELIVERY,revoked",
        "DELIVERY,canceled",
        "CANCELED,pending",
        "CANCELED,issued",
        "CANCELED,waiting_pickup",
        "CANCELED,needs_csr",
        "REJECTED,pending",
        "REJECTED,issued",
        "REVOKED,issued"
    })
    void a_status_that_contradicts_the_state_is_told(EsealState state, String status) {
        here(A, state, accepted(1));
        there(1, status, A.value());

        assertThat(found())
                .containsExactly("STATE_DIFFERS ES-0000000A 1 [1] ES-0000000A is " + state
                        + ", but CertCentral order 1 is " + status + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "ORDERED,pending",
        "ORDERED,issued",
        "ORDERED,canceled",
        "DELIVERY,waiting_pickup",
        "DELIVERY,issued",
        "IN_SERVICE,issued",
        "IN_SERVICE,reissue_pending",
        "CANCELED,canceled",
        "CANCELED,rejected",
        "REJECTED,rejected",
        "REVOKED,revoked",
        "EXPIRED,expired",
        "EXPIRED,issued",
        "IN_SERVICE,on_legal_hold",
        "CANCELED,on_legal_hold",
        "REJECTED,on_legal_hold"
    })
    void a_status_that_fits_or_that_the_process_follows_or_that_nobody_knows_is_no_difference(
            EsealState state, String status) {
        here(A, state, accepted(1));
        there(1, status, A.value());

        assertThat(found()).isEmpty();
    }

    @Test
    void a_seal_whose_revocation_is_on_its_way_may_be_revoked_already() {
        here(A, EsealState.IN_SERVICE, accepted(1));
        there(1, "revoked", A.value());
        revocationIsUnderWay = true;

        assertThat(found()).isEmpty();
    }

    @Test
    void a_revocation_may_leave_the_order_itself_active() {
        here(A, EsealState.REVOKED, accepted(1));
        orders.add(revokedOnRequest(1));
        assertThat(found()).isEmpty();

        here(EsealId.of("ES-0000000B"), EsealState.IN_SERVICE, accepted(2));
        orders.add(revokedOnRequest(2));
        assertThat(kinds()).containsExactly("STATE_DIFFERS");
    }

    @Test
    void a_seal_may_expire_a_day_sooner_or_later_at_CertCentral_and_no_more() {
        there(1, "expired", A.value());
        for (Duration distance : List.of(Duration.ofHours(-23), Duration.ZERO, Duration.ofHours(23))) {
            inServiceUntil(NOW.plus(distance));
            assertThat(found()).as(distance.toString()).isEmpty();
        }
        for (Duration distance : List.of(Duration.ofHours(-25), Duration.ofHours(25))) {
            inServiceUntil(NOW.plus(distance));
            assertThat(kinds()).as(distance.toString()).containsExactly("STATE_DIFFERS");
        }
    }

    @Test
    void a_request_that_has_just_moved_is_left_to_the_next_check() {
        requests.add(new Request(A, EsealState.CANCELED, Optional.empty(), JUST_NOW, List.of(accepted(1))));
        there(1, "pending", A.value());

        assertThat(found()).isEmpty();
    }

    @Test
    void an_order_bought_elsewhere_is_information() {
        there(7, "issued", null);
        there(8, "pending", "PO\n4711");

        assertThat(found())
                .containsExactlyInAnyOrder(
                        "UNCLAIMED - 7 [7] CertCentral order 7 (issued) was not ordered by this service.",
                        "UNCLAIMED - 8 [8] CertCentral order 8 (pending) was not ordered by this service; it carries the "
                                + "reference PO_4711.");
        assertThat(DifferenceKind.values())
                .filteredOn(kind -> !kind.alarms())
                .containsExactly(DifferenceKind.UNCLAIMED);
    }

    @Test
    void orders_of_others_that_are_over_are_nobodys_concern() {
        there(7, "canceled", null);
        there(8, "revoked", "ES-00000000");

        assertThat(found()).isEmpty();
    }

    @Test
    void the_worst_comes_first() {
        there(9, "issued", null);
        there(8, "issued", "ES-00000000");
        here(A, EsealState.IN_SERVICE, accepted(1));
        here(EsealId.of("ES-0000000B"), EsealState.ORDERED);
        there(2, "pending", "ES-0000000B");

        assertThat(kinds())
                .containsExactly("UNKNOWN_ORDER", "MISSING_AT_CERTCENTRAL", "FOREIGN_REFERENCE", "UNCLAIMED");
    }

    private void here(EsealId id, EsealState state, Attempt... attempts) {
        requests.add(new Request(id, state, Optional.empty(), LONG_AGO, List.of(attempts)));
    }

    private void inServiceUntil(Instant end) {
        requests.clear();
        requests.add(new Request(A, EsealState.IN_SERVICE, Optional.of(end), LONG_AGO, List.of(accepted(1))));
    }

    private void there(long id, String status, String reference) {
        orders.add(ListedOrders.order(id, status, reference));
    }

    private static Attempt accepted(long order) {
        return new Attempt(Optional.of(OrderId.of(order)), Optional.empty(), false, LONG_AGO);
    }

    private static Attempt late(long order) {
        return new Attempt(Optional.empty(), Optional.of(OrderId.of(order)), false, LONG_AGO);
    }

    private static Attempt inDoubt(Instant since) {
        return new Attempt(Optional.empty(), Optional.empty(), true, since);
    }

    private static OrderInfo revokedOnRequest(long id) {
        var revoke = new OrderInfo.Request(
                1, Optional.of("revoke"), Optional.of("approved"), Optional.empty(), Optional.empty());
        return OrderInfoBuilder.order(id, "issued").requests(revoke).build();
    }

    private List<String> kinds() {
        return candidates().stream()
                .map(candidate -> candidate.subject().kind().name())
                .toList();
    }

    private List<String> found() {
        return candidates().stream()
                .map(candidate -> candidate.subject().kind() + " "
                        + candidate.subject().esealId().map(EsealId::value).orElse("-") + " "
                        + candidate.subject().orderId().map(String::valueOf).orElse("-") + " " + candidate.orders()
                        + " " + candidate.sentence())
                .toList();
    }

    private List<CandidateDifference> candidates() {
        return new Comparison(
                        orders,
                        new LedgerSnapshot(requests),
                        new OpenWork() {
                            @Override
                            public boolean doubtIsSeen(EsealId esealId) {
                                return doubtIsSeen;
                            }

                            @Override
                            public boolean revocationIsUnderWay(EsealId esealId) {
                                return revocationIsUnderWay;
                            }
                        },
                        LIMITS)
                .candidates();
    }
}
