package io.eseal.timeline;

/**
 * An event that happened to a request. The components of the implementing record are its facts, stored as JSON;
 * decisions depend on facts alone. The sentence is for people, and its wording may change at any time.
 */
public interface TimelineEvent {

    /** Returns the kind of the event. */
    default EventKind kind() {
        return EventKind.of(getClass());
    }

    /** Returns the event as a sentence for people; at most 4,000 characters of it are stored. */
    String sentence();
}
