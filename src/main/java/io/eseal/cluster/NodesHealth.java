package io.eseal.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Shows the nodes of which nothing is heard at present, and the jobs that none takes, with the same value on every
 * node. The status is UP: this node is well, and a restart of it helps nobody. It is DOWN without the database.
 */
@Component("nodesHealthIndicator")
class NodesHealth extends AbstractHealthIndicator {

    private final RunningNodes nodes;
    private final UntakenJobs untaken;
    private final DatabaseReach database;
    private final ClusterSettings settings;

    NodesHealth(
            RunningNodes nodes,
            UntakenJobs untaken,
            DatabaseReach database,
            ClusterSettings settings,
            MeterRegistry registry) {
        this.nodes = nodes;
        this.untaken = untaken;
        this.database = database;
        this.settings = settings;
        Gauge.builder("eseal.nodes.silent", this, it -> it.silent().size())
                .description("Nodes of which nothing is heard and whose jobs stand still until the others take them")
                .register(registry);
        Gauge.builder("eseal.jobs.untaken", untaken, it -> it.now().jobs())
                .description("Jobs that have been due for two minutes and that no node runs")
                .register(registry);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (database.away(health)) {
            return;
        }
        health.up()
                .withDetail(
                        "silent",
                        silent().stream()
                                .map(node -> node.node() + " since " + node.at())
                                .toList());
        UntakenJobs.Waiting jobs = untaken.now();
        if (jobs.jobs() > 0) {
            health.withDetail("untaken", jobs.jobs() + ", the first due since " + jobs.since());
        }
    }

    private List<RunningNodes.Seen> silent() {
        return nodes.silent(settings.silentAfter());
    }
}
