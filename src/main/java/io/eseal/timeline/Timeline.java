package io.eseal.timeline;

import io.eseal.id.EsealId;
import io.eseal.keys.Sha256;
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
 * Stores what happened to each request, independently of the engine's history. Entries are only appended; each holds a
 * hash over the hash of the entry before it.
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

    /**
     * Appends an event in the current transaction, or in one of its own when there is none, under the name of the
     * acting user or the service.
     */
    @Transactional
    public void add(EsealId esealId, TimelineEvent event) {
        End last = LockedRequests.known(esealId, End.class).orElseGet(() -> lockedEnd(esealId));
        // Databases store microseconds; the hash must be the same when it is checked later.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Row row = new Row(
                last.seq() + 1, at, actors.name(), event.kind().word(), kept(event.sentence()), Facts.json(event));
        String hash = row.hash(esealId, last.hash());
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
                .param("prev", last.hash())
                .param("hash", hash)
                .update();
        LockedRequests.remember(esealId, new End(row.seq, hash));
    }

    private End lockedEnd(EsealId esealId) {
        // The lock on the request's row lets one writer in at a time: parallel tasks must not take the same number.
        if (!LockedRequests.isLocked(esealId)) {
            jdbc.sql("select id from eseal where id = :id for update")
                    .param("id", esealId.value())
                    .query(String.class)
                    .single();
            LockedRequests.locked(esealId);
        }
        return jdbc.sql("select seq, hash from timeline where eseal_id = :id order by seq desc fetch first 1 rows only")
                .param("id", esealId.value())
                .query(End.class)
                .optional()
                .orElse(new End(0, START));
    }

    /** Returns the entries of a request, the oldest first. */
    public List<TimelineEntry> of(EsealId esealId) {
        return rows(esealId).stream().map(Stored::entry).toList();
    }

    /** Returns the latest entry of this kind; empty when there is none. */
    public Optional<TimelineEntry> last(EsealId esealId, EventKind kind) {
        return of(esealId).stream().filter(entry -> entry.is(kind)).reduce((earlier, later) -> later);
    }

    /**
     * Returns whether no entry was changed, inserted, or removed from among the others since it was written; false when
     * there is no entry.
     */
    public boolean isIntact(EsealId esealId) {
        String previous = START;
        int seq = 0;
        for (Stored stored : rows(esealId)) {
            if (stored.row.seq != ++seq || !stored.hash.equals(stored.row.hash(esealId, previous))) {
                return false;
            }
            previous = stored.hash;
        }
        // Opening a request writes its first entry.
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

    /** Returns the text as it is stored: without NUL, which PostgreSQL refuses, and at most 4,000 characters long. */
    static String kept(String text) {
        String free = text.replace("\u0000", "");
        return free.length() > LONGEST_DETAIL ? free.substring(0, LONGEST_DETAIL) : free;
    }

    /**
     * The hashed columns of an entry.
     *
     * @param facts null in entries of earlier versions, which stored only sentences
     */
    private record Row(int seq, Instant at, String actor, String event, String detail, String facts) {

        String hash(EsealId esealId, String previous) {
            // The length in front of each part keeps two different entries from having the same text.
            StringBuilder text = new StringBuilder();
            Stream.of(previous, esealId.value(), String.valueOf(seq), at.toString(), actor, event, detail, facts)
                    .filter(Objects::nonNull)
                    .forEach(part -> text.append(part.length()).append(':').append(part));
            return Sha256.hex(text.toString());
        }
    }

    /**
     * The end of a request's chain.
     *
     * @param seq number of the last entry, 0 when there is none
     * @param hash hash of the last entry
     */
    private record End(int seq, String hash) {}

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
}
