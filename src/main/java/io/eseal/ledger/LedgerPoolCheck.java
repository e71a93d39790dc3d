package io.eseal.ledger;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a connection pool in which orders can block each other: each job holds a connection while the
 * ledger needs a second one for a transaction of its own. A card payment, of which there may be any number, never holds
 * more than one.
 */
@Component
class LedgerPoolCheck {

    // For web requests and the sweep, while every job thread places an order.
    private static final int OTHERS = 2;

    LedgerPoolCheck(
            ObjectProvider<HikariDataSource> pools,
            @Value("${camunda.bpm.job-execution.max-pool-size}") int jobThreads) {
        pools.ifAvailable(pool -> check(pool.getMaximumPoolSize(), jobThreads));
    }

    static void check(int connections, int jobThreads) {
        int needed = 2 * jobThreads + OTHERS;
        if (connections < needed) {
            throw new IllegalStateException("spring.datasource.hikari.maximum-pool-size is " + connections + ", but "
                    + jobThreads + " job threads (camunda.bpm.job-execution.max-pool-size) need at least " + needed
                    + " connections: two each and " + OTHERS + " for others.");
        }
    }
}
