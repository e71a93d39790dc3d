package io.eseal.cluster;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Shows whether this node reaches the database; part of its readiness, so that a load balancer sends calls to nodes
 * that do. In the place of Spring Boot's indicator of that name, whose look takes a connection from the calls and waits
 * for it as they do.
 */
@Component("dbHealthIndicator")
class DatabaseHealth extends AbstractHealthIndicator {

    private final DatabaseReach database;

    DatabaseHealth(DatabaseReach database) {
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (!database.away(health)) {
            health.up();
        }
    }
}
