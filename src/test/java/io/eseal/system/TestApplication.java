package io.eseal.system;

import io.eseal.EsealOrchestratorApplication;
import io.eseal.fixtures.ProductionOnly;
import io.eseal.simulator.SimulatorServer;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on a free port, with the demo's users and a CertCentral in a server of its own. */
final class TestApplication implements AutoCloseable {

    private final SimulatorServer certCentral;
    private final ConfigurableApplicationContext context;

    private TestApplication(SimulatorServer certCentral, Map<String, String> settings, Map<String, Object> beans) {
        this.certCentral = certCentral;
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "certcentral.base-url", certCentral.baseUrl(),
                "certcentral.api-key", SimulatorServer.API_KEY,
                "eseal.tracking.sweep-interval", "PT1S",
                // One test makes more calls than an organisation in a day.
                "certcentral.limits.calls-per-short-window", "10000",
                "certcentral.limits.calls-per-long-window", "100000",
                // Longer than any test: what moves an order here is the sweep.
                "eseal.tracking.fallback-poll", "PT1H",
                "eseal.order.look-ups", "PT3S,PT1S,PT1S",
                "eseal.order.send-within", "PT2S"));
        // What is in doubt is put to a person at once.
        all.put("eseal.order.when-absent", "ask");
        // A test that changes the account sees the change at once.
        all.put("eseal.request.account-answers-kept", "PT0S");
        all.put("eseal.payment.balance-kept", "PT0S");
        all.put("eseal.ledger-check.cron", "-");
        all.put("eseal.ledger-check.settle-time", "PT0S");
        all.putAll(settings);
        this.context = run(all, beans);
    }

    static TestApplication on(String jdbcUrl, String user, String password) {
        return on(jdbcUrl, user, password, Map.of());
    }

    static TestApplication on(String jdbcUrl, String user, String password, Map<String, String> settings) {
        return on(jdbcUrl, user, password, settings, Map.of());
    }

    /** The application with some beans replaced, by their names. */
    static TestApplication on(
            String jdbcUrl, String user, String password, Map<String, String> settings, Map<String, Object> beans) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "spring.datasource.url",
                jdbcUrl,
                "spring.datasource.username",
                user,
                "spring.datasource.password",
                password,
                "server.port",
                "0"));
        all.putAll(settings);
        return new TestApplication(SimulatorServer.start(), all, beans);
    }

    /** The demo with these settings, the highest in precedence. */
    static ConfigurableApplicationContext run(Map<String, String> settings) {
        return run(settings, Map.of());
    }

    private static ConfigurableApplicationContext run(Map<String, String> settings, Map<String, Object> beans) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "camunda.bpm.job-execution.wait-time-in-millis", "100",
                "camunda.bpm.job-execution.max-wait", "200",
                "spring.main.banner-mode", "off",
                "logging.level.root", "WARN"));
        all.putAll(settings);
        return new SpringApplicationBuilder(EsealOrchestratorApplication.class)
                .web(WebApplicationType.SERVLET)
                .profiles("demo")
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("productionOnly", new ProductionOnly());
                    beans.forEach(context.getBeanFactory()::registerSingleton);
                })
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    Client as(String user) {
        return Client.of("http://localhost:" + context.getEnvironment().getProperty("local.server.port"), user);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    SimulatorServer certCentral() {
        return certCentral;
    }

    Tables tables() {
        return new Tables(context.getBean(DataSource.class));
    }

    /** Adds a user to the requesters, with the name as password. */
    void addRequester(String name) {
        addUser(name, "requesters");
    }

    /** Adds a user with the name as password. */
    void addUser(String name, String... groups) {
        IdentityService identity = context.getBean(IdentityService.class);
        User user = identity.newUser(name);
        user.setPassword(name);
        identity.saveUser(user);
        for (String group : groups) {
            identity.createMembership(name, group);
        }
    }

    void addTo(String group, String user) {
        context.getBean(IdentityService.class).createMembership(user, group);
    }

    void removeFrom(String group, String user) {
        context.getBean(IdentityService.class).deleteMembership(user, group);
    }

    @Override
    public void close() {
        context.close();
        certCentral.close();
    }
}
