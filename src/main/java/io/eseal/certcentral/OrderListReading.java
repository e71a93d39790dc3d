package io.eseal.certcentral;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The order list as it is read page by page. An order that it does not hold is certainly not there only when the
 * reading is complete: pages may be short, empty, repeated or of another list than the page before.
 */
public final class OrderListReading {

    private final Map<Long, OrderInfo> orders = new LinkedHashMap<>();
    private final Set<Long> shown = new HashSet<>();
    private OptionalLong firstTotal = OptionalLong.empty();
    private boolean totalsDiffer;
    private boolean shrank;
    private boolean uncounted;
    private long lastTotal;
    private int read;
    private boolean ended;

    /** Takes the page that begins at {@link #nextOffset}. */
    public void add(OrderPage page) {
        page.orders().forEach(order -> orders.putIfAbsent(order.id(), order));
        shown.addAll(page.shown());
        read += page.shown().size();
        count(page);
        // Where nothing is counted only an empty page is the end. One before the announced end is no sign of more to
        // come.
        ended = page.shown().isEmpty() || page.counted() && read >= page.total();
    }

    private void count(OrderPage page) {
        uncounted |= !page.counted();
        if (!page.counted()) {
            return;
        }
        if (firstTotal.isEmpty()) {
            firstTotal = OptionalLong.of(page.total());
        } else {
            totalsDiffer |= page.total() != lastTotal;
            shrank |= page.total() < lastTotal;
        }
        lastTotal = page.total();
    }

    /** Where the next page begins: behind what was read, however much a page was asked to hold. */
    public int nextOffset() {
        return read;
    }

    /** Whether no page follows. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Whether the list was read to its end, did not change meanwhile, and showed as many different orders as it counts.
     */
    public boolean isComplete() {
        boolean agrees = firstTotal.isEmpty()
                ? shown.size() == read
                : !uncounted && !totalsDiffer && shown.size() == lastTotal && read == lastTotal;
        return ended && agrees;
    }

    /**
     * Whether every order was shown that the list held when the reading began, newest first; new ones may have come
     * meanwhile.
     */
    public boolean holdsAllOfItsBeginning() {
        return isComplete()
                || ended
                        && !uncounted
                        && !shrank
                        && shown.size() >= firstTotal.orElse(Long.MAX_VALUE)
                        && read >= lastTotal;
    }

    /** What matches the filter, each order once, in the list's order. */
    public Collection<OrderInfo> orders() {
        return orders.values();
    }
}
