package io.eseal.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.id.UserId;
import io.eseal.security.Actors;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a request's timeline.
 *
 * @param seq number of the entry within the request, from 1
 * @param at when the event was written, to the microsecond
 * @param actor user id, or {@value Actors#SERVICE}
 * @param event the word of the event's kind
 * @param detail the sentence for people
 * @param facts the components of the kind's record; absent in entries of earlier versions, which stored only sentences
 * @param hash SHA-256 in hex over the hash of the entry before it (64 zeros for the first), the request's id, seq, at,
 *     actor, event, detail and, where there are any, the facts as compact JSON: each with its length in UTF-16 units
 *     and a colon in front
 */
public record TimelineEntry(
        int seq,
        Instant at,
        String actor,
        String event,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<JsonNode> facts,
        String hash) {

    /** Returns the person who acted; empty when the service itself did. */
    public Optional<UserId> person() {
        return Optional.of(actor).filter(name -> !name.equals(Actors.SERVICE)).map(UserId::of);
    }

    /** Returns whether the entry is of this kind. */
    public boolean is(EventKind kind) {
        return event.equals(kind.word());
    }

    /**
     * Returns the facts as a record; empty when the entry is of another kind or holds none. Reads the facts of an entry
     * without any from its sentence.
     */
    public <T extends TimelineEvent> Optional<T> as(Class<T> type) {
        return EventKind.of(event)
                .filter(kind -> kind.type() == type)
                .flatMap(kind -> facts.or(() -> EarlierEntries.facts(kind, detail)))
                .map(known -> Facts.as(known, type));
    }
}
