package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.id.OrderId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderListReadingTest {

    private final OrderListReading reading = new OrderListReading();

    @Test
    void a_list_that_shows_as_many_orders_as_it_counts_is_complete() {
        page(3, 1, 2);
        assertThat(reading.hasEnded()).isFalse();
        assertThat(reading.nextOffset()).isEqualTo(2);
        page(3, 3);

        assertThat(reading.hasEnded()).isTrue();
        assertThat(reading.isComplete()).isTrue();
        assertThat(reading.orders())
                .extracting(OrderInfo::id)
                .containsExactly(OrderId.of(1), OrderId.of(2), OrderId.of(3));
    }

    @Test
    void an_empty_list_is_complete() {
        page(0);
        assertThat(reading.isComplete()).isTrue();
    }

    @Test
    void a_page_that_ends_before_the_announced_total_leaves_orders_out() {
        page(3, 1);
        assertThat(reading.isComplete()).isFalse();
        page(3);

        assertThat(reading.hasEnded()).isTrue();
        assertThat(reading.isComplete()).isFalse();
        assertThat(reading.holdsAllOfItsBeginning()).isFalse();
    }

    @Test
    void a_page_that_comes_again_leaves_orders_out() {
        page(4, 1, 2);
        page(4, 1, 2);

        assertThat(reading.hasEnded()).isTrue();
        assertThat(reading.isComplete()).isFalse();
        assertThat(reading.holdsAllOfItsBeginning()).isFalse();
    }

    @Test
    void a_total_that_changes_is_that_of_another_list() {
        page(3, 1, 2);
        page(4, 3, 4);
        assertThat(reading.isComplete()).isFalse();
    }

    @Test
    void a_total_that_shrinks_hides_an_order() {
        page(4, 1, 2);
        page(3, 3);
        assertThat(reading.isComplete()).isFalse();
        assertThat(reading.holdsAllOfItsBeginning()).isFalse();
    }

    @Test
    void an_order_that_comes_meanwhile_moves_the_others_on_and_hides_none_of_them() {
        page(3, 1, 2);
        page(4, 2, 3);
        assertThat(reading.isComplete()).isFalse();
        assertThat(reading.holdsAllOfItsBeginning()).isTrue();
    }

    @Test
    void a_list_that_counts_fewer_than_it_shows_contradicts_itself() {
        page(0, 1);
        assertThat(reading.isComplete()).isFalse();
    }

    @Test
    void a_list_that_counts_nothing_ends_with_an_empty_page() {
        reading.add(new OrderPage(orders(1, 2), 3, 0, 2, List.of(OrderId.of(1), OrderId.of(2)), false));
        assertThat(reading.hasEnded()).isFalse();
        reading.add(new OrderPage(List.of(), 2, 2, 2, List.of(), false));

        assertThat(reading.isComplete()).isTrue();
    }

    @Test
    void an_order_that_comes_meanwhile_hides_none_of_a_list_that_counts_nothing() {
        uncounted(1, 2);
        uncounted(2, 3);
        assertThat(reading.holdsAllOfItsBeginning()).as("no end was seen").isFalse();
        uncounted();

        assertThat(reading.isComplete()).isFalse();
        assertThat(reading.holdsAllOfItsBeginning()).isTrue();
    }

    @Test
    void a_page_that_comes_again_in_a_list_that_counts_nothing_may_leave_orders_out() {
        uncounted(1, 2);
        uncounted(1, 2);
        uncounted(5);
        uncounted();
        assertThat(reading.holdsAllOfItsBeginning()).isFalse();
    }

    @Test
    void a_page_that_goes_back_among_orders_not_shown_before_may_leave_orders_out() {
        uncounted(1, 2);
        uncounted(3, 2);
        uncounted();
        assertThat(reading.holdsAllOfItsBeginning()).isFalse();
    }

    @Test
    void orders_that_do_not_match_the_filter_are_counted_and_not_kept() {
        reading.add(new OrderPage(orders(2), 2, 0, 1000, List.of(OrderId.of(1), OrderId.of(2)), true));

        assertThat(reading.isComplete()).isTrue();
        assertThat(reading.orders()).extracting(OrderInfo::id).containsExactly(OrderId.of(2));
    }

    private void uncounted(long... ids) {
        List<OrderId> shown = LongStream.of(ids).mapToObj(OrderId::of).toList();
        reading.add(new OrderPage(orders(ids), 0, reading.nextOffset(), 1000, shown, false));
    }

    private void page(long total, long... ids) {
        reading.add(new OrderPage(orders(ids), total, reading.nextOffset(), 1000));
    }

    private static List<OrderInfo> orders(long... ids) {
        return LongStream.of(ids)
                .mapToObj(id -> OrderInfo.of(OrderId.of(id), "pending"))
                .toList();
    }
}
