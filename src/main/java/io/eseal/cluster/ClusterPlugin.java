package io.eseal.cluster;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Lets the engine lock jobs in the name of this node, so that a lock says whose it is. Made with the heartbeat, which
 * thereby ends after the engine.
 */
@Component
class ClusterPlugin extends AbstractProcessEnginePlugin {

    private final NodeId node;

    ClusterPlugin(NodeId node, Heartbeat heartbeat) {
        this.node = node;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getJobExecutor().setLockOwner(node.toString());
    }
}
