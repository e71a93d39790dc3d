package io.eseal.ledgercheck;

import io.eseal.ledgercheck.DifferenceSearch.Found;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the result of a check and reports it to people, both in one transaction. */
@Component
class FinishedCheck {

    private final LedgerChecks checks;
    private final DifferenceReports reports;
    private final TransactionTemplate transaction;

    FinishedCheck(LedgerChecks checks, DifferenceReports reports, TransactionTemplate transaction) {
        this.checks = checks;
        this.reports = reports;
        this.transaction = transaction;
    }

    /**
     * Stores and reports the result in one transaction.
     *
     * @param detail why the check is incomplete; empty when it is complete
     * @param news the differences that people were not told of before
     * @return false, with nothing stored or reported, when the check was given up meanwhile
     */
    boolean keep(long id, Found found, Optional<String> detail, List<Difference> differences, List<Difference> news) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean ours = checks.finish(id, found, detail, differences);
            if (ours) {
                reports.report(
                        id, differences.stream().filter(Difference::alarms).toList(), news);
            }
            return ours;
        }));
    }
}
