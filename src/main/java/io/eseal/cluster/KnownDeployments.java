package io.eseal.cluster;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.stereotype.Component;

/**
 * Lets this node run jobs of every version of the process that there was when it started. What a newer version of the
 * service deploys beside it later, its own nodes run: this one may not have what a new step needs. Needs
 * {@code camunda.bpm.job-execution.deployment-aware}.
 */
@Component
class KnownDeployments extends AbstractProcessEnginePlugin {

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment ->
                        engine.getManagementService().registerDeploymentForJobExecutor(deployment.getId()));
    }
}
