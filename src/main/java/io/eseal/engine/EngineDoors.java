package io.eseal.engine;

import io.eseal.task.TaskCatalogue;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Registers the checks of queries and tasks with the engine; calls from REST and pages all pass through them. */
@Component
class EngineDoors extends AbstractProcessEnginePlugin {

    private final ApplicationContext beans;
    private final ObjectProvider<TaskCatalogue> catalogue;

    /**
     * Makes the plugin.
     *
     * @param catalogue read later, because the engine starts before it
     */
    EngineDoors(ApplicationContext beans, ObjectProvider<TaskCatalogue> catalogue) {
        this.beans = beans;
        this.catalogue = catalogue;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new QueryExpressionManager(beans, engine.getBeans()));
        EngineInterceptors.add(engine, () -> List.of(new QueryGuard(), new TaskGuard(catalogue::getObject)));
    }
}
