package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledgercheck.LedgerCheckRun.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Report of a check for clients; {@code differences} is present only in the report of a single check. */
record LedgerCheckReport(
        long id,
        Outcome outcome,
        Instant startedAt,
        String startedBy,
        @Nullable Instant finishedAt,
        @Nullable String detail,
        int requestsCompared,
        int ordersListed,
        int ordersRead,
        Map<DifferenceKind, Long> counts,
        @Nullable List<Item> differences) {

    /** One difference in a report. */
    record Item(
            DifferenceKind kind,
            @Nullable String esealId,
            @Nullable OrderId orderId,
            Instant since,
            String sentence) {

        static Item of(Difference difference) {
            return new Item(
                    difference.subject().kind(),
                    difference.subject().esealId().map(EsealId::value).orElse(null),
                    difference.subject().orderId().orElse(null),
                    difference.since(),
                    difference.sentence());
        }
    }

    /** Returns the report of a single check, with its differences. */
    static LedgerCheckReport of(LedgerCheckRun run, Map<DifferenceKind, Long> counts, List<Difference> differences) {
        return of(run, counts).with(differences.stream().map(Item::of).toList());
    }

    /** Returns the report of a check in a list, without its differences. */
    static LedgerCheckReport of(LedgerCheckRun run, Map<DifferenceKind, Long> counts) {
        return new LedgerCheckReport(
                run.id(),
                run.outcome(),
                run.startedAt(),
                run.startedBy(),
                run.finishedAt().orElse(null),
                run.detail().orElse(null),
                run.requests(),
                run.orders(),
                run.reads(),
                counts,
                null);
    }

    private LedgerCheckReport with(List<Item> items) {
        return new LedgerCheckReport(
                id,
                outcome,
                startedAt,
                startedBy,
                finishedAt,
                detail,
                requestsCompared,
                ordersListed,
                ordersRead,
                counts,
                items);
    }
}
