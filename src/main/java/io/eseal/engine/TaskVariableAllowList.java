package io.eseal.engine;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.security.Actors;
import io.eseal.task.TaskAnswer;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskInput;
import io.eseal.task.UserTaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractPatchVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetVariableCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractVariableCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.DelegationState;
import org.jspecify.annotations.Nullable;

/**
 * Lets people complete only the tasks that they do, and write only the variables that their task asks for, on whatever
 * path they complete it. The engine itself takes any variable from a person who may start a process or complete a task,
 * although gateways decide by variables and a variable hides a bean of the same name.
 */
class TaskVariableAllowList extends CommandInterceptor {

    private final Supplier<TaskCatalogue> catalogue;

    /**
     * Makes the interceptor.
     *
     * @param catalogue read when a task is completed, because the engine starts before it
     */
    TaskVariableAllowList(Supplier<TaskCatalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null && person.getUserId() != null) {
            check(command, person);
        }
        return next.execute(command);
    }

    private void check(Command<?> command, Authentication person) {
        if (command instanceof CompleteTaskCmd) {
            refuseForeign(
                    command,
                    person,
                    CommandFields.read(command, CompleteTaskCmd.class, "taskId"),
                    CommandFields.read(command, CompleteTaskCmd.class, "variables"));
        } else if (command instanceof SubmitTaskFormCmd) {
            refuseForeign(
                    command,
                    person,
                    CommandFields.read(command, SubmitTaskFormCmd.class, "taskId"),
                    CommandFields.read(command, SubmitTaskFormCmd.class, "properties"));
        } else if (command instanceof StartProcessInstanceCmd) {
            ProcessInstantiationBuilderImpl start =
                    CommandFields.read(command, StartProcessInstanceCmd.class, "instantiationBuilder");
            if (start.getCaseInstanceId() != null) {
                throw new CompletionRefused("The field caseInstanceId is not accepted: there are no cases.");
            }
            refuseForeignAtTheStart(new GetDeployedProcessDefinitionCmd(start, false), start.getVariables());
        } else if (command instanceof SubmitStartFormCmd) {
            refuseForeignAtTheStart(
                    new GetDeployedProcessDefinitionCmd(
                            CommandFields.<String>read(command, SubmitStartFormCmd.class, "processDefinitionId"),
                            false),
                    CommandFields.read(command, SubmitStartFormCmd.class, "variables"));
        } else if (command instanceof HandleTaskBpmnErrorCmd || command instanceof HandleTaskEscalationCmd) {
            throw new CompletionRefused("A task is completed with what its form asks for; it cannot end in an error.");
        } else if ((command instanceof AbstractVariableCmd || command instanceof AbstractPatchVariablesCmd)
                && !Actors.isAdministrator(person)) {
            throw new CompletionRefused(
                    "Variables are written by completing tasks; only administrators may set them otherwise.");
        } else if (command instanceof AbstractPatchVariablesCmd || command instanceof AbstractSetVariableCmd) {
            Map<String, ?> written = CommandFields.read(
                    command,
                    command instanceof AbstractPatchVariablesCmd
                            ? AbstractPatchVariablesCmd.class
                            : AbstractSetVariableCmd.class,
                    "variables");
            WrittenVariables.checkByHand(written == null ? Map.of() : written);
        }
    }

    private void refuseForeign(
            Command<?> command, Authentication person, String taskId, @Nullable Map<String, ?> given) {
        Map<String, ?> variables = given == null ? Map.of() : given;
        TaskEntity task = taskId == null
                ? null
                : Context.getCommandContext().getTaskManager().findTaskById(taskId);
        if (task != null && task.getExecutionId() != null && task.getExecution() == null) {
            // Another person completed the task between the two reads; this is the engine's own message for it.
            throw new NullValueException("Cannot find task with id " + taskId + ": it has been completed");
        }
        if (task != null && task.getProcessDefinition() == null) {
            refuseForeignOfNoProcess(command, person, task, variables);
            return;
        }
        if (task == null
                || !EsealLifecycle.PROCESS.equals(task.getProcessDefinition().getKey())) {
            return;
        }
        Set<String> foreign = new TreeSet<>(variables.keySet());
        Optional<UserTaskDefinition> definition = catalogue.get().find(task.getTaskDefinitionKey());
        if (definition.isEmpty() && isNewer(task)) {
            throw new CompletionRefused(
                    "A newer version of the service, which runs beside this one, has made this task: try again in a moment.");
        }
        Optional<TaskAnswer> answer = definition.map(UserTaskDefinition::answer);
        List<TaskInput> inputs = answer.map(TaskAnswer::inputs).orElse(List.of());
        Set<String> asked = inputs.stream().map(TaskInput::variable).collect(Collectors.toSet());
        if ((asked.contains(Variables.DECISION) || asked.contains(Variables.REQUEST)) && handsBack(command, task)) {
            refuseDecision(foreign);
        }
        foreign.removeAll(asked);
        if (!foreign.isEmpty()) {
            throw new CompletionRefused("This task does not ask for: " + String.join(", ", foreign) + ".");
        }
        WrittenVariables.check(variables, inputs);
        boolean handedBack = handsBack(command, task);
        if (!handedBack || !variables.isEmpty()) {
            // Permission first: whoever may not do the task is not told what it asks for.
            Assignees.checkPermission(task);
            CompletingPerson.check(task, person, definition.map(UserTaskDefinition::doers));
        }
        if (!handedBack) {
            answer.ifPresent(needed -> WrittenVariables.refuseUnsent(variables, needed));
        }
    }

    /** A task about a difference or an ended order belongs to no process; it is its group's, and keeps who did it. */
    private static void refuseForeignOfNoProcess(
            Command<?> command, Authentication person, TaskEntity task, Map<String, ?> variables) {
        if (!variables.isEmpty()) {
            throw new CompletionRefused(
                    "This task does not ask for: " + String.join(", ", new TreeSet<>(variables.keySet())) + ".");
        }
        if (!handsBack(command, task)) {
            Assignees.checkPermission(task);
            CompletingPerson.check(task, person, Optional.empty());
            if (task.getAssignee() == null) {
                task.setAssignee(person.getUserId());
            }
        }
    }

    /** Returns whether the task's model came after this node has started, see {@code KnownDeployments}. */
    private static boolean isNewer(TaskEntity task) {
        return !Context.getProcessEngineConfiguration()
                .getRegisteredDeployments()
                .contains(task.getProcessDefinition().getDeploymentId());
    }

    private static void refuseForeignAtTheStart(GetDeployedProcessDefinitionCmd definition, Map<String, ?> variables) {
        if (variables == null
                || !EsealLifecycle.PROCESS.equals(
                        definition.execute(Context.getCommandContext()).getKey())) {
            return;
        }
        Set<String> foreign = new TreeSet<>(variables.keySet());
        foreign.remove(Variables.REQUEST);
        if (!foreign.isEmpty()) {
            throw new CompletionRefused("Only the variable request is accepted at the start; not accepted: "
                    + String.join(", ", foreign) + ".");
        }
        WrittenVariables.check(variables, List.of(TaskInput.REQUEST));
    }

    /**
     * Returns whether the command hands a delegated task back: the engine keeps its variables for the person who then
     * completes the task.
     */
    private static boolean handsBack(Command<?> command, TaskEntity task) {
        return command instanceof ResolveTaskCmd
                || command instanceof SubmitTaskFormCmd && task.getDelegationState() == DelegationState.PENDING;
    }

    private static void refuseDecision(Set<String> names) {
        if (!names.isEmpty()) {
            throw new CompletionRefused(
                    "A decision is taken by whoever completes the task; hand a delegated task back without: "
                            + String.join(", ", names) + ".");
        }
    }
}
