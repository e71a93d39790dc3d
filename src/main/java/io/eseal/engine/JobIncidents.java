package io.eseal.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;

/**
 * Removes the incidents of a job that ends. The engine asks for them at each end of a job; this handler only where the
 * job's execution has incidents, which each execution's own row says.
 */
final class JobIncidents extends DefaultIncidentHandler {

    JobIncidents() {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
    }

    @Override
    protected void removeIncident(IncidentContext context, boolean resolved) {
        if (!isWithoutAny(context.getExecutionId())) {
            super.removeIncident(context, resolved);
        }
    }

    private static boolean isWithoutAny(String executionId) {
        if (executionId == null) {
            return false;
        }
        ExecutionEntity execution =
                Context.getCommandContext().getDbEntityManager().getCachedEntity(ExecutionEntity.class, executionId);
        return execution != null && execution.getIncidents().isEmpty();
    }
}
