package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderListReading;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists all orders over as many sweeps as that takes: a page that could not be read is asked for again by the next
 * sweep. The list shows the newest order first, so orders that are added meanwhile move the others towards its end:
 * some are read twice, none is missed.
 */
class OrderListing {

    private static final Logger log = LoggerFactory.getLogger(OrderListing.class);
    private static final OrderFilter SEALS = OrderFilter.any().withProduct("eu_eseal");
    // A page of 1,000 orders with their CSRs can be larger than the largest answer that is read.
    private static final int PAGE = 200;
    // The list leaves most of the API key's calls to orders.
    private static final int PAGES_OF_A_SWEEP = 50;
    // Ends a list that CertCentral neither counts nor ends.
    private static final int MOST_UNCOUNTED = 1_000_000;
    // Answers without orders before the end that CertCentral counts, one in each sweep, until the list is given up.
    private static final int MOST_EMPTY = 15;

    private final CertCentral certCentral;
    private final Clock clock;
    private final Instant begun;
    private final OrderListReading reading = new OrderListReading();
    private boolean ended;
    private boolean allTold = true;
    private int empty;
    private Optional<String> gap = Optional.empty();

    OrderListing(CertCentral certCentral, Clock clock, Instant begun) {
        this.certCentral = certCentral;
        this.clock = clock;
        this.begun = begun;
    }

    /** Returns when the listing began; what changes later may not be in it. */
    Instant begun() {
        return begun;
    }

    /**
     * Reads on, one page at least, and tells each order as it is read. A failure of CertCentral ends this round, not
     * the listing.
     *
     * @param until no page is begun after it but the first
     */
    void goOn(Instant until, Predicate<OrderReference> tell) {
        try {
            gap = Optional.empty();
            for (int pages = 0; !ended && gap.isEmpty() && (pages == 0 || mayGoOn(pages, until)); pages++) {
                read(tell);
            }
        } catch (CertCentralException e) {
            log.warn(
                    "The list of all orders stopped after {} orders; the next sweep goes on there: {}",
                    reading.nextOffset(),
                    e.getMessage());
        }
    }

    private boolean mayGoOn(int pages, Instant until) {
        return pages < PAGES_OF_A_SWEEP && clock.instant().isBefore(until);
    }

    private void read(Predicate<OrderReference> tell) {
        OrderPage page = certCentral.orders(SEALS, reading.nextOffset(), PAGE);
        if (page.shown().isEmpty() && page.counted() && reading.nextOffset() < page.total()) {
            skip(page.total());
            return;
        }
        empty = 0;
        reading.add(withoutOrders(page));
        ended = reading.hasEnded() || !page.counted() && reading.nextOffset() >= MOST_UNCOUNTED;
        for (OrderInfo order : page.orders()) {
            allTold &= tell.test(OrderReference.of(order.id(), order.status()));
        }
    }

    /** Takes a page of none before the list's end as one that could not be read; the next sweep asks for it again. */
    private void skip(long total) {
        empty++;
        ended = empty >= MOST_EMPTY;
        String why = "CertCentral counts " + total + " orders, and showed none after the first " + reading.nextOffset();
        gap = Optional.of(why);
        log.warn("The list of all orders cannot be read on: {}", why);
    }

    /** Returns why the last round could not read on though CertCentral answered; empty when it could. */
    Optional<String> gap() {
        return gap;
    }

    /** Returns the page with its numbers alone: an account can have more orders than fit into memory. */
    private static OrderPage withoutOrders(OrderPage page) {
        return new OrderPage(List.of(), page.total(), page.offset(), page.limit(), page.shown(), page.counted());
    }

    /** Returns whether no page is left to read. */
    boolean hasEnded() {
        return ended;
    }

    /** Returns whether every order of the list's beginning was read and told. */
    boolean isWhole() {
        return allTold && gap.isEmpty() && reading.holdsAllOfItsBeginning();
    }
}
