package io.eseal.taskquery;

import io.eseal.fixtures.PlainEngine;
import io.eseal.indexes.EngineIndexes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.h2.jdbcx.JdbcConnectionPool;

/** Engines on one database of their own: the engine as it is, and engines with the statements of this package. */
final class Engines implements AutoCloseable {

    /** The keys of the definitions that are deployed; each has one task. */
    static final List<String> DEFINITIONS = List.of("one", "two");

    private final DataSource database;
    private final AutoCloseable server;
    private final List<ProcessEngine> built = new ArrayList<>();
    private final ProcessEngine plain;

    private Engines(DataSource database, AutoCloseable server) {
        this.database = database;
        this.server = server;
        this.plain = build(configuration());
        DEFINITIONS.forEach(key -> plain.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("task_" + key)
                                .endEvent()
                                .done())
                .deploy());
    }

    static Engines onH2() {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        return new Engines(pool, pool::dispose);
    }

    static Engines onPostgres(EmbeddedPostgres.Builder builder) throws IOException {
        EmbeddedPostgres postgres = builder.start();
        return new Engines(postgres.getPostgresDatabase(), postgres);
    }

    DataSource database() {
        return database;
    }

    /** Returns the engine without any plugin. */
    ProcessEngine plain() {
        return plain;
    }

    /** Returns an engine with the plugin; parameters as there. */
    ProcessEngine withPlugin(int few, Duration countsLast) {
        ProcessEngineConfigurationImpl configuration = configuration();
        configuration.setProcessEnginePlugins(List.of(new TaskQueryPlugin(few, countsLast)));
        ProcessEngine engine = build(configuration);
        EngineIndexes.make(database);
        return engine;
    }

    private ProcessEngine build(ProcessEngineConfigurationImpl configuration) {
        ProcessEngine engine = configuration.buildProcessEngine();
        built.add(engine);
        return engine;
    }

    private ProcessEngineConfigurationImpl configuration() {
        ProcessEngineConfigurationImpl configuration = PlainEngine.on(database);
        configuration.setAuthorizationEnabled(true);
        return configuration;
    }

    @Override
    public void close() throws Exception {
        built.forEach(ProcessEngine::close);
        server.close();
    }
}
