package io.eseal.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a request.
 *
 * @param seq    1, 2, 3, … within the request
 * @param actor  user id, or {@value Actors#SERVICE}
 * @param event  the word of its kind
 * @param detail the sentence for people
 * @param facts  what the kind's record holds; empty in entries of earlier versions whose facts nobody asks for
 * @param hash   SHA-256 over the entry and the hash of the one before it, in hex
 */
public record TimelineEntry(int seq, Instant at, String actor, String event, String detail,
                            @JsonInclude(JsonInclude.Include.NON_EMPTY) JsonNode facts, String hash) {

    public boolean is(EventKind kind) {
        return event.equals(kind.word());
    }

    /** Its facts, when it is of that kind and holds them. */
    public <T extends TimelineEvent> Optional<T> as(Class<T> type) {
        return EventKind.of(event).filter(kind -> kind.type() == type && !facts.isEmpty()).map(kind -> Facts.as(facts, type));
    }
}
