package io.eseal.certcentral;

import java.util.List;

/**
 * One page of the order list.
 *
 * @param orders those of the page that match the filter; fewer than {@code limit} does not mean that it is the last
 *     page
 * @param total orders in the whole list, as CertCentral counts them
 * @param offset of the first order of the page in the whole list
 * @param limit most orders a page holds
 * @param shown the ids of all orders of the page, of those too that do not match
 * @param counted whether CertCentral said how many orders the whole list has; {@code total} is a guess otherwise
 */
public record OrderPage(List<OrderInfo> orders, long total, int offset, int limit, List<Long> shown, boolean counted) {

    public OrderPage {
        orders = List.copyOf(orders);
        shown = List.copyOf(shown);
    }

    /** A page of a counted list, all of whose orders match. */
    public OrderPage(List<OrderInfo> orders, long total, int offset, int limit) {
        this(orders, total, offset, limit, orders.stream().map(OrderInfo::id).toList(), true);
    }

    /** Whether a page follows, at {@code offset + limit}. */
    public boolean hasNext() {
        return (long) offset + limit < total;
    }
}
