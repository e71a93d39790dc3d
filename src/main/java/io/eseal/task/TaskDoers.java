package io.eseal.task;

import java.util.List;
import java.util.Optional;

/**
 * People who may do a task.
 *
 * @param requester whether the task is assigned to the requester; members of the groups may then do it in the
 *     requester's place
 * @param groups groups whose members may do it; empty when the approval policy names the group
 * @param bar excludes people because of what they did on the request before
 * @param actOfDoers the act, such as {@code pay for}, in the message to operators when the bar excludes everybody;
 *     empty when another group steps in
 */
public record TaskDoers(boolean requester, List<String> groups, Optional<TaskBar> bar, Optional<String> actOfDoers) {

    public TaskDoers {
        groups = List.copyOf(groups);
    }

    /** Returns whether the approval policy names the group for each request. */
    public boolean ofThePolicy() {
        return !requester && groups.isEmpty();
    }
}
