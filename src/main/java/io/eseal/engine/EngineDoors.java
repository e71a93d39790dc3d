package io.eseal.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Puts the guards of this package into the engine, where all its addresses and pages come through. */
@Component
class EngineDoors extends AbstractProcessEnginePlugin {

    private final ApplicationContext beans;
    private final ObjectProvider<TaskBar> bars;

    /** @param bars asked for later: the engine starts before them */
    EngineDoors(ApplicationContext beans, ObjectProvider<TaskBar> bars) {
        this.beans = beans;
        this.bars = bars;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new QueryExpressionManager(beans, engine.getBeans()));
        EngineInterceptors.add(engine, () -> List.of(new QueryGuard(), new TaskGuard(bars)));
    }
}
