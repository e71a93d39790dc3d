package io.eseal.watch;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows which seals are in service and when each was last looked at. */
@Component
class WatchedSeals {

    private final JdbcClient jdbc;
    private final Clock clock;

    WatchedSeals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the number of seals in service whose certificate is known. */
    int count() {
        return jdbc.sql("""
                select count(*) from eseal e join certificate c on c.eseal_id = e.id
                where e.state = :state and c.pem is not null""")
                .param("state", EsealState.IN_SERVICE.name())
                .query(Integer.class)
                .single();
    }

    /**
     * Returns seals that were not looked at for so long, those that wait longest first: since the last look, or the
     * last try at one.
     */
    List<EsealId> due(Duration interval, int most) {
        return jdbc.sql("""
                select e.id from eseal e join certificate c on c.eseal_id = e.id left join seal_watch w on w.eseal_id = e.id
                where e.state = :state and c.pem is not null and (w.looked_at is null or w.looked_at <= :before)
                order by coalesce(w.tried_at, w.looked_at, e.created_at), e.id limit :most""")
                .param("state", EsealState.IN_SERVICE.name())
                .param("before", now().minus(interval))
                .param("most", most)
                .query((row, number) -> EsealId.of(row.getString("id")))
                .list();
    }

    /** Notes that the seal was looked at now. */
    void lookedAt(EsealId esealId) {
        note(esealId, "looked_at = :now, tried_at = null", "looked_at");
    }

    /** Notes that the seal could not be looked at now; it stays due, behind the others. */
    void tried(EsealId esealId) {
        note(esealId, "tried_at = :now", "tried_at");
    }

    private void note(EsealId esealId, String change, String column) {
        int known = jdbc.sql("update seal_watch set " + change + " where eseal_id = :id")
                .param("now", now())
                .param("id", esealId.value())
                .update();
        if (known == 0) {
            jdbc.sql("insert into seal_watch (eseal_id, " + column + ") values (:id, :now)")
                    .param("id", esealId.value())
                    .param("now", now())
                    .update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
