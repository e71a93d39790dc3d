package io.eseal.engine;

import io.eseal.security.Groups;
import io.eseal.security.UserIds;
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

/** To whom a task may go, so that it never waits for somebody who cannot do it. */
final class Assignees {

    private Assignees() {}

    /** The person to whom the model gives the task, such as the requester. */
    static Optional<String> byTheModel(TaskEntity task) {
        if (task.getExecutionId() == null || task.getExecution() == null || task.getTaskDefinition() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(task.getTaskDefinition().getAssigneeExpression())
                .map(assignee -> assignee.getValue(task))
                .map(Object::toString);
    }

    /**
     * Refuses somebody who is in none of the groups that the task waits for, after the engine has refused callers who
     * may not ask.
     */
    static void check(TaskEntity task, String userId) {
        checkPermission(task);
        Optional<String> own = byTheModel(task);
        Set<String> groups = task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        if (own.isPresent()) {
            groups.add(Groups.REQUESTERS);
        }
        if (groups.isEmpty() || own.filter(userId::equals).isPresent()) {
            return;
        }
        groupsOf(userId)
                .filter(member -> member.stream().noneMatch(groups::contains))
                .ifPresent(member -> {
                    throw new CallRefusedException("Only members of " + String.join(", ", groups)
                            + " can do this task; it cannot be given to " + userId + ".");
                });
    }

    /**
     * Refuses somebody who is barred from the task; of another person's bar its words speak as they would to that
     * person.
     */
    static void checkBar(TaskEntity task, String userId, TaskBar bar) {
        if (task.getExecutionId() == null || task.getExecution() == null) {
            return;
        }
        String caller = Context.getCommandContext().getAuthenticatedUserId();
        bar.against(task, userId).ifPresent(why -> {
            throw new CallRefusedException(
                    UserIds.same(userId, caller)
                            ? why
                            : "The task cannot be given to " + userId + ", who would be told: " + why);
        });
    }

    static void checkPermission(TaskEntity task) {
        Context.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
    }

    /** Empty where the users of the service are not known to it, but to a provider that tells of whoever signs in. */
    private static Optional<Set<String>> groupsOf(String userId) {
        CommandContext context = Context.getCommandContext();
        IdentityService identity = Context.getProcessEngineConfiguration().getIdentityService();
        if (identity.isReadOnly()) {
            return Optional.empty();
        }
        return Optional.of(context.runWithoutAuthorization(() ->
                context.getReadOnlyIdentityProvider().createGroupQuery(context).groupMember(userId).list().stream()
                        .map(Group::getId)
                        .collect(Collectors.toSet())));
    }
}
