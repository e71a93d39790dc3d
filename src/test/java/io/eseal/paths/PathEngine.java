package io.eseal.paths;

import io.eseal.approval.ApprovalBeans;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.OrganizationSearchColumn;
import io.eseal.lifecycle.SearchColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The engine in memory, without job executor, with the project's own tables; each test puts its own beans into it. */
final class PathEngine {

    /** Names that the model's expressions know. */
    static final Map<String, Object> BEANS = new HashMap<>();

    static final ProcessEngineCoverageExtension COVERAGE;
    static final JdbcClient JDBC;
    static final ProcessEngine ENGINE;

    static {
        var dataSource = new DriverManagerDataSource("jdbc:h2:mem:paths;DB_CLOSE_DELAY=-1", "sa", "");
        var configuration = new SpringProcessEngineConfiguration();
        configuration.setProcessEngineName("paths");
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(new DataSourceTransactionManager(dataSource));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setHistory("full");
        configuration.setMetricsEnabled(false);
        configuration.setDefaultSerializationFormat("application/json");
        // As in application.yml: a business error that nothing catches must not end the instance silently.
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        configuration.setProcessEnginePlugins(
                new ArrayList<>(List.of(new SpinProcessEnginePlugin(), ApprovalBeans.watch(BEANS))));
        configuration.setBeans(asKeys(BEANS));
        ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
        COVERAGE = ProcessEngineCoverageExtension.builder(configuration)
                .assertClassCoverageAtLeast(0.95)
                .build();
        ENGINE = COVERAGE.getProcessEngine();
        // Until the extension measures: a class of paths can run alone.
        new ProcessEngineAdapter(ENGINE, event -> {}).initializeListeners();
        Flyway.configure()
                .dataSource(dataSource)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .javaMigrations(new SearchColumn(), new OrganizationSearchColumn())
                .load()
                .migrate();
        JDBC = JdbcClient.create(dataSource);
        ENGINE.getRepositoryService()
                .createDeployment()
                .name("paths")
                .addClasspathResource("bpmn/eseal-lifecycle.bpmn")
                .addClasspathResource("bpmn/approval-policy.dmn")
                .deploy();
    }

    private PathEngine() {}

    static BpmnModelInstance model() {
        var repository = ENGINE.getRepositoryService();
        return repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(EsealLifecycle.PROCESS)
                .singleResult()
                .getId());
    }

    /** One clock for the engine's timers and for the services. */
    static Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return ClockUtil.getCurrentTime().toInstant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Object, Object> asKeys(Map<String, Object> beans) {
        return (Map) beans;
    }
}
