package io.eseal.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Shows the nodes of which nothing is heard at present, with the same value on every node. The status is UP: this node
 * is well, and a restart of it helps nobody. It is DOWN without the database.
 */
@Component("nodesHealthIndicator")
class NodesHealth extends AbstractHealthIndicator {

    private final RunningNodes nodes;
    private final ClusterSettings settings;

    NodesHealth(RunningNodes nodes, ClusterSettings settings, MeterRegistry registry) {
        this.nodes = nodes;
        this.settings = settings;
        Gauge.builder("eseal.nodes.silent", this, it -> it.silent().size())
                .description("Nodes of which nothing is heard and whose jobs stand still until the others take them")
                .register(registry);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up()
                .withDetail(
                        "silent",
                        silent().stream()
                                .map(node -> node.node() + " since " + node.at())
                                .toList());
    }

    private List<RunningNodes.Seen> silent() {
        return nodes.silent(settings.silentAfter());
    }
}
