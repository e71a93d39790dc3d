package io.eseal.certcentral;

import java.util.List;

/**
 * One page of the order list.
 *
 * @param orders those of the page that match the filter; fewer than {@code limit} does not mean that it is the last page
 * @param total  orders in the whole list, as CertCentral counts them
 * @param offset of the first order of the page in the whole list
 * @param limit  most orders a page holds
 */
public record OrderPage(List<OrderInfo> orders, long total, int offset, int limit) {

    public OrderPage {
        orders = List.copyOf(orders);
    }

    /** Whether a page follows, at {@code offset + limit}. */
    public boolean hasNext() {
        return (long) offset + limit < total;
    }
}
