package io.eseal.approval;

import io.eseal.id.EsealId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who changed what is decided on in a request, in whatever step: they do not decide on it, in this round or a later
 * one.
 */
@Component
class Editors {

    private final JdbcClient jdbc;
    private final Clock clock;

    Editors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** User ids as they were given. */
    List<String> of(EsealId esealId) {
        return jdbc.sql("select person from request_editor where eseal_id = :id")
                .param("id", esealId.value())
                .query(String.class)
                .list();
    }

    /** Does nothing for whoever is one already. */
    void add(EsealId esealId, String person) {
        if (!of(esealId).contains(person)) {
            jdbc.sql("insert into request_editor (eseal_id, person, since) values (:id, :person, :at)")
                    .param("id", esealId.value())
                    .param("person", person)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
