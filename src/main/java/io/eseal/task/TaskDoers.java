package io.eseal.task;

import java.util.List;
import java.util.Optional;

/**
 * Who may do a task.
 *
 * @param requester whether it is the requester's own, whom the groups only give a hand
 * @param groups whose members may do it; empty where the approval policy names the group
 * @param bar who of them may not because of what they did on the request before
 * @param vacancy what nobody is left to do when the bar stands against a whole group, such as {@code pay for}:
 *     operators are told then; empty where another group steps in
 */
public record TaskDoers(boolean requester, List<String> groups, Optional<TaskBar> bar, Optional<String> vacancy) {

    public TaskDoers {
        groups = List.copyOf(groups);
    }

    /** Whether the approval policy names the group for each request. */
    public boolean ofThePolicy() {
        return !requester && groups.isEmpty();
    }
}
