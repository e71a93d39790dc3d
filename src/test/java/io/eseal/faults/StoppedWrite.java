package io.eseal.faults;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops a write in the database and keeps its transaction open. */
final class StoppedWrite implements AutoCloseable {

    private final JdbcClient sql;
    private final int number;
    private final Connection lock;

    StoppedWrite(JdbcClient sql, int number, Connection lock) {
        this.sql = sql;
        this.number = number;
        this.lock = lock;
    }

    /** Waits until somebody has come to the write; returns the name of the node. */
    String awaitArrival(Duration atMost) {
        AtomicReference<Optional<String>> node = new AtomicReference<>(Optional.empty());
        await("a write at fault " + number)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    node.set(sql.sql("""
                    select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
                    where l.locktype = 'advisory' and not l.granted and l.objid = :number fetch first 1 rows only""")
                            .param("number", number)
                            .query(String.class)
                            .optional());
                    return node.get().isPresent();
                });
        return node.get().orElseThrow();
    }

    /** Lets waiting writes go on, and later ones pass. */
    void letThrough() {
        try {
            lock.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sql.sql("delete from fault where number = " + number).update();
        letThrough();
    }
}
