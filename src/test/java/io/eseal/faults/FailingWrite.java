package io.eseal.faults;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a write to the database fail the first time. */
final class FailingWrite implements AutoCloseable {

    private final JdbcClient sql;
    private final int number;

    FailingWrite(JdbcClient sql, int number) {
        this.sql = sql;
        this.number = number;
    }

    /** Whether the write came and failed. */
    boolean happened() {
        return sql.sql("select is_called from failing_" + number)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void close() {
        sql.sql("delete from fault where number = " + number).update();
    }
}
