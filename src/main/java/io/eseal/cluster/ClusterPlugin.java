package io.eseal.cluster;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.springframework.stereotype.Component;

/**
 * Lets the engine lock jobs in the name of this node, so that a lock says whose it is, and run the jobs of those models
 * alone that were there when this node started: while nodes of a new version start one after the other, the others
 * leave the jobs of its model to them. Made with the heartbeat, which thereby ends after the engine.
 */
@Component
class ClusterPlugin extends AbstractProcessEnginePlugin {

    private final NodeId node;

    ClusterPlugin(NodeId node, Heartbeat heartbeat) {
        this.node = node;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setJobExecutorDeploymentAware(true);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getJobExecutor().setLockOwner(node.toString());
    }

    /** The engine itself knows what this start deploys; requests go on by the models of earlier versions, too. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        ManagementService management = engine.getManagementService();
        engine.getRepositoryService().createDeploymentQuery().unlimitedList().stream()
                .map(Deployment::getId)
                .forEach(management::registerDeploymentForJobExecutor);
    }
}
