package io.eseal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/**
 * Lets the engine lock jobs in the name of this node, so that a lock says whose it is, and tell which jobs stay locked
 * although they failed. Made with the heartbeat, which thereby ends after the engine.
 */
@Component
class ClusterPlugin extends AbstractProcessEnginePlugin {

    private final NodeId node;
    private final UnwrittenSteps unwritten;

    ClusterPlugin(NodeId node, UnwrittenSteps unwritten, Heartbeat heartbeat) {
        this.node = node;
        this.unwritten = unwritten;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> before = new ArrayList<>(
                Objects.requireNonNullElse(engine.getCustomPreCommandInterceptorsTxRequired(), List.of()));
        before.add(new UnwrittenSteps.Watch(
                unwritten, () -> engine.getJobExecutor().getLockTimeInMillis()));
        engine.setCustomPreCommandInterceptorsTxRequired(before);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.getJobExecutor().setLockOwner(node.toString());
    }
}
