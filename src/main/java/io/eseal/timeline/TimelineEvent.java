package io.eseal.timeline;

/**
 * Something that happened to a request. The components of the record are its facts, which are kept as JSON: whoever
 * decides asks for them. The sentence is for people alone, and may be worded anew at any time.
 */
public interface TimelineEvent {

    default EventKind kind() {
        return EventKind.of(getClass());
    }

    /** For people; at most 4000 characters of it are kept. */
    String sentence();
}
