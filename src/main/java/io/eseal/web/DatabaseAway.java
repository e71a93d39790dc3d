package io.eseal.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Recognises failures that come from an unusable database: no connection is free, or the database is down, full,
 * read-only, or so busy that a statement or a lock takes too long. Such a state passes, so the answer is 503 with a
 * time to try again.
 */
final class DatabaseAway {

    static final String SENTENCE = "The database cannot be used at present. Try again in a few seconds.";
    /** Value of the header Retry-After, in seconds. */
    static final String RETRY_AFTER = "5";

    // SQL's connection exceptions; PostgreSQL's insufficient resources, operator intervention, read-only transaction,
    // canceled statement and lock that is not available
    // (https://www.postgresql.org/docs/17/errcodes-appendix.html).
    private static final String[] STATES = {"08", "53", "57P", "25006", "57014", "55P03", "HYT00"};

    private DatabaseAway() {}

    /** Tells whether the exception or one of its causes comes from an unusable database. */
    static boolean caused(Throwable exception) {
        // TransactionSystemException: when a connection breaks in mid-transaction,
        // the failed rollback hides the first failure.
        return ExceptionChain.find(exception, CannotCreateTransactionException.class)
                        .isPresent()
                || ExceptionChain.find(exception, TransactionSystemException.class)
                        .isPresent()
                || ExceptionChain.find(exception, SQLException.class)
                        .filter(DatabaseAway::isAway)
                        .isPresent();
    }

    private static boolean isAway(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLTimeoutException
                || e instanceof SQLNonTransientConnectionException
                || e.getSQLState() != null && Stream.of(STATES).anyMatch(e.getSQLState()::startsWith);
    }
}
