package io.eseal.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a request.
 *
 * @param seq 1, 2, 3, … within the request
 * @param actor user id, or {@value io.eseal.security.Actors#SERVICE}
 * @param event the word of its kind
 * @param detail the sentence for people
 * @param facts what the kind's record holds; absent in entries of versions that kept sentences alone
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

    public boolean is(EventKind kind) {
        return event.equals(kind.word());
    }

    /** Its facts, when it is of that kind and holds them; those of an entry without any are read from its sentence. */
    public <T extends TimelineEvent> Optional<T> as(Class<T> type) {
        return EventKind.of(event)
                .filter(kind -> kind.type() == type)
                .flatMap(kind -> facts.or(() -> EarlierEntries.facts(kind, detail)))
                .map(known -> Facts.as(known, type));
    }
}
