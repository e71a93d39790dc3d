package io.eseal.ledgercheck;

import java.time.Instant;
import java.util.Optional;

/**
 * Record of one check.
 *
 * @param id number of the check
 * @param startedAt when the check began
 * @param startedBy user id, or {@code service}
 * @param finishedAt when the check ended; empty while it runs
 * @param outcome how the check ended
 * @param detail why the check failed, or what it could not compare
 * @param requests number of requests that were compared
 * @param orders number of orders that CertCentral's list showed
 * @param reads number of orders that were read one by one
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

    /** Outcomes of a check. */
    enum Outcome {
        RUNNING,
        COMPLETE,
        /** Compared, but not every possible difference could be confirmed. */
        INCOMPLETE,
        FAILED
    }
}
