package io.eseal.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * What cannot be done because the database cannot be used: no connection is free, it is gone, full, or may not be
 * written to. That passes, so callers are told to come back.
 */
final class DatabaseAway {

    static final String SENTENCE = "The database cannot be used at present. Try again in a few seconds.";
    /** For the header Retry-After, in seconds. */
    static final String RETRY_AFTER = "5";

    // SQL's connection exceptions; PostgreSQL's insufficient resources, operator intervention and read-only transaction
    // (https://www.postgresql.org/docs/17/errcodes-appendix.html).
    private static final String[] STATES = {"08", "53", "57P", "25006"};

    private DatabaseAway() {}

    /** Whether that is what the exception comes of, at whatever depth. */
    static boolean caused(Throwable exception) {
        // The latter when a connection breaks in the middle: the failure to roll back hides the one before.
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
                || e instanceof SQLNonTransientConnectionException
                || e.getSQLState() != null && Stream.of(STATES).anyMatch(e.getSQLState()::startsWith);
    }
}
