package io.eseal.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores up to which moment people have been mailed about a subject; kept over restarts and shared by all nodes. */
@Component
@ConditionalOnMail
class MailWatermarks {

    private final JdbcClient jdbc;

    MailWatermarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the stored moment; empty if there is none. */
    Optional<Instant> read(String name) {
        return jdbc.sql("select told_till from mail_mark where name = :name")
                .param("name", name)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * Passes the stored moment to the function, which tells what happened from then until {@code till}, and then stores
     * {@code till}; the first time it only stores.
     */
    void advance(String name, Instant till, Consumer<Instant> tellSince) {
        read(name).filter(told -> told.isBefore(till)).ifPresent(tellSince);
        move(name, till);
    }

    /** Stores the moment. */
    void move(String name, Instant till) {
        OffsetDateTime at = till.atOffset(ZoneOffset.UTC);
        if (jdbc.sql("update mail_mark set told_till = :till where name = :name")
                        .param("till", at)
                        .param("name", name)
                        .update()
                == 0) {
            jdbc.sql("insert into mail_mark (name, told_till) values (:name, :till)")
                    .param("name", name)
                    .param("till", at)
                    .update();
        }
    }
}
