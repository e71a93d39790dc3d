package io.eseal.ledgercheck;

import io.eseal.certcentral.CertCentralException;
import io.eseal.ledgercheck.Difference.Subject;
import io.eseal.ledgercheck.DifferenceSearch.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs one ledger check and records its result; a check that fails leaves a record with the reason. */
@Component
class LedgerCheck {

    private static final Logger log = LoggerFactory.getLogger(LedgerCheck.class);
    private static final String LOCK = "ledger-check";
    // Longer than a check takes; afterwards, the lock of a node that stopped during a check ends.
    private static final Duration LOCKED_AT_MOST = Duration.ofMinutes(20);

    private final LockProvider locks;
    private final LedgerChecks checks;
    private final DifferenceSearch search;
    private final FinishedCheck finished;
    private final LedgerCheckSettings settings;
    private final Clock clock;

    LedgerCheck(
            LockProvider locks,
            LedgerChecks checks,
            DifferenceSearch search,
            FinishedCheck finished,
            LedgerCheckSettings settings,
            Clock clock) {
        this.locks = locks;
        this.checks = checks;
        this.search = search;
        this.finished = finished;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Compares ledger and CertCentral. Takes seconds to minutes, and holds no database connection during calls to
     * CertCentral.
     *
     * @param startedBy user id, or {@code service}
     * @return number of the check, whatever its outcome; empty when another check is running in the cluster
     */
    Optional<Long> run(String startedBy) {
        return locks.lock(new LockConfiguration(Instant.now(clock), LOCK, LOCKED_AT_MOST, Duration.ZERO))
                .map(lock -> runLocked(lock, startedBy));
    }

    private long runLocked(SimpleLock lock, String startedBy) {
        try {
            long id = checks.begin(startedBy);
            compare(id);
            checks.keep(settings.keep());
            return id;
        } finally {
            lock.unlock();
        }
    }

    private void compare(long id) {
        try {
            Map<Subject, Difference> before =
                    checks.compared().map(check -> checks.differences(check.id())).orElse(List.of()).stream()
                            .collect(Collectors.toMap(Difference::subject, Function.identity()));
            record(id, search.search(before.keySet()), before);
        } catch (CertCentralException e) {
            log.warn("Ledger check {} failed: {}", id, e.getMessage());
            checks.fail(id, e.getMessage());
        } catch (RuntimeException e) {
            log.warn("Ledger check {} failed", id, e);
            checks.fail(id, "The service failed; its log says why.");
        }
    }

    private void record(long id, Found found, Map<Subject, Difference> before) {
        Instant now = clock.instant();
        List<Difference> differences = found.differences().stream()
                .map(candidate -> new Difference(
                        candidate.subject(),
                        candidate.sentence(),
                        Optional.ofNullable(before.get(candidate.subject()))
                                .map(Difference::since)
                                .orElse(now)))
                .toList();
        Optional<String> detail = found.unsure() == 0
                ? Optional.empty()
                : Optional.of(
                        found.unsure() + " candidates are left out: the orders behind them were not read " + "(at most "
                                + settings.orderReads() + " in one check, and only those that the API key may see).");
        List<Difference> news = differences.stream()
                .filter(Difference::alarms)
                .filter(difference -> !before.containsKey(difference.subject()))
                .toList();
        if (finished.keep(id, found, detail, differences, news)) {
            detail.ifPresent(text -> log.warn("Ledger check {} is incomplete: {}", id, text));
            news.forEach(difference ->
                    log.warn("Ledger check {}: {} {}", id, difference.subject().kind(), difference.sentence()));
        }
    }
}
