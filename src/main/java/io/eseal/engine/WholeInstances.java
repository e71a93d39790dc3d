package io.eseal.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * Reads all executions of an instance when one of a loaded job, task or execution is asked for: the engine would read
 * that one, and then all of them.
 */
final class WholeInstances extends ExecutionManager {

    private final StepsOfJobs steps;
    private @Nullable String instance;
    private List<ExecutionEntity> executions = List.of();

    WholeInstances(StepsOfJobs steps) {
        this.steps = steps;
    }

    @Override
    public ExecutionEntity findExecutionById(String executionId) {
        if (getDbEntityManager().getCachedEntity(ExecutionEntity.class, executionId) == null) {
            instanceOf(executionId).ifPresent(this::load);
        }
        return super.findExecutionById(executionId);
    }

    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String processInstanceId) {
        if (!processInstanceId.equals(instance)) {
            return super.findExecutionsByProcessInstanceId(processInstanceId);
        }
        // Good for the one question that follows the load; later ones may come after a flush.
        instance = null;
        return executions;
    }

    private void load(String processInstanceId) {
        executions = super.findExecutionsByProcessInstanceId(processInstanceId);
        instance = processInstanceId;
    }

    private Optional<String> instanceOf(String executionId) {
        JobEntity job = Context.getCommandContext().getCurrentJob();
        if (job != null && executionId.equals(job.getExecutionId())) {
            steps.tell(job);
            return Optional.ofNullable(job.getProcessInstanceId());
        }
        Stream<String> ofTasks = loaded(TaskEntity.class).stream()
                .filter(task -> executionId.equals(task.getExecutionId()))
                .map(TaskEntity::getProcessInstanceId);
        Stream<String> ofExecutions = loaded(ExecutionEntity.class).stream()
                .map(ExecutionEntity::getProcessInstanceId)
                .filter(executionId::equals);
        return Stream.concat(ofTasks, ofExecutions).findFirst();
    }

    private <T extends DbEntity> List<T> loaded(Class<T> type) {
        return getDbEntityManager().getCachedEntitiesByType(type);
    }
}
