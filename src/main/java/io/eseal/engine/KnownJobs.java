package io.eseal.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;

/** Looks for no jobs of events: they make jobs only when a signal is thrown asynchronously, which no model does. */
final class KnownJobs extends JobManager {

    @Override
    public List<JobEntity> findJobsByConfiguration(String type, String configuration, String tenantId) {
        return type.equals(ProcessEventJobHandler.TYPE)
                ? List.of()
                : super.findJobsByConfiguration(type, configuration, tenantId);
    }
}
