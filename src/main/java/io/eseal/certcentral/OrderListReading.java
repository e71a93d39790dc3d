package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Collects the order list page by page. An order missing from it is certainly absent only if the reading is complete:
 * pages may be short, empty, repeated or of a list that changed since the page before.
 */
public final class OrderListReading {

    private final Map<OrderId, OrderInfo> orders = new LinkedHashMap<>();
    private final Set<OrderId> shown = new HashSet<>();
    private OptionalLong firstTotal = OptionalLong.empty();
    private boolean totalsDiffer;
    private boolean shrank;
    private boolean uncounted;
    private boolean jumps;
    private long lastTotal;
    private int read;
    private boolean ended;

    /** Adds the page that begins at {@link #nextOffset}. */
    public void add(OrderPage page) {
        page.orders().forEach(order -> orders.putIfAbsent(order.id(), order));
        jumps |= !continues(page);
        shown.addAll(page.shown());
        read += page.shown().size();
        count(page);
        // Without a total, only an empty page is the end. An empty page before the announced end is the end as well.
        ended = page.shown().isEmpty() || page.counted() && read >= page.total();
    }

    /**
     * Returns whether the page can be the list's next one, of a list that grew at its beginning: orders that were shown
     * before stand before all others of the page, of which there are some.
     */
    private boolean continues(OrderPage page) {
        List<OrderId> later = page.shown().stream().dropWhile(shown::contains).toList();
        return page.shown().isEmpty() || !later.isEmpty() && later.stream().noneMatch(shown::contains);
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

    /** Returns the offset of the next page: the number of orders read, whatever limit the pages had. */
    public int nextOffset() {
        return read;
    }

    /** Returns whether no page follows. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Returns whether the list was read to its end, did not change meanwhile, and held as many different orders as it
     * counts.
     */
    public boolean isComplete() {
        boolean agrees = firstTotal.isEmpty()
                ? shown.size() == read
                : !uncounted && !totalsDiffer && shown.size() == lastTotal && read == lastTotal;
        return ended && agrees;
    }

    /**
     * Returns whether every order was read that the list held when the reading began, newest first; orders may have
     * been added meanwhile. Of a list without totals, that each page continues the one before is all there is to go by.
     */
    public boolean holdsAllOfItsBeginning() {
        return isComplete()
                || ended && firstTotal.isEmpty() && !jumps
                || ended
                        && !uncounted
                        && !shrank
                        && shown.size() >= firstTotal.orElse(Long.MAX_VALUE)
                        && read >= lastTotal;
    }

    /** Returns the orders that match the filter, each once, in the list's order. */
    public Collection<OrderInfo> orders() {
        return orders.values();
    }
}
