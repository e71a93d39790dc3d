package io.eseal.engine;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

import java.util.List;

/** Puts the guards of this package into the engine, where all its addresses and pages come through. */
@Component
class EngineDoors extends AbstractProcessEnginePlugin {

    private final ApplicationContext beans;

    EngineDoors(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new QueryExpressionManager(beans, engine.getBeans()));
        EngineInterceptors.add(engine, () -> List.of(new QueryGuard(), new TaskGuard()));
    }
}
