package io.eseal.lifecycle;

import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractModificationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractPatchVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractProcessInstanceModificationCommand;
import org.camunda.bpm.engine.impl.cmd.AbstractRemoveVariableCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractRestartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetVariableCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractVariableCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByIdsCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByKeyCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceAsyncCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.batch.CorrelateAllMessageBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;
import org.camunda.bpm.engine.impl.migration.MigrationPlanExecutionBuilderImpl;
import org.camunda.bpm.engine.impl.migration.batch.MigrateProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps each request on the course of the model: nobody moves an instance past a decision, and what an administrator mends by
 * hand stands in the request's timeline. REST, Tasklist and Cockpit all come through here.
 */
class Interventions extends CommandInterceptor {

    /** Closed to whoever signs in: they act on many requests at once, outside of any, or in the place of this service's own rules. */
    private static final List<Class<?>> CLOSED = List.of(
            StartProcessInstanceAtActivitiesCmd.class, AbstractRestartProcessInstanceCmd.class,
            AbstractModificationCmd.class, ModifyProcessInstanceAsyncCmd.class, MigrateProcessInstanceBatchCmd.class,
            SetVariablesToProcessInstancesBatchCmd.class, DeleteProcessInstanceBatchCmd.class, CorrelateAllMessageBatchCmd.class,
            AbstractCorrelateMessageCmd.class, MessageEventReceivedCmd.class, SignalCmd.class, SignalEventReceivedCmd.class,
            DeployCmd.class, DeleteDeploymentCmd.class, AbstractDeleteProcessDefinitionCmd.class,
            DeleteProcessDefinitionsByIdsCmd.class, DeleteProcessDefinitionsByKeyCmd.class);

    private final Supplier<Timeline> timeline;

    Interventions(Supplier<Timeline> timeline) {
        this.timeline = timeline;
    }

    /** @param ids of the instances, executions or tasks that are changed */
    private record Intervention(String sentence, Collection<String> ids) {
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null && person.getUserId() != null) {
            if (CLOSED.stream().anyMatch(closed -> closed.isInstance(command))) {
                throw new CompletionRefused("This call of the engine is closed: what happens to a request is decided by its tasks, "
                        + "by /api and, one request at a time, by administrators.");
            }
            of(command).ifPresent(intervention -> write(intervention, person));
        }
        return next.execute(command);
    }

    private static Optional<Intervention> of(Command<?> command) {
        if (command instanceof ModifyProcessInstanceCmd) {
            ProcessInstanceModificationBuilderImpl change = CommandFields.read(command, ModifyProcessInstanceCmd.class, "builder");
            return Optional.of(new Intervention("moved by hand: " + change.getModificationOperations().stream()
                    .map(Interventions::describe).collect(Collectors.joining("; ")), List.of(change.getProcessInstanceId())));
        }
        if (command instanceof AbstractMigrationCmd) {
            MigrationPlanExecutionBuilderImpl migration = CommandFields.read(command, AbstractMigrationCmd.class, "executionBuilder");
            if (migration.getProcessInstanceQuery() != null) {
                throw new CompletionRefused("Name the instances to migrate: each request's timeline says what was done to it.");
            }
            return Optional.of(new Intervention("migrated to " + migration.getMigrationPlan().getTargetProcessDefinitionId(), migration.getProcessInstanceIds()));
        }
        if (command instanceof DeleteProcessInstanceCmd) {
            return Optional.of(new Intervention("process instance deleted by hand",
                    List.of(CommandFields.<String>read(command, DeleteProcessInstanceCmd.class, "processInstanceId"))));
        }
        return variables(command);
    }

    private static Optional<Intervention> variables(Command<?> command) {
        if (command instanceof AbstractPatchVariablesCmd) {
            Map<String, ?> written = CommandFields.read(command, AbstractPatchVariablesCmd.class, "variables");
            Collection<String> removed = CommandFields.read(command, AbstractPatchVariablesCmd.class, "deletions");
            return Optional.of(changed(written == null ? List.of() : written.keySet(), removed == null ? List.of() : removed,
                    CommandFields.read(command, AbstractPatchVariablesCmd.class, "entityId")));
        }
        if (command instanceof AbstractSetVariableCmd) {
            Map<String, ?> written = CommandFields.read(command, AbstractSetVariableCmd.class, "variables");
            return Optional.of(changed(written.keySet(), List.of(), CommandFields.read(command, AbstractVariableCmd.class, "entityId")));
        }
        if (command instanceof AbstractRemoveVariableCmd) {
            return Optional.of(changed(List.of(), CommandFields.read(command, AbstractRemoveVariableCmd.class, "variableNames"),
                    CommandFields.read(command, AbstractVariableCmd.class, "entityId")));
        }
        return Optional.empty();
    }

    private static Intervention changed(Collection<String> written, Collection<String> removed, String id) {
        TreeSet<String> names = new TreeSet<>(written);
        names.addAll(removed);
        return new Intervention("variables changed by hand: " + String.join(", ", names), List.of(id));
    }

    private void write(Intervention intervention, Authentication person) {
        if (!TaskInputs.isAdministrator(person)) {
            throw new CompletionRefused("Only administrators may change a request's course by hand.");
        }
        intervention.ids().stream().flatMap(id -> esealId(id).stream()).forEach(esealId -> timeline.get().add(esealId, "intervention", intervention.sentence()));
    }

    // Other processes of the same engine are not ours to write about.
    private static Optional<String> esealId(String id) {
        ExecutionEntity execution = Context.getCommandContext().getExecutionManager().findExecutionById(id);
        if (execution == null) {
            TaskEntity task = Context.getCommandContext().getTaskManager().findTaskById(id);
            execution = task == null ? null : task.getExecution();
        }
        return Optional.ofNullable(execution).map(ExecutionEntity::getProcessInstance).map(ExecutionEntity::getBusinessKey).filter(EsealId::isOne);
    }

    private static String describe(AbstractProcessInstanceModificationCommand operation) {
        Method describe = ReflectionUtils.findMethod(operation.getClass(), "describe");
        ReflectionUtils.makeAccessible(describe);
        return (String) ReflectionUtils.invokeMethod(describe, operation);
    }
}
