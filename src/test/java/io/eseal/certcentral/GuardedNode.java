package io.eseal.certcentral;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.TestClock;
import io.github.bucket4j.BlockingStrategy;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * One node that calls CertCentral behind its guard, with the settings of production unless given; waiting passes the
 * test's time.
 */
public final class GuardedNode {

    private final CallGuard guard;
    private final CertCentral certCentral;

    public GuardedNode(Database database, URI baseUrl, TestClock clock, Map<String, String> settings) {
        this(database, database.dataSource(), baseUrl, clock, settings, passing(clock));
    }

    GuardedNode(
            Database database,
            DataSource dataSource,
            URI baseUrl,
            TestClock clock,
            Map<String, String> settings,
            BlockingStrategy waiting) {
        Binder binder = new Binder(new MapConfigurationPropertySource(settings));
        CertCentralSettings connection = CertCentralSettings.of(baseUrl, "the-secret-key");
        LimitSettings limits = binder.bindOrCreate("certcentral.limits", LimitSettings.class);
        CallBudget budget = database == Database.POSTGRES
                ? CallBudget.shared(connection.keyId(), dataSource, limits, clock, waiting)
                : CallBudget.local(limits, clock, waiting);
        KeyPause pause = new KeyPause(
                connection.keyId(),
                limits,
                JdbcClient.create(dataSource),
                new JdbcTransactionManager(dataSource),
                clock);
        guard = new CallGuard(
                budget,
                pause,
                new CallBreaker(
                        binder.bindOrCreate("certcentral.breaker", BreakerSettings.class),
                        Duration.ofSeconds(20),
                        clock),
                clock);
        certCentral = CertCentralConfiguration.client(
                connection, clock, ObservationRegistry.NOOP, calls -> new GuardedCalls(calls, guard));
    }

    public CertCentral certCentral() {
        return certCentral;
    }

    public Availability availability() {
        return guard;
    }

    CallGuard guard() {
        return guard;
    }

    static BlockingStrategy passing(TestClock clock) {
        return nanos -> clock.pass(Duration.ofNanos(nanos));
    }

    static LimitSettings limits(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("certcentral.limits", LimitSettings.class);
    }
}
