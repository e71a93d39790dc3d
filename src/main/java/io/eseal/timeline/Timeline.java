package io.eseal.timeline;

import io.eseal.id.EsealId;
import io.eseal.security.Actors;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happened to each request: append-only, each entry chained to the one before by its hash, independent of the
 * engine's history.
 */
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
    public void add(EsealId esealId, TimelineEvent event) {
        // The request's row serialises writers: parallel tasks must not take the same number.
        jdbc.sql("select id from eseal where id = :id for update")
                .param("id", esealId.value())
                .query(String.class)
                .single();
        Last last = jdbc.sql(
                        "select seq, hash from timeline where eseal_id = :id order by seq desc fetch first 1 rows only")
                .param("id", esealId.value())
                .query(Last.class)
                .optional()
                .orElse(new Last(0, START));
        // Databases keep microseconds; the hash must be the same when it is checked later.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Row row = new Row(
                last.seq + 1, at, actors.name(), event.kind().word(), kept(event.sentence()), Facts.json(event));
        jdbc.sql("""
                insert into timeline (eseal_id, seq, at, actor, event, detail, facts, prev_hash, hash)
                values (:id, :seq, :at, :actor, :event, :detail, :facts, :prev, :hash)""")
                .param("id", esealId.value())
                .param("seq", row.seq)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", row.actor)
                .param("event", row.event)
                .param("detail", row.detail)
                .param("facts", row.facts)
                .param("prev", last.hash)
                .param("hash", row.hash(esealId, last.hash))
                .update();
    }

    /** Oldest first. */
    public List<TimelineEntry> of(EsealId esealId) {
        return rows(esealId).stream().map(Stored::entry).toList();
    }

    /** The latest entry of that kind. */
    public Optional<TimelineEntry> last(EsealId esealId, EventKind kind) {
        return of(esealId).stream().filter(entry -> entry.is(kind)).reduce((earlier, later) -> later);
    }

    /** Whether no entry was changed, slipped in, or removed from among the others since it was written. */
    public boolean isIntact(EsealId esealId) {
        String previous = START;
        int seq = 0;
        for (Stored stored : rows(esealId)) {
            if (stored.row.seq != ++seq || !stored.hash.equals(stored.row.hash(esealId, previous))) {
                return false;
            }
            previous = stored.hash;
        }
        // Each request has an entry since it was opened.
        return seq > 0;
    }

    private List<Stored> rows(EsealId esealId) {
        return jdbc.sql(
                        "select seq, at, actor, event, detail, facts, hash from timeline where eseal_id = :id order by seq")
                .param("id", esealId.value())
                .query((row, n) -> new Stored(
                        new Row(
                                row.getInt("seq"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("actor"),
                                row.getString("event"),
                                row.getString("detail"),
                                row.getString("facts")),
                        row.getString("hash")))
                .list();
    }

    /** As a database keeps it: PostgreSQL takes no NUL character. */
    static String kept(String text) {
        String free = text.replace("\u0000", "");
        return free.length() > LONGEST_DETAIL ? free.substring(0, LONGEST_DETAIL) : free;
    }

    /** @param facts null in entries of versions that kept sentences alone */
    private record Row(int seq, Instant at, String actor, String event, String detail, String facts) {

        String hash(EsealId esealId, String previous) {
            // Lengths in front of the parts: two different entries never read the same.
            StringBuilder text = new StringBuilder();
            Stream.of(previous, esealId.value(), String.valueOf(seq), at.toString(), actor, event, detail, facts)
                    .filter(Objects::nonNull)
                    .forEach(part -> text.append(part.length()).append(':').append(part));
            return Sha256.hex(text.toString());
        }
    }

    private record Stored(Row row, String hash) {

        TimelineEntry entry() {
            return new TimelineEntry(
                    row.seq,
                    row.at,
                    row.actor,
                    row.event,
                    row.detail,
                    Optional.ofNullable(row.facts).map(Facts::read),
                    hash);
        }
    }

    private record Last(int seq, String hash) {}
}
