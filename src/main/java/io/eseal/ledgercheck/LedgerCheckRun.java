package io.eseal.ledgercheck;

import java.time.Instant;
import java.util.Optional;

/**
 * One check.
 *
 * @param startedBy user id, or {@code service}
 * @param finishedAt empty while it runs
 * @param detail why it failed, or what it could not look at
 * @param requests requests that were compared
 * @param orders orders that CertCentral's list showed
 * @param reads orders that were read one by one
 */
record LedgerCheckRun(
        long id,
        Instant startedAt,
        String startedBy,
        Optional<Instant> finishedAt,
        Outcome outcome,
        Optional<String> detail,
        int requests,
        int orders,
        int reads) {

    enum Outcome {
        RUNNING,
        COMPLETE,
        /** Compared, but not every suspicion could be looked into. */
        INCOMPLETE,
        FAILED
    }
}
