package io.eseal.ledgercheck;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
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
 * Finds the differences that are real: the list only raises suspicions, and each order behind one is read itself before
 * it counts. The ledger is read after the orders, so that an order which was taken meanwhile is in it.
 */
@Component
class DifferenceSearch {

    private static final OrderFilter SEALS = OrderFilter.any().withProduct("eu_eseal");
    // CertCentral's days are Mountain Time, and clocks differ.
    private static final Duration WIDER = Duration.ofDays(2);
    // After the last look-up a person is asked at once, unless the process is trying again.
    private static final Duration AFTER_LOOK_UPS = Duration.ofHours(1);

    private final CertCentral certCentral;
    private final LedgerReader ledger;
    private final OpenWork attention;
    private final LedgerCheckSettings settings;
    private final Sleeper sleeper;
    private final Clock clock;

    DifferenceSearch(
            CertCentral certCentral,
            LedgerReader ledger,
            OpenWork attention,
            LedgerCheckSettings settings,
            Sleeper sleeper,
            Clock clock) {
        this.certCentral = certCentral;
        this.ledger = ledger;
        this.attention = attention;
        this.settings = settings;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * @param differences those that are sure
     * @param unsure how many suspicions were dropped because an order behind them was not read
     * @param requests requests that were compared
     * @param orders orders that the list showed
     * @param reads orders that were read one by one
     */
    record Found(List<CandidateDifference> differences, int unsure, int requests, int orders, int reads) {}

    /**
     * @param known what the last check found; it stands while it looks the same, even where its orders are not read
     *     again
     * @throws io.eseal.certcentral.CertCentralException when CertCentral cannot be asked now
     */
    Found search(Set<Subject> known) {
        AccountOrders orders = new AccountOrders(certCentral, sleeper, clock);
        list(orders);
        int listed = orders.all().size();
        while (true) {
            LedgerSnapshot snapshot = ledger.read();
            List<CandidateDifference> suspicions =
                    new Comparison(orders.all(), snapshot, attention, limits()).suspicions();
            List<Long> unread = orders.isLate() ? List.of() : unread(suspicions, orders, known);
            if (unread.isEmpty()) {
                List<CandidateDifference> differences = suspicions.stream()
                        .filter(suspicion -> orders.areSure(suspicion.orders()) || known.contains(suspicion.subject()))
                        .toList();
                return new Found(
                        differences,
                        suspicions.size() - differences.size(),
                        snapshot.requests().size(),
                        listed,
                        orders.asked());
            }
            unread.stream().takeWhile(order -> !orders.isLate()).forEach(orders::read);
        }
    }

    /**
     * What was ordered before the first attempt here is no concern of the ledger: an account may be older than this
     * service.
     */
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

    /** The worst first, what is new before what is known; an order without a reference keeps being without one. */
    private List<Long> unread(List<CandidateDifference> suspicions, AccountOrders orders, Set<Subject> known) {
        return suspicions.stream()
                .filter(suspicion -> suspicion.subject().kind().alarms() || !known.contains(suspicion.subject()))
                .sorted(Comparator.comparing(suspicion -> known.contains(suspicion.subject())))
                .flatMap(suspicion -> suspicion.orders().stream())
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
