package io.eseal.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts wrong passwords for all nodes together, in a table of the database. Writes only at a wrong password, removes
 * old rows, and bounds the table.
 */
@Component
class SharedFailures {

    private static final Logger log = LoggerFactory.getLogger(SharedFailures.class);
    private static final int MOST_ROWS = 20_000;
    private static final int LONGEST_TRANSACTION_SECONDS = 2;
    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final AtomicReference<Instant> purged = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger rows = new AtomicInteger();

    SharedFailures(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        ownTransaction.setTimeout(LONGEST_TRANSACTION_SECONDS);
    }

    /**
     * Counts one more wrong password.
     *
     * @param guesser the digest of the guesser
     * @return how many all nodes counted within the time; 0 when the database cannot tell
     */
    int add(String guesser, Duration within) {
        Instant now = clock.instant();
        try {
            purge(now.minus(within));
            return ownTransaction.execute(
                    status -> update(guesser, now, now.minus(within)) || insert(guesser, now) ? count(guesser) : 0);
        } catch (DuplicateKeyException e) {
            // Another node inserted the row at the same moment, and has counted.
            return 0;
        } catch (DataAccessException | TransactionException e) {
            log.warn("A wrong password could not be counted for all nodes: {}", e.getMessage());
            return 0;
        }
    }

    private boolean update(String guesser, Instant now, Instant old) {
        return jdbc.sql("""
                update sign_in_failure set failures = case when failed_at < :old then 1 else failures + 1 end, failed_at = :now
                where guesser = :guesser""")
                        .param("old", at(old))
                        .param("now", at(now))
                        .param("guesser", guesser)
                        .update()
                > 0;
    }

    private boolean insert(String guesser, Instant now) {
        return rows.incrementAndGet() <= MOST_ROWS
                && jdbc.sql("insert into sign_in_failure (guesser, failures, failed_at) values (:guesser, 1, :now)")
                                .param("guesser", guesser)
                                .param("now", at(now))
                                .update()
                        > 0;
    }

    private int count(String guesser) {
        return jdbc.sql("select failures from sign_in_failure where guesser = :guesser")
                .param("guesser", guesser)
                .query(Integer.class)
                .single();
    }

    private void purge(Instant old) {
        Instant last = purged.get();
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(PURGE_EVERY) >= 0 && purged.compareAndSet(last, now)) {
            jdbc.sql("delete from sign_in_failure where failed_at < :old")
                    .param("old", at(old))
                    .update();
            rows.set(jdbc.sql("select count(*) from sign_in_failure")
                    .query(Integer.class)
                    .single());
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
