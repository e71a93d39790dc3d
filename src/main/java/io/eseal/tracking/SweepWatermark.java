package io.eseal.tracking;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the moment up to which all status changes were seen, for all nodes and across restarts. */
@Component
class SweepWatermark {

    private static final String NAME = "status-changes";

    private final JdbcClient jdbc;

    SweepWatermark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the moment of the last complete sweep; empty before the first. */
    Optional<Instant> read() {
        return jdbc.sql("select swept_till from status_sweep where name = :name")
                .param("name", NAME)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * Stores the moment up to which all status changes were seen, unless a sweep that ended earlier has seen more. A
     * mark in the future, which a wrong clock set, is taken back.
     */
    void move(Instant till, Instant now) {
        int moved = jdbc.sql("""
                        update status_sweep set swept_till = :till
                        where name = :name and (swept_till < :till or swept_till > :now)
                        """)
                .param("till", till.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("name", NAME)
                .update();
        if (moved == 0 && read().isEmpty()) {
            jdbc.sql("insert into status_sweep (name, swept_till) values (:name, :till)")
                    .param("name", NAME)
                    .param("till", till.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
