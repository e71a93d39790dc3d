package io.eseal.taskquery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.jspecify.annotations.Nullable;

/**
 * Lists and counts the variables that a person may see, those below the tasks of a list among them, likewise. Reads the
 * variables of a task's whole instance at once: whoever completes a task needs those of each scope that it stands in.
 */
class VariableQueries extends VariableInstanceManager {

    private final Map<String, List<VariableInstanceEntity>> ofInstances = new HashMap<>();

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(
            String taskId, @Nullable Collection<String> names) {
        TaskEntity task = getDbEntityManager().getCachedEntity(TaskEntity.class, taskId);
        if (task == null || task.getProcessInstanceId() == null || names != null) {
            return super.findVariableInstancesByTaskIdAndVariableNames(taskId, names);
        }
        return isStored(task)
                ? ofInstance(task.getProcessInstanceId(), variable -> taskId.equals(variable.getTaskId()))
                : new ArrayList<>();
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByExecutionIdAndVariableNames(
            String executionId, @Nullable Collection<String> names) {
        ExecutionEntity execution = getDbEntityManager().getCachedEntity(ExecutionEntity.class, executionId);
        boolean isOfATask = execution != null
                && getDbEntityManager().getCachedEntitiesByType(TaskEntity.class).stream()
                        .filter(this::isStored)
                        .anyMatch(task -> execution.getProcessInstanceId().equals(task.getProcessInstanceId()));
        if (!isOfATask || names != null) {
            return super.findVariableInstancesByExecutionIdAndVariableNames(executionId, names);
        }
        return ofInstance(
                execution.getProcessInstanceId(),
                variable -> executionId.equals(variable.getExecutionId()) && variable.getTaskId() == null);
    }

    private boolean isStored(TaskEntity task) {
        CachedDbEntity cached = getDbEntityManager().getDbEntityCache().getCachedEntity(task);
        return cached == null || cached.getEntityState() != DbEntityState.TRANSIENT;
    }

    private List<VariableInstanceEntity> ofInstance(String id, Predicate<VariableInstanceEntity> wanted) {
        return ofInstances.computeIfAbsent(id, this::findVariableInstancesByProcessInstanceId).stream()
                .filter(wanted)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<VariableInstance> findVariableInstanceByQueryCriteria(
            VariableInstanceQueryImpl query, @Nullable Page page) {
        configureQuery(query);
        if (!TaskQueries.isOurs(query.getAuthCheck())) {
            return super.findVariableInstanceByQueryCriteria(query, page);
        }
        prepare(query);
        return getDbEntityManager().selectList(OwnStatements.VARIABLES, query, page);
    }

    @Override
    public long findVariableInstanceCountByQueryCriteria(VariableInstanceQueryImpl query) {
        configureQuery(query);
        if (!TaskQueries.isOurs(query.getAuthCheck())) {
            return super.findVariableInstanceCountByQueryCriteria(query);
        }
        prepare(query);
        return TaskQueries.count(getDbEntityManager(), OwnStatements.VARIABLE_COUNT, query);
    }

    private void prepare(VariableInstanceQueryImpl query) {
        query.setParameter(new Visibility()
                .definitions(TaskQueries.definitions(getDbEntityManager(), query))
                .parameter());
    }
}
