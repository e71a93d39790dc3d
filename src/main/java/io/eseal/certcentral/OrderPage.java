package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.util.List;

/**
 * One page of the order list.
 *
 * @param orders orders of the page that match the filter; fewer than {@code limit} does not mean that this is the last
 *     page
 * @param total number of orders in the whole list, as CertCentral counts them
 * @param offset position of the page's first order in the whole list
 * @param limit most orders of a page
 * @param shown ids of all orders of the page, matching or not
 * @param counted whether CertCentral gave the total; {@code total} is a guess otherwise
 */
public record OrderPage(
        List<OrderInfo> orders, long total, int offset, int limit, List<OrderId> shown, boolean counted) {

    public OrderPage {
        orders = List.copyOf(orders);
        shown = List.copyOf(shown);
    }

    /** Makes a page of a counted list, all of whose orders match. */
    public OrderPage(List<OrderInfo> orders, long total, int offset, int limit) {
        this(orders, total, offset, limit, orders.stream().map(OrderInfo::id).toList(), true);
    }

    /** Returns whether a page follows, at {@code offset + limit}. */
    public boolean hasNext() {
        return (long) offset + limit < total;
    }
}
