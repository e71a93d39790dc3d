package io.eseal.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobDefinitionStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetProcessDefinitionStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetProcessInstanceStateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to suspend, activate or retry what does not exist. The engine itself changes no row then, and answers as if
 * it had done what was asked.
 */
class SuspensionTargets extends CommandInterceptor {

    /** Fields of the commands that name a target. */
    private static final Map<Class<?>, List<Target>> NAMED = Map.of(
            AbstractSetJobStateCmd.class, List.of(Target.values()),
            AbstractSetJobDefinitionStateCmd.class, List.of(Target.JOB_DEFINITION, Target.DEFINITION, Target.KEY),
            AbstractSetProcessInstanceStateCmd.class, List.of(Target.INSTANCE, Target.DEFINITION, Target.KEY),
            AbstractSetProcessDefinitionStateCmd.class, List.of(Target.DEFINITION, Target.KEY),
            SetJobRetriesCmd.class, List.of(Target.JOB_DEFINITION));

    private enum Target {
        JOB("jobId", "job", (engine, id) -> engine.getJobManager().findJobById(id) != null),
        JOB_DEFINITION(
                "jobDefinitionId",
                "job definition",
                (engine, id) -> engine.getJobDefinitionManager().findById(id) != null),
        INSTANCE(
                "processInstanceId",
                "process instance",
                (engine, id) -> Optional.ofNullable(engine.getExecutionManager().findExecutionById(id))
                        .filter(ExecutionEntity::isProcessInstanceExecution)
                        .isPresent()),
        DEFINITION(
                "processDefinitionId",
                "process definition",
                (engine, id) -> engine.getProcessDefinitionManager().findLatestProcessDefinitionById(id) != null),
        KEY(
                "processDefinitionKey",
                "process definition",
                (engine, key) -> !engine.getProcessDefinitionManager()
                        .findProcessDefinitionsByKey(key)
                        .isEmpty());

        private final String field;
        private final String words;
        private final BiPredicate<CommandContext, String> exists;

        Target(String field, String words, BiPredicate<CommandContext, String> exists) {
            this.field = field;
            this.words = words;
            this.exists = exists;
        }

        void check(@Nullable String id) {
            if (id != null && !exists.test(Context.getCommandContext(), id)) {
                throw new NullValueException("The " + words + " of the field " + field + " does not exist.");
            }
        }
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (person != null && person.getUserId() != null) {
            NAMED.forEach((kind, targets) -> {
                if (kind.isInstance(command)) {
                    targets.forEach(target -> target.check(CommandFields.read(command, kind, target.field)));
                }
            });
        }
        return next.execute(command);
    }
}
