package io.eseal.engine;

import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.security.Groups;
import io.eseal.task.TaskDoers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Checks that whoever completes a task is one of those who do it. The engine's permission does not tell: administrators
 * have it for every task, and whoever holds a task has it however they came to hold it.
 */
final class CompletingPerson {

    private CompletingPerson() {}

    /**
     * Refuses a person who is in none of the groups of the task. A requester's task may be completed by that requester,
     * and by another requester to whom it was given.
     *
     * @param doers who may do the task; empty for a task of an earlier version of the model that is not known any more,
     *     for which its own candidates and the operators count
     * @throws CompletionRefused if the person is none of them
     */
    static void check(TaskEntity task, Authentication person, Optional<TaskDoers> doers) {
        Set<String> groups = doers.map(TaskDoers::groups)
                .filter(named -> !named.isEmpty())
                .<Set<String>>map(TreeSet::new)
                .orElseGet(() -> Assignees.candidateGroups(task));
        if (doers.isEmpty()) {
            groups.add(Groups.OPERATORS);
        }
        Optional<UserId> requester = Assignees.byTheModel(task);
        if (groups.isEmpty() && requester.isEmpty()) {
            return;
        }
        List<String> own = Optional.ofNullable(person.getGroupIds()).orElse(List.of());
        UserId id = UserId.of(person.getUserId());
        boolean given = requester.isPresent() && id.isSpelled(task.getAssignee()) && own.contains(Groups.REQUESTERS);
        if (own.stream().noneMatch(groups::contains)
                && requester.filter(id::equals).isEmpty()
                && !given) {
            throw new CompletionRefused("Only members of " + String.join(", ", groups)
                    + (requester.isPresent() ? ", and the requester," : "") + " can complete this task.");
        }
    }
}
