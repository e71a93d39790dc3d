package io.eseal.engine;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.MovedByHand;
import io.eseal.security.Actors;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.Timeline;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.camunda.bpm.engine.impl.batch.history.DeleteHistoricBatchCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractInstantiationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractModificationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractPatchVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractProcessInstanceModificationCommand;
import org.camunda.bpm.engine.impl.cmd.AbstractRemoveVariableCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractRestartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobsRetriesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetProcessInstanceStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetVariableCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractVariableCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricTaskInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricVariableInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricVariableInstancesByProcessInstanceIdCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByIdsCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByKeyCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserOperationLogEntryCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceAsyncCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAuthorizationCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateDecisionDefinitionHistoryTimeToLiveCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateProcessDefinitionHistoryTimeToLiveCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateProcessInstancesSuspendStateBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.CorrelateAllMessageBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteHistoricProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.removaltime.SetRemovalTimeToHistoricBatchesCmd;
import org.camunda.bpm.engine.impl.cmd.batch.removaltime.SetRemovalTimeToHistoricDecisionInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.batch.removaltime.SetRemovalTimeToHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstanceByDefinitionIdCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstanceByInstanceIdCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstancesBatchCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.DeleteHistoricDecisionInstancesBulkCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;
import org.camunda.bpm.engine.impl.migration.MigrationPlanExecutionBuilderImpl;
import org.camunda.bpm.engine.impl.migration.batch.MigrateProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps each request on the path of the model. Refuses engine commands that would move an instance past a decision, and
 * records in the timeline what an administrator changes by hand. Calls from REST, Tasklist and Cockpit all pass through
 * here.
 */
class EngineCommandGuard extends CommandInterceptor {

    /**
     * Commands closed to every signed-in person: they change many requests at once, change things outside of any
     * request, or bypass the rules of this service.
     */
    private static final List<Class<?>> CLOSED = List.of(
            StartProcessInstanceAtActivitiesCmd.class,
            AbstractRestartProcessInstanceCmd.class,
            AbstractModificationCmd.class,
            ModifyProcessInstanceAsyncCmd.class,
            MigrateProcessInstanceBatchCmd.class,
            SetVariablesToProcessInstancesBatchCmd.class,
            DeleteProcessInstanceBatchCmd.class,
            UpdateProcessInstancesSuspendStateBatchCmd.class,
            AbstractSetJobsRetriesBatchCmd.class,
            CorrelateAllMessageBatchCmd.class,
            AbstractCorrelateMessageCmd.class,
            MessageEventReceivedCmd.class,
            SignalCmd.class,
            SignalEventReceivedCmd.class,
            DeployCmd.class,
            DeleteDeploymentCmd.class,
            AbstractDeleteProcessDefinitionCmd.class,
            DeleteProcessDefinitionsByIdsCmd.class,
            DeleteProcessDefinitionsByKeyCmd.class);

    /**
     * Commands closed to every signed-in person: they would delete records of the engine, or delete a step that a
     * request still has to take, or run it before it is due.
     */
    private static final List<Class<?>> TRAIL = List.of(
            DeleteHistoricProcessInstancesCmd.class,
            DeleteHistoricProcessInstancesBatchCmd.class,
            DeleteHistoricTaskInstanceCmd.class,
            DeleteHistoricVariableInstanceCmd.class,
            DeleteHistoricVariableInstancesByProcessInstanceIdCmd.class,
            DeleteHistoricDecisionInstanceByInstanceIdCmd.class,
            DeleteHistoricDecisionInstanceByDefinitionIdCmd.class,
            DeleteHistoricDecisionInstancesBulkCmd.class,
            DeleteHistoricDecisionInstancesBatchCmd.class,
            DeleteHistoricBatchCmd.class,
            DeleteUserOperationLogEntryCmd.class,
            SetRemovalTimeToHistoricProcessInstancesCmd.class,
            SetRemovalTimeToHistoricDecisionInstancesCmd.class,
            SetRemovalTimeToHistoricBatchesCmd.class,
            UpdateProcessDefinitionHistoryTimeToLiveCmd.class,
            UpdateDecisionDefinitionHistoryTimeToLiveCmd.class,
            DeleteTaskCommentCmd.class,
            DeleteProcessInstanceCommentCmd.class,
            UpdateCommentCmd.class,
            DeleteAttachmentCmd.class,
            DeleteJobCmd.class,
            ExecuteJobsCmd.class);

    private final Supplier<Timeline> timeline;
    private final ApplicationEventPublisher events;

    EngineCommandGuard(Supplier<Timeline> timeline, ApplicationEventPublisher events) {
        this.timeline = timeline;
        this.events = events;
    }

    /**
     * A change by hand.
     *
     * @param sentence text for the timeline
     * @param ids ids of the instances, executions or tasks that are changed
     * @param administratorsOnly whether this class refuses it to all others; the engine's authorisations count anyway
     * @param move whether the instances go to another step by it
     */
    private record Intervention(String sentence, Collection<String> ids, boolean administratorsOnly, boolean move) {

        Intervention(String sentence, Collection<String> ids) {
            this(sentence, ids, true, false);
        }

        Intervention(String sentence, Collection<String> ids, boolean administratorsOnly) {
            this(sentence, ids, administratorsOnly, false);
        }

        static Intervention move(String sentence, Collection<String> ids, boolean move) {
            return new Intervention(sentence, ids, true, move);
        }
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null && person.getUserId() != null) {
            if (CLOSED.stream().anyMatch(closed -> closed.isInstance(command))) {
                throw new CompletionRefused(
                        "This call of the engine is closed: what happens to a request is decided by its tasks, "
                                + "by /api and, one request at a time, by administrators.");
            }
            if (TRAIL.stream().anyMatch(closed -> closed.isInstance(command))) {
                throw new CompletionRefused(
                        "This call of the engine is closed: what was written down, and what a request still has to do, is not taken away.");
            }
            refuseForEverybody(command);
            of(command).ifPresent(intervention -> write(intervention, person));
        }
        return next.execute(command);
    }

    /**
     * Refuses a permission of everybody, which would undo who may see and do what; groups and users can be given one.
     */
    private static void refuseForEverybody(Command<?> command) {
        if (command instanceof SaveAuthorizationCmd) {
            AuthorizationEntity given = CommandFields.read(command, SaveAuthorizationCmd.class, "authorization");
            if (given.getAuthorizationType() == Authorization.AUTH_TYPE_GLOBAL
                    || Authorization.ANY.equals(given.getUserId())) {
                throw new CompletionRefused("Nobody permits something to everybody; permit it to a group or a user.");
            }
        }
    }

    private Optional<Intervention> of(Command<?> command) {
        if (command instanceof ModifyProcessInstanceCmd) {
            ProcessInstanceModificationBuilderImpl change =
                    CommandFields.read(command, ModifyProcessInstanceCmd.class, "builder");
            change.getModificationOperations().stream()
                    .filter(AbstractInstantiationCmd.class::isInstance)
                    .map(AbstractInstantiationCmd.class::cast)
                    .forEach(start -> refuseSecondRequest(start.getVariablesLocal(), null));
            String moves = change.getModificationOperations().stream()
                    .map(EngineCommandGuard::describe)
                    .collect(Collectors.joining("; "));
            return Optional.of(Intervention.move(
                    "moved by hand: " + moves + carried(written(change)),
                    List.of(change.getProcessInstanceId()),
                    true));
        }
        if (command instanceof AbstractMigrationCmd) {
            MigrationPlanExecutionBuilderImpl migration =
                    CommandFields.read(command, AbstractMigrationCmd.class, "executionBuilder");
            if (migration.getProcessInstanceQuery() != null) {
                throw new CompletionRefused(
                        "Name the instances to migrate: each request's timeline says what was done to it.");
            }
            return Optional.of(Intervention.move(
                    "migrated to " + migration.getMigrationPlan().getTargetProcessDefinitionId()
                            + carried(Stream.ofNullable(
                                    migration.getMigrationPlan().getVariables())),
                    migration.getProcessInstanceIds(),
                    // A migration to the same steps of another version moves nothing.
                    migration.getMigrationPlan().getInstructions().stream()
                            .anyMatch(step -> !step.getSourceActivityId().equals(step.getTargetActivityId()))));
        }
        if (command instanceof DeleteProcessInstanceCmd) {
            return Optional.of(new Intervention(
                    "process instance deleted by hand",
                    List.of(CommandFields.<String>read(command, DeleteProcessInstanceCmd.class, "processInstanceId"))));
        }
        return suspension(command)
                .or(() -> tries(command))
                .or(() -> dueDate(command))
                .or(() -> variables(command));
    }

    /** Recognises what halts or continues one request, or one of its steps; operators may do so, too. */
    private static Optional<Intervention> suspension(Command<?> command) {
        String word = command instanceof SuspendProcessInstanceCmd || command instanceof SuspendJobCmd
                ? "suspended by hand"
                : "activated by hand";
        if (command instanceof AbstractSetProcessInstanceStateCmd) {
            String instance =
                    CommandFields.read(command, AbstractSetProcessInstanceStateCmd.class, "processInstanceId");
            return Optional.ofNullable(instance).map(id -> new Intervention(word, List.of(id), false));
        }
        if (command instanceof AbstractSetJobStateCmd) {
            String instance = CommandFields.read(command, AbstractSetJobStateCmd.class, "processInstanceId");
            if (instance != null) {
                return Optional.of(new Intervention("its steps " + word, List.of(instance), false));
            }
            String jobId = CommandFields.read(command, AbstractSetJobStateCmd.class, "jobId");
            return job(jobId)
                    .map(job -> new Intervention(
                            "step " + job.getActivityId() + " " + word, List.of(job.getExecutionId()), false));
        }
        return Optional.empty();
    }

    /** Recognises how often one step is tried; without a try left it is halted. Operators may do so, too. */
    private static Optional<Intervention> tries(Command<?> command) {
        if (!(command instanceof SetJobRetriesCmd)) {
            return Optional.empty();
        }
        String jobId = CommandFields.read(command, SetJobRetriesCmd.class, "jobId");
        int tries = CommandFields.<Integer>read(command, SetJobRetriesCmd.class, "retries");
        return job(jobId)
                .map(job -> new Intervention(
                        "tries of step " + job.getActivityId() + " set by hand: " + tries,
                        List.of(job.getExecutionId()),
                        false));
    }

    private static Optional<Intervention> dueDate(Command<?> command) {
        if (command instanceof SetJobDuedateCmd) {
            Date date = CommandFields.read(command, SetJobDuedateCmd.class, "newDuedate");
            return Optional.of(ofJob(
                    CommandFields.read(command, SetJobDuedateCmd.class, "jobId"),
                    date == null ? "none" : date.toInstant().toString()));
        }
        return command instanceof RecalculateJobDuedateCmd
                ? Optional.of(ofJob(
                        CommandFields.read(command, RecalculateJobDuedateCmd.class, "jobId"), "as the model says"))
                : Optional.empty();
    }

    private static Intervention ofJob(String jobId, String date) {
        return job(jobId)
                .map(job -> new Intervention(
                        "due date of step " + job.getActivityId() + " set by hand: " + date,
                        List.of(job.getExecutionId())))
                .orElseGet(() -> new Intervention("", List.of()));
    }

    /** Returns the job of a process instance with this id. */
    private static Optional<JobEntity> job(@Nullable String jobId) {
        return Optional.ofNullable(jobId)
                .map(id -> Context.getCommandContext().getJobManager().findJobById(id))
                .filter(job -> job.getExecutionId() != null);
    }

    private static Optional<Intervention> variables(Command<?> command) {
        if (command instanceof AbstractPatchVariablesCmd) {
            Map<String, ?> written = CommandFields.read(command, AbstractPatchVariablesCmd.class, "variables");
            String id = CommandFields.read(command, AbstractPatchVariablesCmd.class, "entityId");
            if (CommandFields.<Boolean>read(command, AbstractPatchVariablesCmd.class, "isLocal")) {
                refuseSecondRequest(written, id);
            }
            return Optional.of(
                    changed(written, CommandFields.read(command, AbstractPatchVariablesCmd.class, "deletions"), id));
        }
        if (command instanceof AbstractSetVariableCmd) {
            Map<String, ?> written = CommandFields.read(command, AbstractSetVariableCmd.class, "variables");
            String id = CommandFields.read(command, AbstractVariableCmd.class, "entityId");
            if (CommandFields.<Boolean>read(command, AbstractVariableCmd.class, "isLocal")) {
                refuseSecondRequest(written, id);
            }
            return Optional.of(changed(written, null, id));
        }
        if (command instanceof AbstractRemoveVariableCmd) {
            return Optional.of(changed(
                    null,
                    CommandFields.read(command, AbstractRemoveVariableCmd.class, "variableNames"),
                    CommandFields.read(command, AbstractVariableCmd.class, "entityId")));
        }
        return Optional.empty();
    }

    /**
     * Refuses a variable {@code request} at a single step: it would hide the real request from the form of that step
     * and receive what people enter there.
     *
     * @throws CompletionRefused if the variable is written to an execution that is not the process instance
     */
    private static void refuseSecondRequest(Map<String, ?> written, @Nullable String id) {
        ExecutionEntity execution = id == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(id);
        if (written != null
                && written.containsKey(Variables.REQUEST)
                && (execution == null || !execution.isProcessInstanceExecution())) {
            throw new CompletionRefused(
                    "There is one variable request, for the whole process instance: write it there, not to one of its steps.");
        }
    }

    private static Intervention changed(
            @Nullable Map<String, ?> written, @Nullable Collection<String> removed, String id) {
        if (removed != null && !removed.isEmpty()) {
            throw new CompletionRefused(
                    "No variable is removed by hand; a request cannot go on without its variable request: write another value.");
        }
        Map<String, ?> variables = written == null ? Map.of() : written;
        WrittenVariables.checkByHand(variables);
        return new Intervention("variables changed by hand: " + names(variables.keySet()), List.of(id));
    }

    private static String names(Set<String> variables) {
        return String.join(", ", new TreeSet<>(variables));
    }

    /**
     * Returns the variables that a modification writes, to the whole instance or to the step where an instruction
     * starts.
     */
    private static Stream<Map<String, ?>> written(ProcessInstanceModificationBuilderImpl change) {
        return Stream.concat(
                Stream.ofNullable(change.getProcessVariables()),
                change.getModificationOperations().stream()
                        .filter(AbstractInstantiationCmd.class::isInstance)
                        .map(AbstractInstantiationCmd.class::cast)
                        .flatMap(start -> Stream.of(start.getVariables(), start.getVariablesLocal())));
    }

    /**
     * Checks variables that another command carries as if they were written on their own, and returns their names for
     * the timeline.
     */
    private static String carried(Stream<? extends Map<String, ?>> variables) {
        Set<String> names = new TreeSet<>();
        variables.forEach(written -> {
            WrittenVariables.checkByHand(written);
            names.addAll(written.keySet());
        });
        return names.isEmpty() ? "" : "; variables changed by hand: " + names(names);
    }

    private void write(Intervention intervention, Authentication person) {
        if (intervention.administratorsOnly() && !Actors.isAdministrator(person)) {
            throw new CompletionRefused("Only administrators may change a request's course by hand.");
        }
        intervention.ids().stream().flatMap(id -> esealId(id).stream()).forEach(esealId -> {
            timeline.get().add(esealId, new RequestEvents.Intervened(intervention.sentence(), intervention.move()));
            if (intervention.move()) {
                events.publishEvent(new MovedByHand(esealId, UserId.of(person.getUserId())));
            }
        });
    }

    // Instances of other processes in the same engine have no timeline here.
    private static Optional<EsealId> esealId(String id) {
        ExecutionEntity execution =
                Context.getCommandContext().getExecutionManager().findExecutionById(id);
        if (execution == null) {
            TaskEntity task = Context.getCommandContext().getTaskManager().findTaskById(id);
            execution = task == null ? null : task.getExecution();
        }
        return Optional.ofNullable(execution)
                .map(ExecutionEntity::getProcessInstance)
                .map(ExecutionEntity::getBusinessKey)
                .flatMap(EsealId::read);
    }

    private static String describe(AbstractProcessInstanceModificationCommand operation) {
        Method describe = ReflectionUtils.findMethod(operation.getClass(), "describe");
        ReflectionUtils.makeAccessible(describe);
        return (String) ReflectionUtils.invokeMethod(describe, operation);
    }
}
