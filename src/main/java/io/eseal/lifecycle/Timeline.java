package io.eseal.lifecycle;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What happened to each request: append-only, each entry chained to the one before by its hash, independent of the engine's history. */
@Component
public class Timeline {

    private static final String START = "0".repeat(64);
    private static final int LONGEST_DETAIL = 4000;

    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Timeline(JdbcClient jdbc, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** Appends in the current transaction, or in one of its own, under the name of whoever acts in it. */
    @Transactional
    public void add(String esealId, String event, String detail) {
        // The request's row serialises writers: parallel tasks must not take the same number.
        jdbc.sql("select id from eseal where id = :id for update").param("id", esealId).query(String.class).single();
        Last last = jdbc.sql("select seq, hash from timeline where eseal_id = :id order by seq desc fetch first 1 rows only")
                .param("id", esealId).query(Last.class).optional().orElse(new Last(0, START));
        // Databases keep microseconds; the hash must be the same when it is checked later.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // PostgreSQL keeps no NUL character.
        String text = detail.replace("\u0000", "");
        String shortened = text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text;
        String actor = actors.name();
        jdbc.sql("""
                insert into timeline (eseal_id, seq, at, actor, event, detail, prev_hash, hash)
                values (:id, :seq, :at, :actor, :event, :detail, :prev, :hash)""")
                .param("id", esealId).param("seq", last.seq + 1).param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor).param("event", event).param("detail", shortened).param("prev", last.hash)
                .param("hash", hash(esealId, last.seq + 1, at, actor, event, shortened, last.hash)).update();
    }

    public List<TimelineEntry> of(String esealId) {
        return jdbc.sql("select seq, at, actor, event, detail, hash from timeline where eseal_id = :id order by seq")
                .param("id", esealId)
                .query((row, n) -> new TimelineEntry(row.getInt("seq"), row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"), row.getString("event"), row.getString("detail"), row.getString("hash")))
                .list();
    }

    /** The latest entry of that event. */
    public Optional<TimelineEntry> last(String esealId, String event) {
        List<TimelineEntry> entries = of(esealId).stream().filter(entry -> entry.event().equals(event)).toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** Whether no entry was changed, slipped in, or removed from among the others since it was written. */
    public boolean isIntact(String esealId) {
        String previous = START;
        int seq = 0;
        for (TimelineEntry entry : of(esealId)) {
            if (entry.seq() != ++seq || !entry.hash().equals(
                    hash(esealId, seq, entry.at(), entry.actor(), entry.event(), entry.detail(), previous))) {
                return false;
            }
            previous = entry.hash();
        }
        // Each request has an entry since it was opened.
        return seq > 0;
    }

    private static String hash(String esealId, int seq, Instant at, String actor, String event, String detail, String previous) {
        // Lengths in front of the parts: two different entries never read the same.
        StringBuilder text = new StringBuilder();
        for (String part : List.of(previous, esealId, String.valueOf(seq), at.toString(), actor, event, detail)) {
            text.append(part.length()).append(':').append(part);
        }
        return Sha256.hex(text.toString());
    }

    private record Last(int seq, String hash) {
    }
}
