package io.eseal.tracking;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up to when all changes of status were seen, kept over restarts and shared by all nodes. */
@Component
class SweepMark {

    private static final String NAME = "status-changes";

    private final JdbcClient jdbc;

    SweepMark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Instant> read() {
        return jdbc.sql("select swept_till from status_sweep where name = :name")
                .param("name", NAME)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    void move(Instant till) {
        int moved = jdbc.sql("update status_sweep set swept_till = :till where name = :name")
                .param("till", till.atOffset(ZoneOffset.UTC))
                .param("name", NAME)
                .update();
        if (moved == 0) {
            jdbc.sql("insert into status_sweep (name, swept_till) values (:name, :till)")
                    .param("name", NAME)
                    .param("till", till.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
