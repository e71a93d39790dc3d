package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.timeline.LockedRequests;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the people who changed the approved content of a request, in any step, or had it come about: they are barred
 * from deciding on it, in this round and in later ones.
 */
@Component
class Editors {

    private final JdbcClient jdbc;
    private final Clock clock;

    Editors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the ids of the editors of a request. */
    Set<UserId> of(EsealId esealId) {
        return LockedRequests.known(esealId, ReadEditors.class)
                .orElseGet(() -> read(esealId))
                .people();
    }

    private ReadEditors read(EsealId esealId) {
        ReadEditors read = new ReadEditors(jdbc.sql("select person from request_editor where eseal_id = :id")
                .param("id", esealId.value())
                .query((row, number) -> UserId.of(row.getString("person")))
                .set());
        LockedRequests.remember(esealId, read);
        return read;
    }

    /** Adds a person to the editors of a request, unless already there. */
    void add(EsealId esealId, UserId person) {
        if (!of(esealId).contains(person)) {
            jdbc.sql("insert into request_editor (eseal_id, person, since) values (:id, :person, :at)")
                    .param("id", esealId.value())
                    .param("person", person.value())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            LockedRequests.forget(esealId, ReadEditors.class);
        }
    }

    private record ReadEditors(Set<UserId> people) {}
}
