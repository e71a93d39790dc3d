package io.eseal.engine;

import static io.eseal.engine.CommandFields.read;

import io.eseal.id.UserId;
import io.eseal.task.TaskBar;
import io.eseal.task.TaskCatalogue;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.GetDeployedTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetTaskPropertyCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskDueDateCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskFollowUpDateCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.DelegationState;

/**
 * Protects tasks from changes from outside, by administrators too. Allowed are changes of the dates, and claiming,
 * assigning or delegating to a person who may do the task; a {@link TaskBar} may exclude some. Refused are new or
 * deleted tasks, changes of subject, groups and parent, and handing back what was not delegated. A task that the model
 * assigns to one person returns to that person when another gives it up.
 */
class TaskGuard extends CommandInterceptor {

    private final Supplier<TaskCatalogue> catalogue;

    TaskGuard(Supplier<TaskCatalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person == null || person.getUserId() == null) {
            return next.execute(command);
        }
        check(command);
        T result = next.execute(command);
        leftBy(command)
                .flatMap(TaskGuard::find)
                .filter(task -> task.getAssignee() == null)
                .ifPresent(task -> Assignees.byTheModel(task)
                        .ifPresent(assignee -> next.execute(new ClaimTaskCmd(task.getId(), assignee.value()))));
        return result;
    }

    private void check(Command<?> command) {
        if (command instanceof SaveTaskCmd) {
            TaskEntity saved = read(command, SaveTaskCmd.class, "task");
            TaskEntity there =
                    saved.getId() == null ? null : find(saved.getId()).orElse(null);
            if (there == null) {
                throw new CallRefusedException(
                        "This call of the engine is closed: tasks are made by the process and end when they are completed.");
            }
            SavedTask.check(saved, there);
        } else if (command instanceof GetDeployedTaskFormCmd) {
            String taskId = read(command, GetDeployedTaskFormCmd.class, "taskId");
            if (find(taskId).isEmpty()) {
                // The engine answers a missing task with a fault here; this is its own message from elsewhere.
                throw new NullValueException("Cannot find task with id " + taskId);
            }
        } else if (command instanceof DeleteTaskCmd) {
            throw new CallRefusedException("This call of the engine is closed: a task ends when it is completed.");
        } else if (command instanceof AssignTaskCmd) {
            mayGoTo(
                    read(command, AbstractSetTaskPropertyCmd.class, "taskId"),
                    read(command, AbstractAddIdentityLinkCmd.class, "userId"));
        } else if (command instanceof ClaimTaskCmd) {
            mayGoTo(read(command, ClaimTaskCmd.class, "taskId"), read(command, ClaimTaskCmd.class, "userId"));
        } else if (command instanceof DelegateTaskCmd) {
            delegate(read(command, DelegateTaskCmd.class, "taskId"), read(command, DelegateTaskCmd.class, "userId"));
        } else if (command instanceof ResolveTaskCmd) {
            find(read(command, ResolveTaskCmd.class, "taskId"))
                    .filter(task -> task.getDelegationState() != DelegationState.PENDING)
                    .ifPresent(TaskGuard::refuseToResolve);
        } else if (command instanceof AbstractAddIdentityLinkCmd || command instanceof DeleteIdentityLinkCmd) {
            throw new CallRefusedException(
                    "Whom a task waits for is decided by the process: its users and groups cannot be changed.");
        } else if (command instanceof AbstractSetTaskPropertyCmd
                && !(command instanceof SetTaskDueDateCmd || command instanceof SetTaskFollowUpDateCmd)) {
            throw SavedTask.refusal("attributes");
        }
    }

    /** Refuses to hand back a task that nobody delegated: the engine would take it from whoever has it. */
    private static void refuseToResolve(TaskEntity task) {
        Assignees.checkPermission(task);
        throw new CallRefusedException(
                "The task was not delegated, so it cannot be handed back: complete it, or let it go.");
    }

    private void delegate(String taskId, String userId) {
        if (userId == null) {
            find(taskId).ifPresent(Assignees::checkPermission);
            throw new CallRefusedException("The field userId is required: the person to whom the task is delegated.");
        }
        mayGoTo(taskId, userId);
    }

    private void mayGoTo(String taskId, String userId) {
        if (userId != null) {
            find(taskId).ifPresent(task -> {
                UserId person = UserId.of(userId);
                Assignees.check(task, person);
                catalogue
                        .get()
                        .find(task.getTaskDefinitionKey())
                        .flatMap(definition -> definition.doers().bar())
                        .ifPresent(bar -> Assignees.checkBar(task, person, bar));
            });
        }
    }

    /** Returns the id of the task that may have no assignee after the command; empty for other commands. */
    private static Optional<String> leftBy(Command<?> command) {
        if (command instanceof AssignTaskCmd) {
            return Optional.of(read(command, AbstractSetTaskPropertyCmd.class, "taskId"));
        }
        if (command instanceof ClaimTaskCmd) {
            return Optional.of(read(command, ClaimTaskCmd.class, "taskId"));
        }
        return command instanceof ResolveTaskCmd
                ? Optional.of(read(command, ResolveTaskCmd.class, "taskId"))
                : Optional.empty();
    }

    private static Optional<TaskEntity> find(String taskId) {
        return Optional.ofNullable(taskId)
                .map(id -> Context.getCommandContext().getTaskManager().findTaskById(id));
    }
}
