package io.eseal.taskquery;

import java.util.List;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.jspecify.annotations.Nullable;

/** Lists and counts the variables that a person may see, those below the tasks of a list among them, likewise. */
class VariableQueries extends VariableInstanceManager {

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
