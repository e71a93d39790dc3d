package io.eseal.ledgercheck;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerReader;
import io.eseal.ledger.LedgerSnapshot;
import io.eseal.ledgercheck.Comparison.Limits;
import io.eseal.ledgercheck.Difference.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds the confirmed differences: compares the list with the ledger, then reads each order behind a possible
 * difference. Reads the ledger after the orders, so that it includes each order that was taken meanwhile.
 */
@Component
class DifferenceSearch {

    private static final OrderFilter SEALS = OrderFilter.any().withProduct("eu_eseal");
    // CertCentral counts days in Mountain Time, and its clock may differ from this one.
    private static final Duration WIDER = Duration.ofDays(2);
    // A person is asked right after the last look-up, unless the process is retrying.
    private static final Duration AFTER_LOOK_UPS = Duration.ofHours(1);

    private final CertCentral certCentral;
    private final LedgerReader ledger;
    private final OpenWork openWork;
    private final LedgerCheckSettings settings;
    private final Sleeper sleeper;
    private final Clock clock;

    DifferenceSearch(
            CertCentral certCentral,
            LedgerReader ledger,
            OpenWork openWork,
            LedgerCheckSettings settings,
            Sleeper sleeper,
            Clock clock) {
        this.certCentral = certCentral;
        this.ledger = ledger;
        this.openWork = openWork;
        this.settings = settings;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Result of a search.
     *
     * @param differences the confirmed differences
     * @param unsure how many possible differences were dropped because an order behind them was not read
     * @param requests number of requests that were compared
     * @param orders number of orders that the list showed
     * @param reads number of orders that were read one by one
     */
    record Found(List<CandidateDifference> differences, int unsure, int requests, int orders, int reads) {}

    /**
     * Searches for differences.
     *
     * @param known what the last check found; a known difference is kept while it looks the same, even when its orders
     *     are not read again
     * @throws io.eseal.certcentral.CertCentralException when CertCentral cannot be asked now
     */
    Found search(Set<Subject> known) {
        AccountOrders orders = new AccountOrders(certCentral, sleeper, clock);
        list(orders);
        int listed = orders.all().size();
        while (true) {
            LedgerSnapshot snapshot = ledger.read();
            List<CandidateDifference> candidates =
                    new Comparison(orders.all(), snapshot, openWork, limits()).candidates();
            List<OrderId> unread = orders.isLate() ? List.of() : unread(candidates, orders, known);
            if (unread.isEmpty()) {
                List<CandidateDifference> differences = candidates.stream()
                        .filter(candidate -> orders.areSure(candidate.orders()) || known.contains(candidate.subject()))
                        .toList();
                return new Found(
                        differences,
                        candidates.size() - differences.size(),
                        snapshot.requests().size(),
                        listed,
                        orders.asked());
            }
            unread.stream().takeWhile(order -> !orders.isLate()).forEach(orders::read);
        }
    }

    /** Lists only orders since the first attempt in the ledger: an account may be older than this service. */
    private void list(AccountOrders orders) {
        Optional<Instant> earliest = ledger.begin().map(begin -> begin.minus(WIDER));
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        OrderFilter filter = earliest.map(
                        start -> SEALS.createdBetween(LocalDate.ofInstant(start, ZoneOffset.UTC), tomorrow))
                .orElse(SEALS);
        orders.list(filter, order -> !isBefore(order, earliest));
    }

    private static boolean isBefore(OrderInfo order, Optional<Instant> earliest) {
        return earliest.isPresent()
                && order.dateCreated()
                        .filter(created -> created.isBefore(earliest.get()))
                        .isPresent();
    }

    /**
     * Returns the orders to read next: new possible differences first, then the worst. Skips known orders that were
     * placed outside of this service: their reference does not change.
     */
    private List<OrderId> unread(List<CandidateDifference> candidates, AccountOrders orders, Set<Subject> known) {
        return candidates.stream()
                .filter(candidate -> candidate.subject().kind().alarms() || !known.contains(candidate.subject()))
                .sorted(Comparator.comparing(candidate -> known.contains(candidate.subject())))
                .flatMap(candidate -> candidate.orders().stream())
                .filter(order -> !orders.wasAsked(order))
                .distinct()
                .limit(settings.orderReads() - orders.asked())
                .toList();
    }

    private Limits limits() {
        Instant now = clock.instant();
        return new Limits(
                now,
                now.minus(settings.settleTime()),
                now.minus(ledger.lookUpHorizon()).minus(AFTER_LOOK_UPS));
    }
}
