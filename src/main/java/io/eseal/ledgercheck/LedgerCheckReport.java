package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.ledgercheck.LedgerCheckRun.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A check as clients see it; {@code differences} are in the report of one check only. */
record LedgerCheckReport(
        long id,
        Outcome outcome,
        Instant startedAt,
        String startedBy,
        Instant finishedAt,
        String detail,
        int requestsCompared,
        int ordersListed,
        int ordersRead,
        Map<DifferenceKind, Long> counts,
        List<Item> differences) {

    record Item(DifferenceKind kind, EsealId esealId, Long orderId, Instant since, String sentence) {

        static Item of(Difference difference) {
            return new Item(
                    difference.subject().kind(),
                    EsealId.of(
                            difference.subject().esealId().map(EsealId::value).orElse(null)),
                    difference.subject().orderId().orElse(null),
                    difference.since(),
                    difference.sentence());
        }
    }

    static LedgerCheckReport of(LedgerCheckRun run, Map<DifferenceKind, Long> counts, List<Difference> differences) {
        return of(run, counts).with(differences.stream().map(Item::of).toList());
    }

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
