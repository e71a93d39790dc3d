package io.eseal.engine;

import io.eseal.id.UserId;
import io.eseal.security.Groups;
import io.eseal.task.TaskBar;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;

/** Checks to whom a task may be given, so that no task waits for a person who cannot do it. */
final class Assignees {

    private Assignees() {}

    /** Returns the person to whom the model assigns the task, such as the requester; empty if the model names none. */
    static Optional<UserId> byTheModel(TaskEntity task) {
        if (task.getExecutionId() == null || task.getExecution() == null || task.getTaskDefinition() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(task.getTaskDefinition().getAssigneeExpression())
                .map(assignee -> assignee.getValue(task))
                .map(assignee -> UserId.of(assignee.toString()));
    }

    /** Returns the groups that the task itself waits for, in a set that may be changed. */
    static Set<String> candidateGroups(TaskEntity task) {
        return task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Refuses a person who is in none of the groups that the task waits for. The engine checks the caller's permission
     * first.
     *
     * @throws CallRefusedException if the person is in none of the groups
     */
    static void check(TaskEntity task, UserId person) {
        checkPermission(task);
        Optional<UserId> own = byTheModel(task);
        Set<String> groups = candidateGroups(task);
        if (own.isPresent()) {
            groups.add(Groups.REQUESTERS);
        }
        // The engine shows a task to its assignee under this very spelling.
        if (groups.isEmpty()
                || own.filter(assignee -> assignee.isSpelled(person.value())).isPresent()) {
            return;
        }
        groupsOf(person)
                .filter(member -> member.stream().noneMatch(groups::contains))
                .ifPresent(member -> {
                    throw new CallRefusedException("Only members of " + String.join(", ", groups)
                            + " can do this task; it cannot be given to " + person + ".");
                });
    }

    /**
     * Refuses a person who is barred from the task. If the caller gives the task to another person, the message quotes
     * what that person would be told.
     *
     * @throws CallRefusedException if the person is barred
     */
    static void checkBar(TaskEntity task, UserId person, TaskBar bar) {
        if (task.getExecutionId() == null || task.getExecution() == null) {
            return;
        }
        UserId caller = UserId.of(Context.getCommandContext().getAuthenticatedUserId());
        bar.against(task, person).ifPresent(why -> {
            throw new CallRefusedException(
                    person.equals(caller)
                            ? why
                            : "The task cannot be given to " + person + ", who would be told: " + why);
        });
    }

    /** Has the engine check that the caller may work on the task. */
    static void checkPermission(TaskEntity task) {
        Context.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
    }

    /** Returns the groups of the user; empty if an external provider keeps them and they are known only at sign-in. */
    private static Optional<Set<String>> groupsOf(UserId person) {
        CommandContext context = Context.getCommandContext();
        IdentityService identity = Context.getProcessEngineConfiguration().getIdentityService();
        if (identity.isReadOnly()) {
            return Optional.empty();
        }
        return Optional.of(context.runWithoutAuthorization(() ->
                context
                        .getReadOnlyIdentityProvider()
                        .createGroupQuery(context)
                        .groupMember(person.value())
                        .list()
                        .stream()
                        .map(Group::getId)
                        .collect(Collectors.toSet())));
    }
}
