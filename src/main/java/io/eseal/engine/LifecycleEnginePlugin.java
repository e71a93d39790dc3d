package io.eseal.engine;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.task.TaskCatalogue;
import io.eseal.timeline.Timeline;
import io.eseal.web.ExceptionChain;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Registers the history level of the lifecycle and the interceptors that keep requests on the path of the model. Also
 * passes a refusal, such as a {@link CompletionRefused}, on to the caller: the engine wraps what a task listener or an
 * expression throws in a plain {@link ProcessEngineException}, which its REST interface answers with 500.
 */
@Component
class LifecycleEnginePlugin extends AbstractProcessEnginePlugin {

    private final JdbcClient jdbc;
    private final ObjectProvider<Timeline> timeline;
    private final ObjectProvider<TaskCatalogue> catalogue;
    private final ApplicationEventPublisher events;

    /**
     * Makes the plugin.
     *
     * @param dataSource the engine's own; Spring's client would wait for the migrations, which run after the engine's
     *     start
     */
    LifecycleEnginePlugin(
            DataSource dataSource,
            ObjectProvider<Timeline> timeline,
            ObjectProvider<TaskCatalogue> catalogue,
            ApplicationEventPublisher events) {
        this.jdbc = JdbcClient.create(dataSource);
        this.timeline = timeline;
        this.catalogue = catalogue;
        this.events = events;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        EngineInterceptors.add(engine, this::interceptors);
        LifecycleHistory.install(engine);
        LeanReads.install(engine);
    }

    private List<CommandInterceptor> interceptors() {
        return List.of(
                new Unwrapping(),
                new TaskCompletionLock(jdbc),
                new TaskVariableAllowList(catalogue::getObject),
                new UnresolvedMoves(),
                new SuspensionTargets(),
                new EngineCommandGuard(timeline::getObject, events));
    }

    private static final class Unwrapping extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            try {
                return next.execute(command);
            } catch (ProcessEngineException e) {
                throw ExceptionChain.find(e, BadUserRequestException.class)
                        .<ProcessEngineException>map(refused -> refused)
                        .orElse(e);
            }
        }
    }
}
