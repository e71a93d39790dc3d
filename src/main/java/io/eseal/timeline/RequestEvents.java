package io.eseal.timeline;

import java.util.List;
import java.util.stream.Collectors;

/** The course of a request, and what was changed in it. */
public final class RequestEvents {

    private RequestEvents() {}

    /** @param state the state's name, such as {@code APPROVAL} */
    public record StateReached(String state) implements TimelineEvent {

        @Override
        public String sentence() {
            return state;
        }
    }

    /** Fields that a person's call changed. */
    public record Changed(List<FieldChange> changes) implements TimelineEvent {

        @Override
        public String sentence() {
            return changes.stream().map(FieldChange::sentence).collect(Collectors.joining("; "));
        }
    }

    /** @param what the engine's call that an administrator made, and what it did */
    public record Intervened(String what) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }
}
