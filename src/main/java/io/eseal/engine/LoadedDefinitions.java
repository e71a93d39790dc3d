package io.eseal.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;

/**
 * Answers with the deployed definition of an instance that the transaction has loaded. Its model never changes; whether
 * it is suspended matters to those who start an instance, and they load none before.
 */
final class LoadedDefinitions extends ProcessDefinitionManager {

    @Override
    public ProcessDefinitionEntity findLatestDefinitionById(String id) {
        return isOfALoadedInstance(id) ? deployed(id) : super.findLatestDefinitionById(id);
    }

    private ProcessDefinitionEntity deployed(String id) {
        ProcessDefinitionEntity deployed = Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .getProcessDefinitionCache()
                .get(id);
        return deployed == null ? super.findLatestDefinitionById(id) : deployed;
    }

    private boolean isOfALoadedInstance(String id) {
        return getDbEntityManager().getCachedEntitiesByType(ExecutionEntity.class).stream()
                .anyMatch(execution -> id.equals(execution.getProcessDefinitionId()));
    }
}
