package io.eseal.timeline;

import java.util.List;
import java.util.stream.Collectors;

/** Events about the request itself: its states, and changes to it. */
public final class RequestEvents {

    private RequestEvents() {}

    /**
     * The request reached a state.
     *
     * @param state name of the state, such as {@code APPROVAL}
     */
    public record StateReached(String state) implements TimelineEvent {

        @Override
        public String sentence() {
            return state;
        }
    }

    /**
     * A person's call changed fields of the request.
     *
     * @param changes the changed fields
     */
    public record Changed(List<FieldChange> changes) implements TimelineEvent {

        @Override
        public String sentence() {
            return changes.stream().map(FieldChange::sentence).collect(Collectors.joining("; "));
        }
    }

    /**
     * An administrator changed the process by a call to the engine.
     *
     * @param what the call and its effect, as a sentence for people
     * @param moved whether the process went to another step by it; false in entries of earlier versions
     */
    public record Intervened(String what, boolean moved) implements TimelineEvent {

        @Override
        public String sentence() {
            return what;
        }
    }
}
